"""Whoever is rung, texted or written to is told of the day that they know, and of the day that it is now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel, CopyRecipient, MessageState
from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from tests.factories import MemberFactory, StaffFactory
from tests.schedule.passing_on import BY_HAND, ask, forum, messages_waiting, move, pass_on, waiting


@pytest.fixture(params=[Channel.PHONE, Channel.TEXT])
def dennis(request):
    """A member who is told things by phone, or by text."""
    return MemberFactory(known_as="Dennis", channel=request.param, **BY_HAND)


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory()


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
