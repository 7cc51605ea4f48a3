"""Whoever is rung, texted or written to is told what is so now, once, however often it changes before they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel, CopyRecipient, Message, MessageState
from coproduction.schedule.actions import events, places, publishing
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventState, Place, PlaceState, Via
from coproduction.site.queries.to_do.offers import unanswered_offers
from tests.factories import AwayDateFactory, EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of

WEEK = timedelta(days=7)
BY_HAND = {"account": None, "email": None, "phone": "0115 496 0012"}


@pytest.fixture(params=[Channel.PHONE, Channel.TEXT])
def dennis(request):
    """A member who is told things by phone, or by text."""
    return MemberFactory(known_as="Dennis", channel=request.param, **BY_HAND)


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory()


def forum(**event):
    return EventRoleFactory(event=EventFactory(title="Forum", **event), maximum=None).event


def waiting(member):
    """Return the subjects of what waits to be told to the member."""
    return [message.subject for message in messages_waiting(member)]


def messages_waiting(member):
    told = select(Message).where(Message.member_id == member.id, Message.state == MessageState.WAITING)
    return db.session.scalars(told.where(~Message.key.contains("-copy-")).order_by(Message.id)).all()


def event_places(event):
    return db.session.scalars(select(Place).where(Place.event_id == event.id).order_by(Place.id)).all()


def move(event, by, *, staff, noon):
    there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
    events.change_event(event, there, by=staff, now=noon)


def pass_on(member, *, staff, noon):
    for message in messages_waiting(member):
        mark_done(message.id, by=staff, now=noon)


def ask(event, member, *, staff, noon):
    return places.offer_place(event.roles[0].id, member, hand=Hand(staff), now=noon)


def test_an_offer_that_nobody_has_passed_on_is_made_anew_at_each_new_time(dennis, priya, noon):
    event = forum()
    ask(event, dennis, staff=priya, noon=noon)

    move(event, WEEK, staff=priya, noon=noon)
    move(event, WEEK, staff=priya, noon=noon)

    [message] = messages_waiting(dennis)
    assert message.subject == "Can you join us? Forum"
    assert "Thursday 28 January 2027" in message.text
    assert "14 January" not in message.text
    assert [len(tasks.tasks) for tasks in [unanswered_offers(viewer=priya, now=noon)]] == [0]


def test_an_offer_that_nobody_has_passed_on_is_only_taken_back_when_the_event_is_cancelled(dennis, priya, noon):
    event = forum()
    ask(event, dennis, staff=priya, noon=noon)
    move(event, WEEK, staff=priya, noon=noon)

    events.cancel_event(event, "The hall has flooded.", by=priya, now=noon)

    assert waiting(dennis) == []


def test_whoever_has_heard_is_told_only_the_newest(dennis, priya, noon):
    event = forum()
    ask(event, dennis, staff=priya, noon=noon)
    pass_on(dennis, staff=priya, noon=noon)

    move(event, WEEK, staff=priya, noon=noon)
    move(event, WEEK, staff=priya, noon=noon)
    assert waiting(dennis) == ["Please check, something has changed: Forum"]

    events.cancel_event(event, "The hall has flooded.", by=priya, now=noon)
    assert waiting(dennis) == ["Cancelled: Forum"]


def test_whoever_put_themselves_forward_hears_of_a_cancellation_although_not_of_the_offer(dennis, priya, noon):
    event = forum()
    places.put_forward(event.roles[0].id, dennis, note="", hand=Hand(), now=noon)
    pass_on(dennis, staff=priya, noon=noon)
    ask(event, dennis, staff=priya, noon=noon)

    events.cancel_event(event, "The hall has flooded.", by=priya, now=noon)

    assert waiting(dennis) == ["Cancelled: Forum"]


def test_a_supporter_who_read_of_the_offer_reads_of_the_cancellation_too(dennis, priya, noon, inbox):
    event = forum()
    db.session.add(CopyRecipient(member_id=dennis.id, name="Sam", email="sam@example.org"))
    ask(event, dennis, staff=priya, noon=noon)
    inbox.latest(to="sam@example.org").state = MessageState.SENT

    events.cancel_event(event, "The hall has flooded.", by=priya, now=noon)

    assert waiting(dennis) == []
    assert inbox.latest(to="sam@example.org").subject == "Copy of what we told Dennis: Cancelled: Forum"


def test_an_answer_on_the_phone_ends_all_that_waits_and_asks_for_no_other_call(priya, noon, inbox):
    event, dennis = forum(), MemberFactory(channel=Channel.PHONE, **BY_HAND)
    place = ask(event, dennis, staff=priya, noon=noon)

    for said in (Answer.YES, Answer.NO, Answer.YES):
        places.answer(place.id, said, hand=Hand(priya, via=Via.PHONE), now=noon)

    assert (place.state, waiting(dennis)) == (PlaceState.HELD, [])
    told = [message for message in inbox.messages if message.state is MessageState.DONE]
    assert [(message.subject, message.done_by_id) for message in told] == [
        ("You have a place: Forum", priya.id),
        ("We have taken your name off: Forum", priya.id),
        ("You have a place: Forum", priya.id),
    ]


@pytest.mark.parametrize(("channel", "via"), [(Channel.TEXT, Via.PHONE), (Channel.PHONE, Via.LETTER)])
def test_an_answer_is_confirmed_where_they_read_it_or_have_not_spoken_to_us(priya, noon, channel, via):
    event, ruth = forum(), MemberFactory(channel=channel, **BY_HAND)
    place = ask(event, ruth, staff=priya, noon=noon)

    places.answer(place.id, Answer.YES, hand=Hand(priya, via=via), now=noon)

    assert waiting(ruth) == ["You have a place: Forum"]


def test_an_offer_that_is_taken_back_before_it_was_made_is_not_spoken_of(dennis, priya, noon):
    place = ask(forum(), dennis, staff=priya, noon=noon)

    places.release_place(place.id, hand=Hand(priya), now=noon)

    assert waiting(dennis) == []


@pytest.fixture
def three_dates(dennis, priya, noon):
    """Three events to which Dennis is asked by one call, which nobody has made."""
    dates = [
        forum(state=EventState.DRAFT, starts_at=EventFactory.build().starts_at + WEEK * number) for number in range(3)
    ]
    dennis.interests = MemberFactory(interested_in=["meetings"]).interests
    publishing.publish_together(dates, invite=True, by=priya, now=noon)
    return dates


def test_what_is_rung_for_several_dates_is_said_as_the_dates_are_now(dennis, priya, noon, three_dates):
    _, second, third = three_dates

    move(second, timedelta(days=1), staff=priya, noon=noon)
    events.cancel_event(third, "The hall has flooded.", by=priya, now=noon)

    [message] = messages_waiting(dennis)
    assert message.subject == "Dates for you: Forum"
    told = [day for day in ("14 January", "21 January", "22 January", "28 January") if day in message.text]
    assert told == ["14 January", "22 January"]
    assert unanswered_offers(viewer=priya, now=noon).tasks == []


def test_each_date_that_is_answered_leaves_the_call_and_the_last_one_ends_it(dennis, priya, noon, three_dates):
    for number, event in enumerate(three_dates, start=1):
        [place] = [place for place in event_places(event) if place.member_id == dennis.id]
        places.answer(place.id, Answer.NO, hand=Hand(priya, via=Via.PHONE), now=noon)

        asking = [message.text for message in messages_waiting(dennis) if message.subject.startswith("Dates for you")]
        assert [words.count("Forum:") for words in asking] == [3 - number] * (number < 3)


def test_a_date_that_moves_after_the_call_is_told_by_itself(dennis, priya, noon, three_dates):
    pass_on(dennis, staff=priya, noon=noon)

    move(three_dates[1], timedelta(days=1), staff=priya, noon=noon)

    assert waiting(dennis) == ["Please check, something has changed: Forum"]


def test_dates_that_change_together_are_told_in_one_message_each(dennis, priya, noon, three_dates, inbox):
    amara = MemberFactory()
    for event in three_dates:
        PlaceFactory(role=event.roles[0], member=amara)
    AwayDateFactory(member=amara, starts_on=noon.date() + timedelta(18), ends_on=noon.date() + timedelta(18))
    pass_on(dennis, staff=priya, noon=noon)
    day = timedelta(days=1)
    changes = [
        (event, details_of(event, starts_at=event.starts_at + day, ends_at=event.ends_at + day))
        for event in three_dates
    ]

    events.change_together(changes, by=priya, now=noon)

    subject = "Please check, 3 dates have changed: Forum"
    assert (waiting(dennis), waiting(amara)) == ([subject], [subject])
    assert inbox.latest(to=amara.email).text.count("So we ask you again") == 1

    move(three_dates[0], day, staff=priya, noon=noon)
    events.cancel_event(three_dates[2], "The hall has flooded.", by=priya, now=noon)
    assert waiting(dennis) == ["Please check, 2 dates have changed: Forum", "Cancelled: Forum"]


AT_FIRST, AFTER = "Thursday 14 January 2027, 10:30am to 12:30pm", "Thursday 21 January 2027, 10:30am to 12:30pm"
HOUR = timedelta(hours=1)


@pytest.fixture
def known(dennis, priya, noon):
    """Dennis’s place at a forum of which he has heard."""
    place = ask(forum(), dennis, staff=priya, noon=noon - HOUR)
    pass_on(dennis, staff=priya, noon=noon - HOUR)
    return place


def shift(place, *days, staff, noon):
    """Move the event by so many days, one move after the other, an hour between them; return the moment."""
    for number, by in enumerate(days):
        move(place.role.event, timedelta(days=by), staff=staff, noon=noon + number * HOUR)
    return noon + len(days) * HOUR


def test_whoever_never_heard_of_a_move_is_told_that_the_day_they_know_is_off_too(known, dennis, priya, noon):
    later = shift(known, 2, 5, staff=priya, noon=noon)

    events.cancel_event(known.role.event, "The hall has flooded.", by=priya, now=later)

    [message] = messages_waiting(dennis)
    assert message.subject == "Cancelled: Forum"
    assert (AT_FIRST in message.text, AFTER in message.text, "16 January" in message.text) == (True, True, False)


def test_whoever_heard_of_the_move_is_told_of_the_newest_day_alone(known, dennis, priya, noon):
    later = shift(known, 7, staff=priya, noon=noon)
    pass_on(dennis, staff=priya, noon=later)

    events.cancel_event(known.role.event, "The hall has flooded.", by=priya, now=later)

    [message] = messages_waiting(dennis)
    assert (AT_FIRST in message.text, AFTER in message.text) == (False, True)
    assert "Example Hall" in message.text


def test_whoever_is_not_needed_is_told_so_of_the_day_they_know(known, dennis, priya, noon):
    later = shift(known, 7, staff=priya, noon=noon)

    places.release_place(known.id, hand=Hand(priya), now=later)

    [message] = messages_waiting(dennis)
    assert ("14 January" in message.text, "21 January" in message.text) == (True, False)


def test_an_answer_after_a_move_is_to_the_day_that_it_has_then(known, dennis, priya, noon):
    later = shift(known, 7, staff=priya, noon=noon)
    places.answer(known.id, Answer.YES, hand=Hand(), now=later)
    pass_on(dennis, staff=priya, noon=later)
    later = shift(known, 1, staff=priya, noon=later)

    events.cancel_event(known.role.event, "The hall has flooded.", by=priya, now=later)

    [message] = messages_waiting(dennis)
    assert (AT_FIRST in message.text, AFTER in message.text) == (False, True)


def test_an_event_that_is_moved_and_moved_back_before_it_was_told_is_not_spoken_of(known, dennis, priya, noon):
    shift(known, 7, -7, staff=priya, noon=noon)
    assert waiting(dennis) == []

    shift(known, 2, 5, -7, staff=priya, noon=noon + 9 * HOUR)
    assert waiting(dennis) == []

    shift(known, 7, staff=priya, noon=noon + 19 * HOUR)
    assert waiting(dennis) == ["Please check, something has changed: Forum"]


def test_whoever_heard_of_the_move_is_told_that_it_is_moved_back(known, dennis, priya, noon, inbox):
    db.session.add(CopyRecipient(member_id=dennis.id, name="Sam", email="sam@example.org"))
    later = shift(known, 7, staff=priya, noon=noon)
    inbox.latest(to="sam@example.org").state = MessageState.SENT
    later = shift(known, -7, staff=priya, noon=later)

    assert waiting(dennis) == []
    copy = inbox.latest(to="sam@example.org")
    assert (copy.state, AT_FIRST in copy.text) == (MessageState.WAITING, True)

    later = shift(known, 7, staff=priya, noon=later)
    pass_on(dennis, staff=priya, noon=later)
    shift(known, -7, staff=priya, noon=later)
    assert waiting(dennis) == ["Please check, something has changed: Forum"]
