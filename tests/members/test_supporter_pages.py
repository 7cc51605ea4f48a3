"""Members name their supporters themselves, and coordinators do it for them."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.members.models import Grant
from coproduction.members.queries.supporters import current_supporters
from tests.factories import MemberFactory, SupporterFactory


def test_a_member_adds_a_supporter_changes_what_they_see_and_removes_them(browser):
    page = browser.get("/my-details").follow("Change your supporters").follow("Add a supporter")
    page = page.press("Add them and tell them", name="Mo", email="mo@example.org", grants=["answer", "get copies"])
    assert page.messages == ["Mo is now your supporter."]
    assert page.items == [
        "answer for you",
        "get copies of messages to you",
        "see what you are asked to and what you go to",
    ]

    page = page.follow("Change what Mo can do").press("Save", grants=["see needs"])
    assert page.messages == ["Saved. It holds for Mo from now on."]
    assert page.items == ["see what you need to take part"]
    assert (
        browser.get("/my-details")
        .soup.find(id="needs")
        .find_parent(class_="app-seen-by")
        .find(class_="app-who")
        .get_text()
        .endswith("You, coordinators and Mo. Coordinators tell others only what you say they may.")
    )

    page = page.follow("Remove Mo").press("Remove Mo")
    assert page.messages == ["Mo is no longer your supporter."]
    assert current_supporters(browser.member.id) == []


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "", "email": "mo@example.org"}, "Enter their name"),
        ({"name": "Mo"}, "Enter an email address or a phone number, so that we can reach them"),
        ({"name": "Mo", "phone": "no"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        (
            {"name": "Mo", "phone": "0115 496 0900", "grants": ["get copies"]},
            "Copies go by email. Enter their email address, or do not choose copies",
        ),
    ],
)
def test_a_supporter_who_cannot_be_reached_is_kept_on_the_page_and_says_why(browser, fields, error):
    page = browser.get("/my-details/supporters/new").press("Add them and tell them", **fields)

    assert page.errors == [error]
    assert page.values["name"] == [fields["name"]]


def test_a_coordinator_adds_a_supporter_with_the_members_consent(coordinator):
    dennis = MemberFactory(known_as="Dennis", account=None, channel="phone", email=None)

    page = coordinator.get(f"/members/{dennis.id}").follow("Add, change or remove supporters").follow("Add a supporter")
    assert page.press("Add them and tell them", name="Mo", email="mo@example.org").errors == [
        "Select how the member agreed",
        "Enter the day they agreed",
    ]
    page = page.press(
        "Add them and tell them",
        name="Mo",
        email="mo@example.org",
        grants=["see events"],
        consent_way="by phone",
        consent_on=date(2027, 1, 4),
    )

    assert page.messages == ["Mo is now Dennis’s supporter."]
    assert f"Agreed by phone on 4 January 2027, says {coordinator.account.name}." in page.text
    assert page.follow("Remove Mo").press("Remove Mo").messages == ["Mo is no longer Dennis’s supporter."]


def test_a_coordinator_lets_a_supporter_do_more_and_says_how_the_member_agreed(coordinator):
    dennis = MemberFactory(known_as="Dennis", account=None, channel="phone", email=None)
    mo = SupporterFactory(member=dennis, name="Mo", may=[Grant.SEE_EVENTS])

    page = coordinator.get(f"/members/{dennis.id}/supporters").follow("Change what Mo can do")
    page = page.press("Save", grants=["see events", "see details"])
    assert page.errors == ["Say how and when Dennis agreed that Mo can do more"]
    page = page.press("Save", consent_way="face to face", consent_on=date(2027, 1, 4))

    assert page.messages == ["Saved. It holds for Mo from now on."]
    assert page.items == ["see Dennis’s details", "see what Dennis is asked to and goes to"]
    assert f"Agreed face to face on 4 January 2027, says {coordinator.account.name}." in page.text
    page = page.follow("Change what Mo can do").press("Save", grants=[])
    assert page.messages == ["Saved. It holds for Mo from now on."]
    assert mo.grants == []


@pytest.mark.parametrize("rows", [1, 3])
def test_supporters_cost_the_same_however_many(browser, count_statements, rows):
    SupporterFactory.create_batch(rows, member=browser.member, may=Grant)
    browser.get("/my-details/supporters")

    with count_statements() as statements:
        browser.get("/my-details/supporters")

    assert len(statements) == 4
