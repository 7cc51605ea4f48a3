"""The quiet hours: nobody is reminded of anything in the evening or at night, however late a reminder is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.dates import uk_wall
from coproduction.meetings.actions.points import remind_owners
from coproduction.notifications.actions import send
from coproduction.notifications.delivery import LEASE, deliver_due
from coproduction.notifications.models import Message
from coproduction.notifications.quiet_hours import QUIET_FROM, QUIET_UNTIL, is_quiet, when_to_remind
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.models import PlaceState
from tests.factories import ActionPointFactory, PlaceFactory
from tests.notifications.conftest import AMARA
from tests.notifications.mail_server import Postbox

MINUTE = timedelta(minutes=1)
EIGHT_PM = datetime(2027, 1, 7, 20, tzinfo=UTC)  # a week before the events of the factories, less a night
EIGHT_AM = datetime(2027, 1, 8, 8, tzinfo=UTC)


def deliver(*moments: datetime) -> list[int]:
    """Deliver what is due at each of these moments, and return how many went at each."""

    def at(moment: datetime) -> int:
        return deliver_due(clock=lambda: moment)

    return [at(moment) for moment in moments]


def remind_of_a_place(now: datetime) -> None:
    PlaceFactory(state=PlaceState.HELD)
    assert send_reminders(now=now) == 1
    db.session.commit()


def remind_of_an_answer(now: datetime) -> None:
    PlaceFactory(state=PlaceState.OFFERED)
    assert send_reminders(now=now) == 1
    db.session.commit()


def remind_of_an_action(now: datetime) -> None:
    ActionPointFactory(due_on=now.date())
    assert remind_owners(now=now) == 1
    db.session.commit()


@pytest.mark.parametrize("remind", [remind_of_a_place, remind_of_an_answer, remind_of_an_action])
def test_a_reminder_that_did_not_go_by_day_waits_until_the_morning(postbox: Postbox, remind):
    remind(EIGHT_PM - MINUTE)

    assert deliver(EIGHT_PM, EIGHT_PM + 3 * MINUTE, EIGHT_AM - MINUTE) == [0, 0, 0]
    assert deliver(EIGHT_AM, EIGHT_AM + MINUTE) == [1, 0]
    assert len(postbox.sent_to()) == 1


def test_a_reminder_whose_turn_comes_after_8_waits_though_it_was_taken_before(postbox: Postbox):
    remind_of_a_place(EIGHT_PM - MINUTE)
    ticks = iter([EIGHT_PM - timedelta(seconds=1)])

    assert deliver_due(clock=lambda: next(ticks, EIGHT_PM)) == 0
    [message] = db.session.query(Message)
    assert (message.state, message.attempts, message.leased_until) == ("waiting", 0, None)
    assert deliver(EIGHT_AM) == [1]


def test_a_reminder_that_the_mail_server_puts_off_past_8_waits_until_the_morning(postbox: Postbox):
    remind_of_a_place(EIGHT_PM - MINUTE)
    [message] = db.session.query(Message)
    postbox.answers[message.to_address] = "450 Come back later"

    assert deliver(EIGHT_PM - MINUTE) == [0]
    postbox.answers.clear()

    assert deliver(EIGHT_PM + MINUTE, EIGHT_AM) == [0, 1]


def test_what_is_no_reminder_goes_at_night_even_behind_many_that_are(postbox: Postbox):
    PlaceFactory.create_batch(25, state=PlaceState.HELD)
    send_reminders(now=EIGHT_PM - MINUTE)
    send("tests/greeting", AMARA, key="sign in", now=EIGHT_PM, name="Amara")
    db.session.commit()

    assert deliver(EIGHT_PM + LEASE) == [1]
    assert postbox.sent_to() == ["amara@example.org"]


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2027, 1, 4, 12, tzinfo=UTC), datetime(2027, 1, 4, 12, tzinfo=UTC)),
        (datetime(2027, 1, 4, 8, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)),
        (datetime(2027, 1, 4, 19, 59, tzinfo=UTC), datetime(2027, 1, 4, 19, 59, tzinfo=UTC)),
        (datetime(2027, 1, 4, 20, tzinfo=UTC), datetime(2027, 1, 5, 8, tzinfo=UTC)),
        (datetime(2027, 1, 4, 3, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)),
        (datetime(2027, 7, 5, 6, 59, tzinfo=UTC), datetime(2027, 7, 5, 7, tzinfo=UTC)),  # 7:59am of summer
        (datetime(2027, 7, 5, 7, tzinfo=UTC), datetime(2027, 7, 5, 7, tzinfo=UTC)),
        (datetime(2027, 7, 5, 18, 59, tzinfo=UTC), datetime(2027, 7, 5, 18, 59, tzinfo=UTC)),
        (datetime(2027, 7, 5, 19, tzinfo=UTC), datetime(2027, 7, 6, 7, tzinfo=UTC)),  # 8pm of summer
        (datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 7, tzinfo=UTC)),  # the clocks go forward
        (datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 8, tzinfo=UTC)),  # they go back
    ],
)
def test_the_hours_are_those_of_the_uks_clocks(now, at):
    assert when_to_remind(now) == at
    assert is_quiet(now) == (at != now)


def test_coordinators_set_them_for_every_reminder(noon):
    for number, hour in ((QUIET_FROM, 18), (QUIET_UNTIL, 10)):
        set_number(number, hour, from_day=uk_wall(noon).date(), account_id=None, now=noon)

    assert when_to_remind(noon.replace(hour=9)) == noon.replace(hour=10)
    assert when_to_remind(noon.replace(hour=18)) == noon.replace(day=5, hour=10)
