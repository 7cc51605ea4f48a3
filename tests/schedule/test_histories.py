"""Whatever people do in whatever order, a place goes only where it may, and its moves tell the whole story."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule import rules
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventRole, Place, PlaceState
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory

TO_A_ROLE = ("take", "put forward", "offer")
TO_A_PLACE = ("yes", "not sure", "no", "step back", "give", "release")
HAND: dict[str, Any] = {"hand": Hand(), "now": NOON}
DEEDS = {
    "take": lambda role, member, place: places.take_place(role.id, member, **HAND),
    "put forward": lambda role, member, place: places.put_forward(role.id, member, note="", **HAND),
    "offer": lambda role, member, place: places.offer_place(role.id, member, **HAND),
    "yes": lambda role, member, place: places.answer(place.id, Answer.YES, **HAND),
    "not sure": lambda role, member, place: places.answer(place.id, Answer.NOT_SURE, **HAND),
    "no": lambda role, member, place: places.answer(place.id, Answer.NO, **HAND),
    "step back": lambda role, member, place: places.step_back(place.id, **HAND),
    "give": lambda role, member, place: places.give_place(place.id, **HAND),
    "release": lambda role, member, place: places.release_place(place.id, **HAND),
}
deeds = some.lists(
    some.tuples(some.sampled_from([*TO_A_ROLE, *TO_A_PLACE]), some.integers(0, 1), some.integers(0, 2)),
    min_size=1,
    max_size=15,
)


@settings(max_examples=40, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=deeds)
def test_no_order_of_deeds_leads_where_it_should_not(deeds):
    event = EventFactory()
    roles = [
        EventRoleFactory(event=event, name="Attendee", is_open=True, maximum=2),
        EventRoleFactory(event=event, name="Chair", is_open=False, maximum=1),
    ]
    members = MemberFactory.create_batch(3)
    db.session.commit()

    for deed, role, member in deeds:
        _do(deed, roles[role], members[member])
        _is_sound(event.id)


def _do(deed: str, role: EventRole, member: Any) -> None:
    """Do it as a view does: commit what was done, take back what was refused."""
    place = db.session.query(Place).filter_by(role_id=role.id, member_id=member.id).one_or_none()
    if deed in TO_A_PLACE and place is None:
        return
    with suppress(Refusal):
        DEEDS[deed](role, member, place)
        db.session.commit()
    db.session.rollback()


def _is_sound(event_id: int) -> None:
    found = db.session.query(Place).filter_by(event_id=event_id).all()
    for place in found:
        assert [moved.from_state for moved in place.moves] == [None, *(moved.to_state for moved in place.moves[:-1])]
        assert all(rules.is_legal(moved.from_state, moved.to_state) for moved in place.moves)
        assert (place.moves[-1].to_state, len(place.moves)) == (place.state, place.moves_made)
    held = [place for place in found if place.state is PlaceState.HELD]
    assert all(sum(other.role is place.role for other in held) <= (place.role.maximum or 0) for place in held)
    live = [place.member_id for place in found if rules.is_live_state(place.state)]
    assert len(live) == len(set(live))
