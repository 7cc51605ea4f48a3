"""What people are told about papers and what they said they would do, and what they are asked about dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_date, uk_datetime
from coproduction.core.links import absolute_url
from coproduction.meetings.answer_links import token_for
from coproduction.meetings.models import ActionPoint, PaperSending, Poll
from coproduction.meetings.queries.polls import where_of
from coproduction.meetings.rules import key_of_papers
from coproduction.members.models import Member
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import drop_about, send
from coproduction.notifications.mailing import Letter, send_many
from coproduction.notifications.models import Recipient
from coproduction.notifications.quiet_hours import reminder
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.models import Place
from coproduction.schedule.words import how_long

ACTION_REMINDER = reminder("meetings/action_reminder")
ANSWER_PAGE = "meetings_public.answer_poll_from_email"


class PaperWords(NamedTuple):
    """A paper and its formats, in words."""

    title: str
    formats: str


class Papers(NamedTuple):
    """The papers for one person, and as they stand in copies of what the person is told."""

    own: Sequence[PaperWords]
    in_copies: Sequence[PaperWords]


def papers_sent(
    place: Place, sending: PaperSending, *, papers: Papers, now: datetime, no_copy_to: Collection[int] = ()
) -> None:
    """Tell somebody with a part in the meeting that papers are there, and in which formats. Once for each sending.

    Their own formats come first. Copies have the usual order, which says nothing of what the member needs.
    """
    event = place.role.event
    send(
        "meetings/papers_sent",
        recipient_of(place.member),
        key=key_of_papers(sending.id, place),
        now=now,
        for_copies={
            "page": absolute_url("schedule.show_supported_place", place_id=place.id),
            "papers": papers.in_copies,
        },
        no_copy_to=no_copy_to,
        name=place.member.known_as,
        event=event,
        when=when_in_words(event),
        papers=papers.own,
        page=absolute_url("schedule.show_event", event_id=event.id),
    )


def about(point: ActionPoint) -> str:
    """Return how the keys of all reminders of an action begin."""
    return f"action-{point.id}-"


def action_reminder(point: ActionPoint, *, is_late: bool, now: datetime, at: datetime) -> bool:
    """Remind whoever said that they would do something; False if they were reminded of this day before."""
    to, page = _owner_of(point)
    sent = send(
        ACTION_REMINDER,
        to,
        key=f"{about(point)}{point.due_on}-{'late' if is_late else 'soon'}-{to.member_id or 0}-{point.account_id or 0}",
        now=now,
        send_after=at,
        name=to.name,
        words=point.words,
        due=uk_date(point.due_on),
        is_late=is_late,
        page=page,
    )
    return sent is not None


def _owner_of(point: ActionPoint) -> tuple[Recipient, str]:
    if point.member:
        return recipient_of(point.member), absolute_url("meetings_members.list_decisions")
    if point.account is None:
        raise ValueError(f"Action {point.id} has no owner.")
    page = absolute_url("meetings.show_action", action_id=point.id)
    return Recipient.by_email(point.account.name, point.account.email), page


def about_poll(poll: Poll) -> str:
    """Return how the keys of all messages about a poll begin."""
    return f"poll-{poll.id}-"


def poll_asked(poll: Poll, members: Sequence[Member], *, now: datetime) -> None:
    """Ask many members which of the proposed times suit them. They answer by a link that is theirs, or by phone."""
    _ask(poll, members, now=now, key=about_poll(poll), is_again=False)


def poll_asked_again(poll: Poll, members: Sequence[Member], *, now: datetime) -> None:
    """Ask them again, because there are new times. What they were asked before and was not sent yet is dropped."""
    drop_about(about_poll(poll), now=now)
    _ask(poll, members, now=now, key=f"{about_poll(poll)}of-{len(poll.options)}-", is_again=True)


def poll_ended(poll: Poll, members: Sequence[Member], *, now: datetime) -> None:
    """Tell those who said which times suit them that no meeting comes of it, each once."""
    letters = [
        Letter(to=recipient_of(member), key=f"{about_poll(poll)}ended-{member.id}", names={"name": member.known_as})
        for member in members
    ]
    send_many("meetings/poll_ended", letters, now=now, poll=poll)


def _ask(poll: Poll, members: Sequence[Member], *, now: datetime, key: str, is_again: bool) -> None:
    page = absolute_url("meetings_members.answer_poll", poll_id=poll.id)
    letters = [
        Letter(
            to=recipient_of(member),
            key=f"{key}{member.id}",
            names={"name": member.known_as},
            links={"answer": absolute_url(ANSWER_PAGE, token=token_for(poll.id, member.id))},
            links_in_copies={"answer": page},  # which asks them to sign in: a supporter does not answer polls
        )
        for member in members
    ]
    send_many(
        "meetings/poll_asked",
        letters,
        now=now,
        poll=poll,
        where=where_of(poll),
        how_long=how_long(poll.minutes),
        times=[uk_datetime(option.starts_at) for option in poll.options if option.is_proposed],
        is_again=is_again,
    )
