"""A poll is ended by two coordinators while members answer it: who has answered is told once, and nobody else."""

from __future__ import annotations

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.meetings.actions import polls
from coproduction.meetings.models import PollAnswer, Suits
from coproduction.members.models import Member
from coproduction.notifications.models import Message
from tests.conftest import NOON
from tests.factories import MemberFactory, PollFactory, StaffFactory
from tests.faults.at_once import all_at_once

TOO_LATE = "We are not looking for this date any more."


def test_whoever_answered_in_time_is_told_once(a_real_database):
    staff_ids = [account.id for account in StaffFactory.create_batch(2)]
    member_ids = [member.id for member in MemberFactory.create_batch(4)]
    poll = PollFactory()
    poll_id, said = poll.id, {poll.options[0].id: Suits.YES}
    early = db.session.get_one(Member, member_ids[0])
    polls.answer_poll(poll_id, early, said=said, by=None, now=NOON)
    db.session.commit()

    def ended(staff_id):
        return lambda: polls.end_poll(poll_id, by=db.session.get_one(Account, staff_id), now=NOON)

    def answered(member_id):
        return lambda: polls.answer_poll(poll_id, db.session.get_one(Member, member_id), said=said, by=None, now=NOON)

    deeds = [ended(staff_ids[0]), *map(answered, member_ids[1:]), ended(staff_ids[1])]
    came_out = all_at_once(a_real_database, deeds)

    assert came_out["done"] + came_out[TOO_LATE] == len(deeds)
    helped = [member_id for (member_id,) in db.session.query(PollAnswer.member_id).order_by(PollAnswer.member_id)]
    told = db.session.query(Message.member_id).filter_by(template="meetings/poll_ended")
    assert [member_id for (member_id,) in told.order_by(Message.member_id)] == helped
    assert len(helped) == 1 + came_out["done"] - 2
