"""A member tells us that they cannot sit on a panel while they are asked, or say yes: no part of theirs slips by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Interest, Member
from coproduction.rosters.actions import ask_member, ask_proposed, declare_conflict
from coproduction.rosters.models import DeclaredConflict
from coproduction.rosters.queries import Choice
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventKind, EventRole, Place, PlaceState
from coproduction.schedule.queries.places import own_place_at
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count

LIVE = Place.state.in_([PlaceState.OFFERED, PlaceState.HELD])


def declares(event_id: int, member_id: int) -> Callable[[], None]:
    """As a panel's own page does it: what they have in the panel is given up in the same breath."""

    def deed() -> None:
        member = db.session.get_one(Member, member_id)
        declare_conflict(event_id, member, now=NOON)
        if place := own_place_at(event_id, viewer=member):
            places.step_back(place.id, hand=Hand(), now=NOON)

    return deed


def asks(role_id: int, member_id: int, staff_id: int) -> list[Callable[[], object]]:
    def alone() -> object:
        by, role = db.session.get_one(Account, staff_id), db.session.get_one(EventRole, role_id)
        return ask_member(role, member_id, reason="We need her", by=by, now=NOON)

    def proposed() -> object:
        return ask_proposed([Choice(role_id, member_id)], by=db.session.get_one(Account, staff_id), now=NOON)

    return [alone, proposed]


def says_yes(place_id: int) -> Callable[[], object]:
    return lambda: places.answer(place_id, Answer.YES, hand=Hand(), now=NOON)


@pytest.mark.parametrize("offered", [False, True])
def test_whoever_cannot_has_no_part_whichever_comes_first(a_real_database: Flask, offered: bool) -> None:
    staff_id = StaffFactory().id
    for _ in range(4):
        role = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False)
        member = MemberFactory(known_as="Amara", name="Amara", interested_in=[Interest.PANELS])
        deeds = asks(role.id, member.id, staff_id)
        if offered:
            deeds = [says_yes(PlaceFactory(role=role, member=member, state=PlaceState.OFFERED).id)]
        event_id, member_id = role.event_id, member.id
        db.session.commit()

        said = all_at_once(a_real_database, [declares(event_id, member_id), *deeds])

        assert said["done"] >= 1
        assert all(words == "done" or "cannot sit on this panel" in words for words in said), said
        assert count(DeclaredConflict.member_id == member_id, of=DeclaredConflict) == 1
        assert count(Place.member_id == member_id, LIVE, of=Place) == 0
