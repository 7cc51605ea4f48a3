"""Two who act on several events at once, each in the other's order, do not wait for each other for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Interest
from coproduction.rosters.actions import ask_proposed
from coproduction.rosters.queries import Choice
from coproduction.schedule.actions import events, linked
from coproduction.schedule.models import Event, EventKind, Place, PlaceState
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once, count

Deed = Callable[[], object]
LATER = timedelta(days=1)


@pytest.fixture
def panels(a_real_database: Flask) -> dict[str, list[int]]:
    """Two panels whose roles have ids the other way round, and a member for each; all by their ids."""
    first, second = (EventFactory(kind=EventKind.PANEL) for _ in range(2))
    roles = [EventRoleFactory(event=event, minimum=1, maximum=1, is_open=False) for event in (second, first)]
    members = [MemberFactory(account=None, interested_in=[Interest.PANELS]) for _ in roles]
    made = {"events": [first, second], "roles": roles, "members": members, "staff": [StaffFactory()]}
    ids = {what: [row.id for row in rows] for what, rows in made.items()}
    db.session.commit()
    return ids


def asks(panels: dict[str, list[int]]) -> Deed:
    choices = [Choice(*pair) for pair in zip(panels["roles"], panels["members"], strict=True)]
    return lambda: ask_proposed(choices, by=db.session.get_one(Account, panels["staff"][0]), now=NOON)


def moves(panels: dict[str, list[int]]) -> Deed:
    def deed() -> None:
        changes = []
        for event_id in reversed(panels["events"]):
            event = db.session.get_one(Event, event_id)
            lasts = event.ends_at - event.starts_at
            starts_at = event.starts_at + LATER
            changes.append((event, linked.at_another_time(event, starts_at, ends_at=starts_at + lasts)))
        events.change_together(changes, by=db.session.get_one(Account, panels["staff"][0]), now=NOON)

    return deed


def test_whoever_asks_for_several_panels_and_whoever_moves_them(a_real_database, panels):
    assert all_at_once(a_real_database, [asks(panels), moves(panels)] * 4) == {"done": 8}

    assert count(Place.state == PlaceState.OFFERED, of=Place) == 2
