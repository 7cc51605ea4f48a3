"""People say that they join online while the event stops being online: none comes in person without having said so."""

from __future__ import annotations

from collections.abc import Callable

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.schedule.actions import events
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.models import Arrangement, Event, EventFormat, Place, PlaceState, Way
from tests.conftest import NOON
from tests.factories import EventRoleFactory, NeedFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once
from tests.schedule.test_events import details_of

REFUSED = "Select a way that this event offers"


def test_who_says_online_is_asked_again_or_refused_and_gets_no_taxi(a_real_database):
    role, staff_id = EventRoleFactory(), StaffFactory().id
    places = PlaceFactory.create_batch(6, role=role, state=PlaceState.OFFERED)
    for place in places:
        NeedFactory(member=place.member, kind=NeedKind.TAXI)
    event_id, ids = role.event_id, [place.id for place in places]
    db.session.commit()

    def online(place_id: int) -> Callable[[], object]:
        return lambda: answer(place_id, Answer.YES, hand=Hand(), now=NOON, details=AnswerDetails(way=Way.ONLINE))

    def in_person() -> None:
        event = db.session.get_one(Event, event_id)
        there = details_of(event, format=EventFormat.IN_PERSON)
        events.change_event(event, there, by=db.session.get_one(Account, staff_id), now=NOON)

    deeds = [online(place_id) for place_id in ids]
    said = all_at_once(a_real_database, [*deeds[:3], in_person, *deeds[3:]])

    found = [db.session.get_one(Place, place_id) for place_id in ids]
    held = [place for place in found if place.state is PlaceState.HELD]
    assert said.get(REFUSED, 0) == len(found) - len(held)
    assert said["done"] == len(held) + 1
    assert [place.asked_again_at for place in held] == [NOON] * len(held)
    assert {place.state for place in found if place not in held} <= {PlaceState.OFFERED}
    assert db.session.query(Arrangement).count() == 0
