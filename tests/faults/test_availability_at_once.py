"""Members say at once when they could take part, while the question is closed: a whole answer counts, or none."""

from __future__ import annotations

from datetime import date

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.merging import merge
from coproduction.members.models import Interest, Member
from coproduction.notifications.models import Message
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.models import Availability, AvailabilityRound, CanCome
from coproduction.schedule.models import EventKind, Via
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once, count

YES, MAYBE, NO = CanCome


def events_and_members(members):
    """Save two panels that ask for nothing, and so many members who like them; return all ids."""
    roles = [EventRoleFactory(is_open=False, event__kind=EventKind.PANEL) for _ in range(2)]
    asked = [MemberFactory(account=None, interested_in=[Interest.PANELS]).id for _ in range(members)]
    return [role.event_id for role in roles], asked


def asked(event_ids, *, by):
    return actions.ask_when(event_ids, answer_by=date(2027, 1, 10), words="", by=by, now=NOON)


def answering(round_id, member_id, said):
    by = actions.By(None, Via.EMAIL)
    return lambda: actions.answer(round_id, db.session.get_one(Member, member_id), said=said, by=by, now=NOON)


def merging(kept_id, other_id, staff_id):
    return lambda: merge(kept_id, other_id, [], by=db.session.get_one(Account, staff_id), now=NOON)


def test_one_member_answering_twice_at_once_leaves_one_whole_answer(a_real_database):
    (first, second), [member_id] = events_and_members(1)
    round_id = asked([first, second], by=StaffFactory()).id
    db.session.commit()
    answers = [{first: YES, second: NO}, {first: NO}, {second: MAYBE}]

    came_out = all_at_once(a_real_database, [answering(round_id, member_id, said) for said in answers])

    assert came_out == {"done": 3}
    rows = db.session.query(Availability)
    assert {row.event_id: row.said for row in rows if row.said} in answers


def test_whoever_answers_as_the_question_closes_is_taken_or_told_so(a_real_database):
    event_ids, member_ids = events_and_members(4)
    staff = StaffFactory()
    round_id, staff_id = asked(event_ids, by=staff).id, staff.id
    db.session.commit()
    said = dict.fromkeys(event_ids, YES)

    def closing():
        actions.close_round(round_id, by=db.session.get_one(Account, staff_id), now=NOON)

    deeds = [answering(round_id, member_id, said) for member_id in member_ids]
    came_out = all_at_once(a_real_database, [*deeds[:2], closing, *deeds[2:]])

    assert came_out["done"] + came_out[actions.CLOSED] == 5
    assert count(Availability.said == YES, of=Availability) == 2 * (came_out["done"] - 1)
    assert count(Message.state == "waiting", of=Message) == 0


def test_two_coordinators_who_ask_about_the_same_dates_at_once_ask_nobody_twice(a_real_database):
    event_ids, member_ids = events_and_members(3)
    staff_ids = [account.id for account in StaffFactory.create_batch(2)]
    db.session.commit()

    def asking(staff_id):
        return lambda: asked(event_ids, by=db.session.get_one(Account, staff_id))

    came_out = all_at_once(a_real_database, [asking(staff_id) for staff_id in staff_ids])

    assert came_out == {"done": 1, "Select one event or more that members are not asked about yet": 1}
    assert (count(of=AvailabilityRound), count(of=Message)) == (1, len(member_ids))


def test_an_answer_on_its_way_while_records_are_merged_goes_to_the_one_that_is_kept(a_real_database):
    for _ in range(3):
        event_ids, (kept_id, other_id) = events_and_members(2)
        staff = StaffFactory()
        round_id, staff_id = asked(event_ids, by=staff).id, staff.id
        db.session.commit()

        said = dict.fromkeys(event_ids, YES)
        assert all_at_once(
            a_real_database, [answering(round_id, other_id, said), merging(kept_id, other_id, staff_id)]
        ) == {"done": 2}
        assert count(Availability.member_id == kept_id, Availability.said == YES, of=Availability) == 2
