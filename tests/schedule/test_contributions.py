"""The record of what a member has taken part in: what happened and what they came to, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.schedule.models import EventKind, EventState, PlaceState
from coproduction.schedule.pages.contributions import record_for
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)


def part(member, title, place=PlaceState.ATTENDED, **event):
    event = {"starts_at": datetime(2026, 11, 12, 10, 30, tzinfo=UTC), **event}
    role = EventRoleFactory(name="Attendee", event=EventFactory(title=title, **event))
    return PlaceFactory(role=role, member=member, state=place)


def titles(page):
    return [row[1].removeprefix("What it was ") for row in page.rows]


def test_a_member_finds_what_they_took_part_in_with_totals_for_each_year(browser):
    me = browser.member
    part(me, "Budgets")
    part(me, "Letters", starts_at=datetime(2026, 12, 10, 10, 30, tzinfo=UTC))
    part(me, "Nurse", kind=EventKind.PANEL)
    part(me, "New year", starts_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))

    page = browser.get("/my-details").follow("See what you have taken part in")

    assert page.heading == "What I have taken part in"
    assert [heading.get_text() for heading in page.main.find_all("h2")] == ["2026", "2025"]
    assert page.rows[0] == ["10 December 2026", "Letters", "Attendee"]
    assert sorted(titles(page)) == ["Budgets", "Letters", "New year", "Nurse"]
    assert "2 meetings and 1 interview panel" in page.text
    assert f"{me.name}, member of My Life Choices since 5 January 2026. Written on 4 January 2027." in page.text


@pytest.mark.parametrize("state", [state for state in PlaceState if state is not PlaceState.ATTENDED])
def test_what_was_missed_or_never_theirs_is_not_there(browser, state):
    part(browser.member, "Budgets", state)

    page = browser.get("/my-details/taken-part")

    assert titles(page) == (["Budgets"] if state is PlaceState.HELD else [])


def test_a_place_kept_counts_when_it_is_over_and_did_happen(browser, noon):
    me = browser.member
    part(me, "To come", PlaceState.HELD, starts_at=noon + timedelta(days=1))
    part(me, "Going on", PlaceState.HELD, starts_at=noon - timedelta(hours=1))
    part(me, "Called off", PlaceState.HELD, state=EventState.CANCELLED)
    part(me, "Kept", PlaceState.HELD, starts_at=noon - timedelta(hours=2))
    part(PlaceFactory().member, "Somebody else’s")

    assert titles(browser.get("/my-details/taken-part")) == ["Kept"]


def test_what_stands_under_a_record_that_was_merged_counts_too_and_once(browser):
    mine = part(browser.member, "Budgets")
    merged = MemberFactory(account=None, merged_into_id=browser.member.id)
    PlaceFactory(role=mine.role, member=merged, state=PlaceState.ATTENDED)
    part(merged, "Letters")

    assert sorted(titles(browser.get("/my-details/taken-part"))) == ["Budgets", "Letters"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_costs_six_statements(browser, count_statements, rows):
    for number in range(rows):
        part(browser.member, f"Meeting {number}")
    browser.get("/my-details/taken-part")

    with count_statements() as statements:
        browser.get("/my-details/taken-part")

    assert len(statements) == 6


def test_a_coordinator_prints_the_record_of_somebody_who_cannot_sign_in(coordinator):
    dennis = MemberFactory(name="Dennis Whitlock", account=None)
    part(dennis, "Band 7 nurse interviews")

    page = coordinator.get(f"/members/{dennis.id}").follow("See and print what they have taken part in")

    assert page.heading == "What Dennis Whitlock has taken part in"
    assert titles(page) == ["Band 7 nurse interviews"]
    assert page.soup.find(class_="nhsuk-back-link")["href"] == f"/members/{dennis.id}"


def test_nobody_but_a_coordinator_and_the_member_reads_a_record(noon):
    member = MemberFactory()
    part(member, "Budgets")

    for viewer in (MemberFactory().account, SupporterFactory(member=member).account):
        with pytest.raises(PermissionError):
            record_for(member, viewer=viewer, now=noon)
    assert (
        record_for(member, viewer=member.account, now=noon) == record_for(member, viewer=StaffFactory(), now=noon) != []
    )
