"""Asking which times suit, taking answers, and making the meeting of the best time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings import emails
from coproduction.meetings.actions.meetings import create_meeting
from coproduction.meetings.models import Meeting, Poll, PollAnswer, PollOption, Suits
from coproduction.meetings.queries import polls as queries
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import drop_about
from coproduction.notifications.taking_back import take_back
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.venues import venue_for
from coproduction.schedule.models import Event, EventFormat
from coproduction.schedule.queries.drafts import A_MOMENT, lock_organiser
from coproduction.schedule.rules import refuse_former

FEWEST_TIMES = 2


@dataclass(frozen=True, slots=True)
class PollDetails:
    """What the meeting is, and how long; `venue` is where in words, or `venue_id` one of the list."""

    title: str
    focus: str
    minutes: int
    format: EventFormat
    venue: str = ""
    venue_id: int | None = None


def create_poll(details: PollDetails, times: Sequence[datetime], *, by: Account, now: datetime) -> Poll:
    """Propose the times, and ask the active members who like meetings, each once. Sent twice, it is made once.

    Refused with fewer than two times, with one in the past, and without a place for a meeting in person.
    """
    _refuse_impossible(times, now=now)
    if details.format is not EventFormat.ONLINE and not (details.venue or details.venue_id):
        raise Refusal("Enter where it takes place", field="venue")
    lock_organiser(by)
    for there in queries.open_polls(viewer=by):
        if (there.title, there.made_by_id) == (details.title, by.id) and there.made_at > now - A_MOMENT:
            return there
    is_online = details.format is EventFormat.ONLINE
    venue = None if is_online else venue_for(details.venue_id, details.venue, by=by, now=now)
    poll = Poll(
        title=details.title,
        focus=details.focus,
        minutes=details.minutes,
        format=details.format,
        venue_id=venue.id if venue else None,
        made_by_id=by.id,
        made_at=now,
    )
    poll.options = [PollOption(starts_at=time) for time in sorted(set(times))]
    db.session.add(poll)
    db.session.flush()
    record("meetings.poll_created", poll, by=by, now=now)
    emails.poll_asked(poll, queries.members_to_ask(), now=now)
    return poll


def change_times(poll_id: int, times: Sequence[datetime], *, by: Account, now: datetime) -> Poll:
    """Propose these times from now on. Every answer is kept, also to a time that is proposed no more.

    When a time is new, all who are asked are told so. Refused as making it is, and when the meeting has been made.
    """
    poll = queries.lock_poll(poll_id)
    _refuse_closed(poll)
    _refuse_impossible(times, now=now)
    there = {option.starts_at: option for option in poll.options}
    for starts_at, option in there.items():
        option.is_proposed = starts_at in times
    added = sorted(set(times) - set(there))
    poll.options += [PollOption(starts_at=time) for time in added]
    db.session.flush()
    record("meetings.poll_changed", poll, by=by, now=now)
    if added:
        emails.poll_asked_again(poll, queries.members_to_ask(), now=now)
    return poll


def end_poll(poll_id: int, *, by: Account, now: datetime) -> None:
    """Stop looking for a date: no meeting comes of it, and whoever answered is told so, each once.

    What still waits to ask people is taken back. Twice is harmless. Refused when the meeting has been made.
    """
    poll = queries.lock_poll(poll_id)
    if poll.event_id is not None:
        raise Refusal("A date has been found already.")
    if poll.ended_at is None:
        poll.ended_at = now
        drop_about(emails.about_poll(poll), now=now)
        emails.poll_ended(poll, queries.members_who_helped(poll), now=now)
        record("meetings.poll_ended", poll, by=by, now=now)


def answer_poll(poll_id: int, member: Member, *, said: Mapping[int, Suits], by: Account | None, now: datetime) -> None:
    """Take what suits a member, by the id of the time; from themselves, or from a coordinator whom they told.

    Once they have answered for every time, what still waits to ask them is taken back.
    `by` is None for a personal link. What is not answered stays as it was. An answer that was on its way while two
    records were merged goes to the one that was kept. Refused when the meeting has been made, and for who has left.
    """
    poll = queries.lock_poll(poll_id)
    _refuse_closed(poll)
    member = lock_member(member.id)
    if member.merged_into_id is not None:
        member = lock_member(member.merged_into_id)
    refuse_former(member)
    there = queries.answers_of(poll, member.id)
    proposed = {option.id for option in poll.options if option.is_proposed}
    for option_id in proposed & said.keys():
        answer = there.get(option_id) or PollAnswer(option_id=option_id, member_id=member.id)
        answer.said, answer.answered_at = said[option_id], now
        db.session.add(answer)
    db.session.flush()
    if proposed <= there.keys() | said.keys():
        take_back([member.id], lambda message: message.key.startswith(emails.about_poll(poll)), now=now)
    record("meetings.poll_answered", poll, by=by, now=now)


def choose_time(poll_id: int, option_id: int, *, by: Account, now: datetime) -> Event:
    """Make a draft of the meeting at that time. A second time the draft that is there is returned. Nobody is asked any
    more by what still waits.

    Refused for a time that is proposed no more, or in the past.
    """
    poll = queries.lock_poll(poll_id)
    if poll.event_id is not None:
        return db.session.get_one(Event, poll.event_id)
    _refuse_closed(poll)
    option = next((option for option in poll.options if option.id == option_id and option.is_proposed), None)
    if option is None:
        raise Refusal("This time is not proposed any more.")
    details = EventDetails(
        title=poll.title,
        summary="",
        starts_at=option.starts_at,
        ends_at=option.starts_at + timedelta(minutes=poll.minutes),
        format=poll.format,
        venue="",
        joining_link="",
        joining_phone="",
        venue_id=poll.venue_id,
    )
    event = create_meeting(details, focus=poll.focus, by=by, now=now)
    poll.event_id = db.session.get_one(Meeting, event.id).event_id
    db.session.flush()
    drop_about(emails.about_poll(poll), now=now)
    record("meetings.poll_decided", poll, by=by, now=now)
    return event


def _refuse_closed(poll: Poll) -> None:
    if poll.event_id is not None:
        raise Refusal("A date has been found already.")
    if poll.ended_at is not None:
        raise Refusal("We are not looking for this date any more.")


def _refuse_impossible(times: Sequence[datetime], *, now: datetime) -> None:
    if len(set(times)) < FEWEST_TIMES:
        raise Refusal("Enter at least 2 times", field="day_1")
    if min(times) <= now:
        raise Refusal("The times must be in the future", field="day_1")
