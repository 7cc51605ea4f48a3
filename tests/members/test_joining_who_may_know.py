"""Who may know of each need, as somebody who asks to join chooses it."""

from __future__ import annotations

from coproduction.members.kinds.needs import ONLY_US, SEEN_BY
from coproduction.members.models import ApplicationNeed, NeedKind, SeenBy


def choices_on(page):
    """Return, for each need that is asked about, its hint and the answer that is chosen."""
    return {
        field.legend.get_text(strip=True): (
            hint.get_text(strip=True) if (hint := field.select_one(".nhsuk-hint")) else "",
            field.select_one("input[checked]")["value"],
        )
        for field in page.main.find_all("fieldset")
    }


def test_who_may_know_is_asked_of_each_need_and_is_coordinators_alone_until_somebody_chooses(stranger, draft):
    page = stranger.get("/join/venues").press("Continue", kinds=["step-free", "diet"], detail_diet="No nuts")

    assert (page.address, page.heading) == ("/join/who-may-know", "Who may know what you need? (optional)")
    assert choices_on(page) == {
        "Large print": ("20 point", "coordinators"),
        "No steps": ("", "coordinators"),
        "Food and drink": ("No nuts. The people who make the food can only do this if they may know.", "coordinators"),
    }
    assert ONLY_US in page.text
    page = page.press("Continue", seen_by_large_print="trainers", seen_by_diet="event organisers")
    assert page.address == "/join/tasks"
    assert {need.kind: need.seen_by for need in draft.needs} == {
        NeedKind.LARGE_PRINT: SeenBy.TRAINERS,
        NeedKind.STEP_FREE: SeenBy.COORDINATORS,
        NeedKind.DIET: SeenBy.ORGANISERS,
    }
    assert choices_on(stranger.get("/join/who-may-know"))["Food and drink"][1] == "event organisers"


def test_who_needs_nothing_is_not_asked_who_may_know(stranger, draft):
    draft.needs = []

    assert stranger.get("/join/venues").press("Continue").address == "/join/tasks"
    assert stranger.get("/join/who-may-know").address == "/join/tasks"
    assert "Who may know" not in stranger.get("/join/check-answers").text


def test_a_need_that_is_added_when_answers_are_checked_asks_who_may_know_of_it(stranger, draft):
    page = stranger.get("/join/check-answers").follow("Change venues").press("Continue", kinds=["step-free"])
    assert page.address == "/join/check-answers/who-may-know"
    page = page.press("Continue", seen_by_step_free="event organisers")
    assert page.address == "/join/check-answers"

    page = page.follow("Change formats").press("Continue", detail_large_print="24 point")
    assert page.address == "/join/check-answers"  # nothing new, so nothing is asked again
    assert ["Who may know", "Large print: Coordinators only No steps: " + SEEN_BY[SeenBy.ORGANISERS]] in [
        row[:2] for row in page.rows
    ]


def test_who_may_know_is_kept_when_somebody_stops_there(stranger, draft):
    page = stranger.get("/join/who-may-know").press("Save and come back later", seen_by_large_print="trainers")

    assert page.address == "/join/save"
    assert [need.seen_by for need in draft.needs] == [SeenBy.TRAINERS]


def test_a_need_that_was_told_on_another_device_in_the_meantime_stays_as_it_is(stranger, draft):
    page = stranger.get("/join/who-may-know")
    draft.needs.append(ApplicationNeed(kind=NeedKind.DIET, detail="No nuts", seen_by=SeenBy.ORGANISERS))

    assert page.press("Continue", seen_by_large_print="trainers").address == "/join/tasks"
    assert [need.seen_by for need in draft.needs] == [SeenBy.TRAINERS, SeenBy.ORGANISERS]


def test_nobody_chooses_what_is_no_choice(stranger, draft):
    page = stranger.send("/join/who-may-know", {"seen_by_large_print": "everybody"})

    assert page.errors == ["Select an answer from the list"]
    assert [need.seen_by for need in draft.needs] == [SeenBy.COORDINATORS]
