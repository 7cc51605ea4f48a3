"""How a poll ends is told to those who answered: that there is no date, or, when they are asked, that they found it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coproduction.core.database import db
from coproduction.meetings import emails
from coproduction.meetings.actions import create_meeting
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.models import Suits
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.actions.events import change_event
from coproduction.schedule.actions.publishing import publish_event, publish_together
from coproduction.schedule.emails import DATES, OFFER
from tests.factories import MemberFactory, PollFactory, StaffFactory
from tests.schedule.event_answers import details

LIKES = {"interested_in": [Interest.MEETINGS]}
FOURTH = datetime(2027, 2, 4, 10, 30, tzinfo=UTC)


def answer(poll, member, noon, **by_day):
    ids = {f"d{option.starts_at.day}": option.id for option in poll.options}
    sent = {ids[day]: suits for day, suits in by_day.items()}
    actions.answer_poll(poll.id, member, said=sent, by=StaffFactory(), now=noon)


def waiting_for(member):
    told = db.session.query(Message).filter_by(member_id=member.id, state=MessageState.WAITING)
    return [message.subject for message in told.order_by(Message.id)]


def invited(member):
    """Return the words of the one message that asks them to come and waits to be told."""
    told = db.session.query(Message).filter_by(member_id=member.id, state=MessageState.WAITING)
    return told.filter(Message.template.in_([OFFER, DATES])).one().text


def test_whoever_answered_is_told_once_that_there_is_no_date_and_nobody_else(coordinator, noon):
    amara, dennis, ruth, gone = (
        MemberFactory(name=name, channel=channel, phone="0115 496 0012", address="1 Example Street", **LIKES)
        for name, channel in (
            ("Amara", Channel.EMAIL),
            ("Dennis", Channel.PHONE),
            ("Ruth", Channel.LETTER),
            ("Grace", Channel.EMAIL),
        )
    )
    silent = MemberFactory(channel=Channel.PHONE, phone="0115 496 0013", **LIKES)
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")
    poll = PollFactory()
    emails.poll_asked(poll, [amara, dennis, ruth, gone, silent], now=noon)
    for member in (amara, ruth, gone):
        answer(poll, member, noon, d4=Suits.YES, d11=Suits.NO)
    answer(poll, dennis, noon, d4=Suits.NO)  # and is to be rung about the other time still
    gone.state = MemberState.LEFT
    db.session.flush()

    page = coordinator.get(f"/meetings/polls/{poll.id}/end")
    assert page.items == [
        "1 person by email",
        "1 person to ring",
        "1 person to write to",
        "1 copy by email, to supporters",
    ]
    page.press("Stop looking for a date")
    actions.end_poll(poll.id, by=StaffFactory(), now=noon)

    told = ["No date for Budgets"]
    assert [waiting_for(member) for member in (dennis, ruth, gone, silent)] == [told, told, [], []]
    waiting = db.session.query(Message).filter_by(member_id=amara.id, state=MessageState.WAITING)
    assert sorted(message.to_address for message in waiting) == [amara.email, "mo@example.org"]


def test_whoever_helped_to_find_the_date_reads_so_when_they_are_asked_to_come(noon):
    helped, other = (MemberFactory(channel=Channel.PHONE, phone="0115 496 0012", **LIKES) for _ in range(2))
    poll = PollFactory()
    answer(poll, helped, noon, d11=Suits.NO)
    event = actions.choose_time(poll.id, poll.options[0].id, by=StaffFactory(), now=noon)
    words = "You helped us to find this date. Thank you."

    publish_event(event, invite=True, by=StaffFactory(), now=noon)
    assert [words in invited(member) for member in (helped, other)] == [True, False]

    later = details(title="Budgets", starts_at=FOURTH + timedelta(hours=1), ends_at=FOURTH + timedelta(hours=3))
    change_event(event, later, by=StaffFactory(), now=noon)  # nobody has been rung yet: they are asked anew
    assert [words in invited(member) for member in (helped, other)] == [False, False]


def test_whoever_helped_reads_so_beside_the_date_when_they_are_asked_to_several(noon):
    helped, other = (MemberFactory(channel=Channel.PHONE, phone="0115 496 0012", **LIKES) for _ in range(2))
    poll = PollFactory()
    answer(poll, helped, noon, d4=Suits.YES)
    found = actions.choose_time(poll.id, poll.options[0].id, by=StaffFactory(), now=noon)
    also = create_meeting(details(), focus="", by=StaffFactory(), now=noon)

    publish_together([found, also], invite=True, by=StaffFactory(), now=noon)

    lines = [[line for line in invited(member).splitlines() if "February" in line] for member in (helped, other)]
    assert [["You helped us" in line for line in theirs] for theirs in lines] == [[True, False], [False, False]]
