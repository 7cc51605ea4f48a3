"""The needs passport: written once, seen by whom the member says, and looked at again each year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.kinds.needs import NEED_GROUPS
from coproduction.members.models import MemberState, NeedKind, SeenBy
from coproduction.members.queries.needs import needs_of
from tests.factories import MemberFactory, NeedFactory

TODAY = date(2027, 1, 4)


def test_a_member_adds_changes_and_removes_what_they_need(browser):
    page = browser.get("/my-details").follow("Change what you need").follow("Formats")
    assert page.heading == "How should we write things down for you?"
    page = page.press("Save", kind="large print", detail="24 point", seen_by="event organisers")
    [need] = needs_of(browser.member, viewer=browser.account)
    assert (need.kind, need.detail, need.seen_by) == (NeedKind.LARGE_PRINT, "24 point", SeenBy.ORGANISERS)
    assert (need.lead_days, need.review_on) == (3, date(2028, 1, 4))  # the usual time, and a year

    page = page.follow("Change Large print")
    assert "Which size? For example, 20 point" in page.text
    page = page.press("Save", detail="28 point", lead_days="10")
    assert (need.detail, need.lead_days) == ("28 point", 10)

    page = page.press("Remove Large print")
    assert (page.messages, needs_of(browser.member, viewer=browser.account)) == (["Removed."], [])
    assert [entry.detail for entry in db.session.scalars(select(AuditEntry))] == [{"member": browser.member.id}] * 3


def test_the_passport_says_what_follows_when_only_coordinators_may_know(browser):
    NeedFactory(member=browser.member, kind=NeedKind.DIET, detail="No nuts", seen_by=SeenBy.COORDINATORS)
    NeedFactory(member=browser.member, kind=NeedKind.BREAKS, seen_by=SeenBy.ORGANISERS)
    page = browser.get("/my-details/needs")
    dark = "If only coordinators know, the people who run the meeting or make the food are not told."
    food = "The people who make the food can only do this if they may know."

    assert (page.text.count(food), page.text.count("The person who runs the meeting can only")) == (1, 0)
    page = page.follow("Change Food and drink")
    assert (page.text.count(dark), page.text.count(food)) == (1, 1)
    page = browser.get("/my-details/needs/new/venues")
    assert (page.text.count(dark), page.text.count(food)) == (1, 1)


def test_the_same_need_sent_twice_is_kept_once(browser):
    for _ in range(2):
        browser.get("/my-details/needs/new/venues").press("Save", kind="step-free")

    assert len(needs_of(browser.member, viewer=browser.account)) == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "Select what you need, or go back"),
        ({"kind": "another language"}, "Answer the question: Which language?"),
        ({"kind": "braille", "lead_days": "500"}, "Working days must be between 0 and 120"),
    ],
)
def test_a_need_that_says_too_little_is_kept_on_the_page_and_says_why(browser, fields, error):
    page = browser.get("/my-details/needs/new/formats").press("Save", **fields)

    assert page.errors == [error]
    assert needs_of(browser.member, viewer=browser.account) == []


@pytest.mark.parametrize("group", NEED_GROUPS, ids=lambda group: group.slug)
def test_every_group_has_its_page(browser, group):
    assert browser.get(f"/my-details/needs/new/{group.slug}").heading == group.asked


def test_a_year_later_one_press_says_that_a_need_is_still_right(browser):
    old, newer = (
        NeedFactory(member=browser.member, kind=kind, review_on=TODAY + timedelta(days=days))
        for kind, days in ((NeedKind.BRAILLE, 0), (NeedKind.STEP_FREE, 1))
    )
    page = browser.get("/my-page")
    assert "It is a year since we looked at what you need to take part." in page.text

    page = page.follow("Is it still right?").press("Still right: Braille")

    assert page.messages == ["Thank you. We will ask again in a year."]
    assert (old.review_on, newer.review_on) == (date(2028, 1, 4), date(2027, 1, 5))
    assert "It is a year since" not in browser.get("/my-page").text


def test_one_press_says_that_everything_is_still_right(browser):
    needs = [NeedFactory(member=browser.member, review_on=TODAY) for _ in range(3)]

    browser.get("/my-details/needs").press("Everything is still right")

    assert {need.review_on for need in needs} == {date(2028, 1, 4)}


def test_nobody_touches_another_members_needs(browser):
    need = NeedFactory(review_on=TODAY)

    browser.send(f"/my-details/needs/{need.id}/remove")
    browser.send(f"/my-details/needs/{need.id}/still-right")

    assert needs_of(need.member, viewer=need.member.account) == [need]
    assert need.review_on == TODAY


@pytest.mark.parametrize("deed", ["1/remove", "1/still-right", "still-right"])
def test_who_has_left_since_the_page_was_opened_is_said_so(coordinator, deed):
    need = NeedFactory(id=1, member__known_as="Harold", review_on=TODAY)
    need.member.state = MemberState.LEFT
    db.session.flush()

    page = coordinator.send(f"/members/{need.member_id}/needs/{deed}")

    assert page.messages == ["Harold is no longer a member, so this cannot be changed."]
    assert need.review_on == TODAY


def test_needs_that_nobody_looked_at_for_a_year_stand_on_the_to_do_list(coordinator):
    dennis = MemberFactory(name="Dennis Whitlock", account=None, channel="phone", email=None)
    for days in (0, 30):
        NeedFactory(member=dennis, review_on=TODAY - timedelta(days=days))
    NeedFactory(review_on=TODAY + timedelta(days=1))
    NeedFactory(review_on=TODAY, member__state=MemberState.PAUSED)

    page = coordinator.get("/to-do")
    tasks = page.soup.find(id="needs").parent
    assert [link.get_text() for link in tasks.find_all("a")] == ["Ask Dennis Whitlock what they need"]
    assert "Since 5 December 2026" in tasks.get_text()
    coordinator.get(f"/members/{dennis.id}/needs").press("Everything is still right")

    assert "Ask Dennis Whitlock" not in coordinator.get("/to-do").text


def test_a_coordinator_writes_down_what_a_member_says_by_phone(coordinator):
    dennis = MemberFactory(known_as="Dennis", account=None, channel="phone", email=None)

    page = coordinator.get(f"/members/{dennis.id}").follow("Check or change what they need").follow("Formats")
    assert page.heading == "How should we write things down for them?"
    page = page.press("Save", kind="large print", detail="24 point")

    assert page.heading == "What Dennis needs to take part"
    assert "24 point" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_needs_cost_three_statements_however_many(browser, count_statements, rows):
    NeedFactory.create_batch(rows, member=browser.member)
    browser.get("/my-details/needs")

    with count_statements() as statements:
        browser.get("/my-details/needs")

    assert len(statements) == 3
