"""A member tells us that they cannot sit on a panel while they are asked, or say yes: no part of theirs slips by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.turn_limits import Most, set_turn_limits
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


def panel_offer(member: Member, day: int) -> Place:
    starts_at = datetime(2027, 1, day, 10, tzinfo=UTC)
    role = EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=starts_at, is_open=False)
    offer: Place = PlaceFactory(role=role, member=member, state=PlaceState.OFFERED)
    return offer


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


@pytest.mark.parametrize("already", [0, 1])
def test_two_yeses_at_once_are_no_more_than_somebody_takes(a_real_database: Flask, already: int) -> None:
    for _ in range(4):
        member = MemberFactory(known_as="Amara")
        offers = [panel_offer(member, day) for day in (14, 21)]
        set_turn_limits(member, Most(monthly=1 - already), by=member.account, now=NOON)
        member_id, deeds = member.id, [says_yes(place.id) for place in offers]
        db.session.commit()

        said = all_at_once(a_real_database, deeds)

        assert (said["done"], sum(said.values())) == (1 - already, 2)
        assert count(Place.member_id == member_id, Place.state == PlaceState.HELD, of=Place) == 1 - already


def test_a_limit_set_while_they_are_asked_comes_before_the_offer_or_after_it(a_real_database: Flask) -> None:
    """Afterwards nobody can ask them; an offer that came first stands, and cannot be answered with yes."""
    staff_id = StaffFactory().id
    for _ in range(4):
        role, member = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False), MemberFactory(known_as="Amara")
        role_id, member_id = role.id, member.id
        db.session.commit()

        def sets(member_id: int = member_id) -> None:
            member = db.session.get_one(Member, member_id)
            assert member.account
            set_turn_limits(member, Most(monthly=0), by=member.account, now=NOON)

        said = all_at_once(a_real_database, [sets, *asks(role_id, member_id, staff_id)[:1]])

        assert said["done"] >= 1
        assert all(words == "done" or "takes no more around that time" in words for words in said), said
        place = db.session.query(Place).filter_by(member_id=member_id).one_or_none()
        if place:
            with pytest.raises(Refusal, match="You asked us for no more around that time"):
                places.answer(place.id, Answer.YES, hand=Hand(), now=NOON)
        db.session.rollback()
