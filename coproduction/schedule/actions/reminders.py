"""Reminding members of what they come to, and asking those again who have not answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from coproduction.core.database import db
from coproduction.notifications.queries import keys_by_hand
from coproduction.notifications.quiet_hours import is_quiet
from coproduction.schedule import emails, rules
from coproduction.schedule.models import Event, Place, Reminder, Turn
from coproduction.schedule.queries import reminders as queries
from coproduction.schedule.queries.linked import is_alone_on_its_day
from coproduction.schedule.queries.management import lock_event


def send_reminders(*, now: datetime) -> int:
    """Write every reminder whose time has come, and return how many. In the quiet hours none is written.

    For the worker, several times an hour. Each event is locked in turn: two workers write none twice, and nobody who
    answers at this moment is asked again. Whom staff are about to ring or write to about the event is not reminded.
    """
    if is_quiet(now):
        return 0
    return sum(_remind(event, now=now) for event in queries.coming_events(now=now))


def _remind(event: Event, *, now: datetime) -> int:
    """Remind people of one event. Of dates that share a roster, the lead's reminders tell; only one that is on another
    day has its last reminder to itself, and nobody is asked for an answer by that.
    """
    if queries.turn_at(event, now=now) is None:
        return 0
    lock_event(event)
    due = queries.turn_at(event, now=now)
    if due is None or not rules.is_open_for_answers(event, now=now):
        return 0
    turn, since = due
    if rules.shares_roster(event) and (turn is Turn.FIRST or not is_alone_on_its_day(event)):
        return 0
    places = _unheard(queries.places_to_remind(event, turn, since=since), since=since)
    if rules.shares_roster(event):
        places = [place for place in places if not rules.waits_for_answer(place)]
    _write(places, turn, now=now)
    waiting = [place for place in places if rules.waits_for_answer(place)]
    emails.answers_wanted(waiting, turn, now=now)
    emails.coming_up([place for place in places if place not in waiting], turn, now=now)
    return len(places)


def _unheard(places: Sequence[Place], *, since: datetime) -> list[Place]:
    """Leave out whom staff still have to ring, text or write to about the same event, or have since the moment.

    A reminder to them would be a second task to tell one person one thing.
    """
    keys = keys_by_hand([place.member_id for place in places], since=since)
    return [place for place in places if not any(_tells(place, key) for key in keys.get(place.member_id, ()))]


def _tells(place: Place, key: str) -> bool:
    """Say whether what has this key tells its member of the event, or asks them: what goes with it, does neither."""
    return emails.is_about(place, key) and not emails.is_more(place, key)


def _write(places: Sequence[Place], turn: Turn, *, now: datetime) -> None:
    rows = [
        {
            "place_id": place.id,
            "turn": turn,
            "for_start": place.role.event.starts_at,
            "written_at": now,
            "key": emails.key_of_reminder(place, turn),
        }
        for place in places
    ]
    if rows:
        db.session.execute(insert(Reminder), rows)
