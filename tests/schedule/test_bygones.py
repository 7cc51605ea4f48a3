"""What nobody was told in time is taken back once its event has begun, and nobody is rung about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.notifications.models import Channel
from coproduction.schedule.actions import events, places, publishing
from coproduction.schedule.actions.bygones import forget_bygones
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventState
from tests.factories import EventFactory, MemberFactory, PlaceFactory
from tests.schedule.passing_on import BY_HAND, WEEK, ask, forum, messages_waiting, waiting

START, HOUR = EventFactory.starts_at, timedelta(hours=1)


@pytest.fixture(params=[Channel.PHONE, Channel.EMAIL])
def dennis(request):
    """A member who is told by phone, or by an email that does not go."""
    reached = BY_HAND if request.param is Channel.PHONE else {}
    return MemberFactory(known_as="Dennis", channel=request.param, interested_in=["meetings"], **reached)


def test_an_offer_that_nobody_made_in_time_is_taken_back(dennis, priya, noon):
    ask(forum(), dennis, staff=priya, noon=noon)
    ask(forum(starts_at=START + WEEK), dennis, staff=priya, noon=noon)
    _, later = messages_waiting(dennis)

    assert forget_bygones(now=START - HOUR) == 0
    assert [forget_bygones(now=START), forget_bygones(now=START)] == [1, 0]
    assert messages_waiting(dennis) == [later]


def test_several_dates_are_asked_about_until_the_last_has_begun(dennis, priya, noon):
    dates = [forum(state=EventState.DRAFT, starts_at=START + WEEK * number) for number in range(3)]
    publishing.publish_together(dates, invite=True, by=priya, now=noon)

    assert forget_bygones(now=START + WEEK) == 0
    assert waiting(dennis) == ["Dates for you: Forum"]
    assert forget_bygones(now=START + 2 * WEEK) == 1
    assert waiting(dennis) == []


def test_that_an_event_is_off_is_told_until_its_day_is_over(dennis, priya, noon):
    event = forum()
    PlaceFactory(role=event.roles[0], member=dennis)
    events.cancel_event(event, "The hall has flooded.", by=priya, now=noon)

    assert forget_bygones(now=START + 3 * HOUR) == 0
    assert waiting(dennis) == ["Cancelled: Forum"]
    assert forget_bygones(now=START + 24 * HOUR) == 1


def test_a_thank_you_for_an_answer_is_not_told_after_the_event(dennis, noon):
    places.take_place(forum().roles[0].id, dennis, hand=Hand(), now=noon)

    assert forget_bygones(now=START) == 1
    assert waiting(dennis) == []
