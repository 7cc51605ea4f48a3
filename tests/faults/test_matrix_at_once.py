"""Two coordinators change one pair of the matrix at once: one change is made, and the other is told of it."""

from __future__ import annotations

import pytest

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Interest, Member
from coproduction.rosters.actions.matrix import Chosen, Deed, act, seen_of
from coproduction.rosters.queries.matrix import places_of
from coproduction.schedule.models import Event, EventKind, PlaceMove, PlaceState
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count


@pytest.mark.parametrize("deeds", [(Deed.YES, Deed.RELEASE), (Deed.NO, Deed.NOT_SURE, Deed.YES)])
def test_one_change_is_made_and_the_others_are_told_of_it(a_real_database, deeds):
    role = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False, name="Panel member")
    member = MemberFactory(known_as="Amara", interested_in=[Interest.PANELS])
    place = PlaceFactory(role=role, member=member, state=PlaceState.OFFERED)
    event_id, member_id, place_id = role.event_id, member.id, place.id
    staff_ids = [StaffFactory().id for _ in deeds]
    seen = seen_of(places_of(event_id, member_id))
    db.session.commit()

    def changing(deed, staff_id):
        def change():
            event, who = db.session.get_one(Event, event_id), db.session.get_one(Member, member_id)
            act(event, who, Chosen(deed, place_id), seen=seen, by=db.session.get_one(Account, staff_id), now=NOON)

        return change

    came_out = all_at_once(a_real_database, [changing(*pair) for pair in zip(deeds, staff_ids, strict=True)])

    assert came_out.pop("done") == 1
    assert sum(came_out.values()) == len(deeds) - 1
    assert all(words.startswith("Somebody changed this meanwhile. Amara now: Panel member: ") for words in came_out)
    assert count(of=PlaceMove) == 1
