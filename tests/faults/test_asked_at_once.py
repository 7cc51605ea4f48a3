"""Two coordinators ask everybody at once, while a member says yes: each is asked once, and nobody who comes is."""

from __future__ import annotations

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Interest, Member
from coproduction.notifications.models import Message
from coproduction.schedule.actions import publishing
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import take_place
from coproduction.schedule.models import Event, Place
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once


def test_each_is_asked_once(a_real_database):
    role, staff_id = EventRoleFactory(), StaffFactory().id
    members = MemberFactory.create_batch(5, interested_in=[Interest.MEETINGS])
    event_id, role_id, ids = role.event_id, role.id, [member.id for member in members]
    db.session.commit()

    def ask() -> None:
        event, staff = db.session.get_one(Event, event_id), db.session.get_one(Account, staff_id)
        publishing.ask_everybody([event], by=staff, now=NOON)

    def come() -> None:
        take_place(role_id, db.session.get_one(Member, ids[0]), hand=Hand(), now=NOON)

    assert all_at_once(a_real_database, [ask, come, ask, ask]) == {"done": 4}

    assert sorted(place.member_id for place in db.session.query(Place)) == ids
    offers = db.session.query(Message).filter(Message.template == "schedule/place_offered")
    told = [message.member_id or 0 for message in offers]
    assert sorted(set(told)) == sorted(told)
    assert set(ids[1:]) <= set(told)
