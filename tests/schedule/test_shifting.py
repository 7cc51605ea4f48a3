"""Moving an event whose dates belong together: the others go with it, or stay where they can; told in one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions import events, linked, places
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.shifting import change_with_dates
from tests.schedule.dates import link, role_of

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def debrief(interviews, priya, noon):
    """The hour after, two hours after the interviews begin."""
    return link(interviews, "Debrief", hours=2, by=priya, now=noon)


@pytest.fixture
def move(interviews, priya, noon):
    def by_so_much(starts, *, ends=None, dates=(), title=None):
        details = at_another_time(
            interviews, interviews.starts_at + starts, ends_at=interviews.ends_at + (starts if ends is None else ends)
        )
        details = replace(details, title=title or details.title)
        return change_with_dates(interviews, details, moved=[date.id for date in dates], by=priya, now=noon)

    return by_so_much


def test_the_dates_that_are_named_move_by_the_same_time_and_the_others_stay(move, premeet, debrief, interviews):
    before = premeet.starts_at, debrief.starts_at

    move(7 * DAY, dates=[debrief], title="Interview panel: Chef")

    assert (premeet.starts_at, debrief.starts_at) == (before[0], before[1] + 7 * DAY)
    assert premeet.title == "Pre-meet: Interview panel: Chef"


def test_across_a_change_of_the_clocks_they_keep_their_time_of_day(move, premeet):
    before = uk_wall(premeet.starts_at)

    move(120 * DAY - HOUR, dates=[premeet])

    after = uk_wall(premeet.starts_at)
    assert (after.date() - before.date(), after.time()) == (120 * DAY, before.time())


def test_what_comes_after_goes_as_far_as_the_end(move, premeet, debrief):
    before = premeet.starts_at, debrief.starts_at

    move(timedelta(), ends=HOUR, dates=[premeet, debrief])

    assert (premeet.starts_at, debrief.starts_at) == (before[0], before[1] + HOUR)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "Pre-meet would not be over before the start of Interview panel: Nurse. Tick it to move it too"),
        (1, "Debrief would begin before the end of Interview panel: Nurse. Tick it to move it too"),
    ],
)
def test_a_date_is_not_left_on_the_wrong_side(move, premeet, debrief, interviews, days, words):
    before = interviews.starts_at

    with pytest.raises(Refusal) as refused:
        move(days * DAY)

    assert (refused.value.message, refused.value.field) == (words, "dates")
    assert interviews.starts_at == before


def test_a_date_does_not_move_into_the_past(move, interviews, priya, noon):
    shortlisting = link(interviews, "Shortlisting", hours=-72, by=priya, now=noon)

    with pytest.raises(Refusal, match="Shortlisting would be in the past"):
        move(-8 * DAY, dates=[shortlisting])


def test_members_are_told_of_all_of_it_in_one_message(move, premeet, debrief, interviews, amara, inbox, noon, priya):
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon)
    before = len(inbox.messages)

    move(7 * DAY, dates=[premeet, debrief])

    [message] = inbox.messages[before:]
    for words in ("Thursday 21 January 2027, 10:30am", "Pre-meet", "Debrief"):
        assert words in message.text


def test_a_date_with_a_roster_of_its_own_is_asked_about_too(move, premeet, interviews, priya, noon):
    linked.give_own_roster(premeet, by=priya, now=noon)
    before = premeet.starts_at

    move(7 * DAY, dates=[premeet])

    assert premeet.starts_at == before + 7 * DAY


def test_a_date_that_is_called_off_stands_in_nobody_s_way(move, premeet, interviews, priya, noon):
    events.cancel_event(premeet, "", by=priya, now=noon)
    before = interviews.starts_at

    assert move(-DAY).starts_at == before - DAY
