"""Papers of which nobody has been told yet: no call, text or letter about them outlives what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.meetings.models import Meeting
from coproduction.notifications.actions import add_copy_recipient, mark_done
from coproduction.notifications.models import Channel, MessageState
from coproduction.schedule.actions import places
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.models import PlaceState, Via
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.meetings.sent_papers import EASY, STANDARD, add_paper, meeting_with, send
from tests.schedule.test_events import details_of

WEEK = timedelta(days=7)
PAPERS, CHANGED, CANCELLED = "Papers for Forum", "Please check, something has changed: Forum", "Cancelled: Forum"


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory()


@pytest.fixture
def role():
    """The part that people take in a meeting with one paper."""
    meeting = meeting_with(STANDARD, EASY)
    meeting.event.title = "Forum"
    return EventRoleFactory(event=meeting.event, maximum=None)


@pytest.fixture(params=[Channel.PHONE, Channel.TEXT, Channel.EMAIL])
def dennis(request):
    """A member who is told by phone, by text, or by an email that has not gone yet."""
    if request.param is Channel.EMAIL:
        return MemberFactory()
    return MemberFactory(account=None, email=None, phone="0115 496 0012", channel=request.param)


def meeting_of(role):
    return db.session.get_one(Meeting, role.event_id)


def papers(role, noon):
    send(meeting_of(role), noon)


def waiting(inbox, member):
    db.session.flush()
    db.session.expire_all()
    return [message for message in inbox.messages if (message.member_id, message.state) == (member.id, "waiting")]


def subjects(inbox, member):
    return [message.subject for message in waiting(inbox, member)]


def move(role, by, *, staff, now):
    event = role.event
    there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
    change_event(event, there, by=staff, now=now)


def passed_on(inbox, member, *, staff, now):
    for message in waiting(inbox, member):
        if message.channel is Channel.EMAIL:
            message.state, message.finished_at = MessageState.SENT, now
        else:
            mark_done(message.id, by=staff, now=now)


def test_papers_that_nobody_was_told_of_are_told_with_the_new_time_and_end_with_the_meeting(
    role, dennis, priya, inbox, noon
):
    PlaceFactory(role=role, member=dennis)
    papers(role, noon)

    for _ in range(2):
        move(role, WEEK, staff=priya, now=noon)
        assert sorted(subjects(inbox, dennis)) == [PAPERS, CHANGED]
        [told] = [message for message in waiting(inbox, dennis) if message.subject == PAPERS]
        assert f"We meet on {when_in_words(role.event)}." in told.text

    cancel_event(role.event, "Snow.", by=priya, now=noon)
    assert subjects(inbox, dennis) == [CANCELLED]


def test_papers_that_went_are_not_told_again_when_the_meeting_moves(role, dennis, priya, inbox, noon):
    PlaceFactory(role=role, member=dennis)
    papers(role, noon)
    passed_on(inbox, dennis, staff=priya, now=noon)

    move(role, WEEK, staff=priya, now=noon)

    assert subjects(inbox, dennis) == [CHANGED]


@pytest.mark.parametrize("leaves", ["steps back", "is released"])
def test_whoever_leaves_is_told_of_no_papers_and_is_when_they_come_back(role, dennis, priya, inbox, noon, leaves):
    place = PlaceFactory(role=role, member=dennis)
    papers(role, noon)

    if leaves == "steps back":
        places.step_back(place.id, hand=Hand(), now=noon)
    else:
        places.release_place(place.id, hand=Hand(priya), now=noon)
    assert PAPERS not in subjects(inbox, dennis)

    places.take_place(role.id, dennis, hand=Hand(), now=noon)
    assert subjects(inbox, dennis).count(PAPERS) == 1


def test_an_answer_on_the_phone_does_not_end_the_call_about_papers(role, dennis, priya, inbox, noon):
    place = PlaceFactory(role=role, member=dennis, state=PlaceState.OFFERED)
    papers(role, noon)

    for said in (Answer.NOT_SURE, Answer.YES):
        places.answer(place.id, said, hand=Hand(priya, via=Via.PHONE), now=noon)

    assert subjects(inbox, dennis).count(PAPERS) == 1


def test_whoever_was_told_of_the_papers_hears_of_the_cancellation_though_not_of_the_offer(
    role, dennis, priya, inbox, noon
):
    place = places.offer_place(role.id, dennis, hand=Hand(priya), now=noon)
    papers(role, noon)
    [told] = [message for message in waiting(inbox, dennis) if message.subject == PAPERS]
    told.state = MessageState.DONE

    cancel_event(role.event, "Snow.", by=priya, now=noon)

    assert (subjects(inbox, dennis), place.state) == ([CANCELLED], PlaceState.OFFERED)


def test_papers_of_a_second_sending_come_along_when_the_first_were_never_told(role, dennis, priya, inbox, noon):
    PlaceFactory(role=role, member=dennis)
    add_copy_recipient(dennis.id, "Mo", email="mo@example.org")
    papers(role, noon)
    add_paper(meeting_of(role), STANDARD, EASY, title="Care plans")
    papers(role, noon)

    move(role, WEEK, staff=priya, now=noon)

    told = [message for message in waiting(inbox, dennis) if message.subject == PAPERS]
    assert [(title in message.text) for message in told for title in ("Budgets", "Care plans")] == [True, True]


def test_a_supporter_has_one_copy_of_the_papers_though_the_member_is_told_of_them_anew(role, priya, inbox, noon):
    dennis = MemberFactory(account=None, email=None, phone="0115 496 0012", channel=Channel.PHONE)
    place = PlaceFactory(role=role, member=dennis)
    for name in ("Mo", "Ann"):
        add_copy_recipient(dennis.id, name, email=f"{name.lower()}@example.org")

    def copies(name):
        return [
            message.state for message in inbox.messages if message.subject.endswith(PAPERS) and message.to_name == name
        ]

    papers(role, noon)
    [went] = [message for message in waiting(inbox, dennis) if PAPERS in message.subject and message.to_name == "Mo"]
    went.state, went.finished_at = MessageState.SENT, noon
    move(role, WEEK, staff=priya, now=noon)
    assert (copies("Mo"), copies("Ann")) == (["sent"], ["dropped", "waiting"])

    places.step_back(place.id, hand=Hand(), now=noon)
    places.take_place(role.id, dennis, hand=Hand(), now=noon)
    assert (copies("Mo"), copies("Ann")) == (["sent"], ["dropped", "dropped", "waiting"])

    add_paper(meeting_of(role), STANDARD, EASY, title="Care plans")
    papers(role, noon)
    assert (copies("Mo"), copies("Ann")) == (["sent", "waiting"], ["dropped", "dropped", "waiting", "waiting"])
