"""Rosters of all panels between two days are proposed at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.schedule.models import EventKind, EventState, Place
from tests.factories import EventRoleFactory
from tests.rosters.proposing import PANEL


def panel_role(title, *, at, **role):
    """Return the one role of a panel that needs one person."""
    panel = {"event__kind": EventKind.PANEL, "event__title": title, "event__starts_at": at}
    return EventRoleFactory(name="Panel member", minimum=1, is_open=False, **panel, **role)


def test_all_open_panels_between_two_days_are_proposed_at_once(coordinator, role, able, inbox):
    able("Amara Okafor"), able("Ruth Bell"), able("Harold Finch"), able("Vera Lunt")
    later = panel_role("Manager panel", at=datetime(2027, 1, 31, 10, tzinfo=UTC), qualification=role.qualification)
    panel_role("Another panel", at=datetime(2027, 2, 1, tzinfo=UTC))
    panel_role("Another panel", at=PANEL, event__state=EventState.DRAFT)
    days = {"first[day]": 14, "first[month]": 1, "first[year]": 2027}
    days |= {"last[day]": 31, "last[month]": 1, "last[year]": 2027}

    page = coordinator.get("/manage/events").follow("Propose rosters for panels").press("Propose rosters", **days)

    assert "Another panel" not in page.text
    assert len({value.split("-")[1] for value in page.values["pick"]}) == 3
    assert page.rows == [["0", "4", "1"], ["1", "0", "3"]]
    assert [words.text for words in page.main.select("svg text")] == [*("4", "0", "1", "3"), "0", "1"]
    assert "have 0% of all turns now, and 33% with this proposal." in page.text
    after = page.press("Ask these members")
    assert after.messages == ["We are asking 3 members."]
    assert after.heading == "Propose rosters for panels"
    assert "Nobody experienced is on it." in after.text
    assert "Ask these members" not in after.text
    assert len(inbox.messages) == 3
    places = db.session.scalars(select(Place).order_by(Place.role_id)).all()
    assert [place.role_id for place in places] == [role.id, role.id, later.id]


def test_days_without_panels_or_in_the_wrong_order_are_refused(coordinator, role):
    page = coordinator.get("/rosters/proposals?first=2027-02-01&last=2027-02-02")
    days = {"first[day]": 1, "first[month]": 2, "first[year]": 2027, "last[day]": 2, "last[year]": 2027}

    assert page.heading == "Propose rosters for panels"
    assert page.press("Propose rosters", **days, **{"last[month]": 2}).errors == [
        "No panel between these days needs people chosen. Choose other days"
    ]
    assert page.press("Propose rosters", **days, **{"last[month]": 1}).errors == [
        "The last day must be the first day or later"
    ]
    for address in (
        "",
        "?first=x&last=2027-02-02",
        "?first=2027-02-02&last=2027-02-01",
        "?first=2027-02-02&last=9999-12-31",
    ):
        assert "Propose rosters" in coordinator.get(f"/rosters/proposals{address}").forms[-1].buttons


@pytest.mark.parametrize("panels", [1, 3])
def test_proposals_for_panels_on_one_day_cost_the_same_however_many(
    coordinator, role, able, noon, count_statements, panels
):
    for number in range(panels):
        member = able(f"Member {number}")
        set_turn_limits(member, Most(weekly=2), by=member.account, now=noon)
    for _ in range(panels - 1):
        EventRoleFactory(event__kind=EventKind.PANEL, minimum=1, is_open=False, qualification=role.qualification)

    with count_statements() as statements:
        coordinator.get("/rosters/proposals?first=2027-01-14&last=2027-01-14")

    assert len(statements) == 23  # with the turns of those who set limits, and what fees are
