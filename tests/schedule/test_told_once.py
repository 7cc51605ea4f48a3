"""Whoever is rung, texted or written to is told what is so now, once, however often it changes before they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel, CopyRecipient, MessageState
from coproduction.schedule.actions import events, places, publishing
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventState, PlaceState, Via
from coproduction.site.queries.to_do.offers import unanswered_offers
from tests.factories import AwayDateFactory, EventFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.passing_on import BY_HAND, WEEK, ask, event_places, forum, messages_waiting, move, pass_on, waiting
from tests.schedule.test_events import details_of


@pytest.fixture(params=[Channel.PHONE, Channel.TEXT])
def dennis(request):
    """A member who is told things by phone, or by text."""
    return MemberFactory(known_as="Dennis", channel=request.param, **BY_HAND)


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory()


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
