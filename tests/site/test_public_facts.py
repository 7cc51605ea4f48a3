"""What nobody has verified is told as such or left out, and what is past is told as past."""

from __future__ import annotations

import pytest

from tests.site.test_public_pages import PLAIN

BUDGETS = "/personal-health-budgets"
ASK_FIRST = (
    "Do you want to pay somebody who lives with you? Ask your team first. We are still checking the rules about this."
)


def words_under(page, heading):
    """Return what stands between a heading and the next."""
    words = []
    for block in page.main.find("h2", string=heading).find_next_siblings():
        if block.name == "h2":
            break
        words.append(block.get_text(" ", strip=True))
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize(
    ("path", "heading", "words"),
    [
        (
            f"{BUDGETS}/what-you-cannot-spend-it-on",
            "Paying somebody in your family",
            ASK_FIRST,
        ),
        (
            f"{BUDGETS}/what-to-expect",
            "How often it is checked",
            "We are finding out how often. Ask your team when your first check will be.",
        ),
    ],
)
def test_a_rule_that_we_have_not_verified_is_not_told(stranger, path, heading, words):
    assert words_under(stranger.get(path), heading) == words


def test_whom_this_area_offers_a_budget_is_told_of_the_past_and_is_being_checked(stranger):
    words = words_under(stranger.get(f"{BUDGETS}/who-can-have-one"), "You may be offered one")

    assert "In the past, people here have been offered one if they: are a carer who needs a break" in words
    assert words.endswith("We are checking what the list is now. Please ask your health or care team .")


def test_what_a_budget_does_to_benefits_is_not_told_before_it_is_verified(stranger):
    text = stranger.get(f"{BUDGETS}/does-it-change-my-benefits").main.get_text()

    assert "We are checking the rules, so we do not want to say yes or no here." in text
    assert "Please get advice before you say yes to a budget." in text


def test_the_targets_of_this_area_and_of_england_are_past(stranger):
    page = stranger.get("/about/targets")

    assert words_under(page, "Past targets").startswith("These targets are in the past. Their date has gone.")
    assert page.rows == [
        ["Here", "About 2,900 in March 2020", "8,700"],
        ["England", "No number to show", "200,000"],
    ]
    assert words_under(page, "What happened").startswith(
        "By March 2024, 188,489 people in England had had a budget. So England nearly met its aim. "
        "We have not found a number for our own area. We do not know if the aim here was met."
    )


@pytest.mark.parametrize("number", ["8,700", "200,000"])
def test_a_past_target_stands_on_no_other_page(stranger, number):
    told_on = {path for path in PLAIN if number in stranger.fetch(path).get_data(as_text=True)}

    assert told_on == {"/about/targets"}


def test_integrated_personal_commissioning_is_history(stranger):
    page = stranger.get("/about/integrated-personal-commissioning")

    assert page.heading == "What was Integrated Personal Commissioning?"
    assert "It is in the past now." in page.text
    assert words_under(page, "A monthly group").endswith(
        "We do not know if that group became My Life Choices. So we do not say that it did."
    )


def test_the_nhs_assembly_is_told_as_past(stranger):
    page = stranger.get("/about/nhs-assembly")

    assert page.heading == "What was the NHS Assembly?"
    assert "It began in 2019. It ended in 2025." in page.text
