"""What members are told when we ask them when they could take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_date
from coproduction.core.links import absolute_url
from coproduction.members.models import Member
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.mailing import Letter, send_many
from coproduction.notifications.quiet_hours import reminder
from coproduction.rosters.answer_links import token_for
from coproduction.rosters.models import AvailabilityRound
from coproduction.rosters.queries.availability import events_beside
from coproduction.schedule.calendars import place_in_words, when_in_words
from coproduction.schedule.models import Event

ASKED = "rosters/availability_asked"
REMINDER = reminder("rosters/availability_reminder")
ANSWERED_FOR = "rosters/availability_answered_for"
ANSWER_PAGE = "rosters_public.answer_dates_from_email"


class DateWords(NamedTuple):
    """What members are told of an event about which they are asked, a draft too: no more than this."""

    title: str
    when: str
    where: str

    @property
    def in_words(self) -> str:
        """Return when and where in one line."""
        return f"{self.when}. {self.where}"


class Said(NamedTuple):
    """What was said of one date, in words."""

    title: str
    when: str
    answer: str


def date_words(events: Sequence[Event]) -> Mapping[int, DateWords]:
    """Return the events as members are told of them before anything is settled, by id.

    What belongs to an event and has the same people, such as its pre-meet, is said with it.
    """
    beside = events_beside([event.id for event in events])
    return {event.id: _date_words(event, beside.get(event.id, ())) for event in events}


def _date_words(event: Event, beside: Sequence[Event]) -> DateWords:
    more = [f"{other.label}: {when_in_words(other)}" for other in beside]
    return DateWords(event.title, "; ".join([when_in_words(event), *more]), place_in_words(event))


def about_round(question: AvailabilityRound) -> str:
    """Return how the keys of all messages that ask this question begin.

    Its moment stands in them, because SQLite gives the number of a question that was deleted to the next one.
    """
    return f"availability-{question.id}-{question.asked_at:%Y%m%d%H%M%S}-"


def availability_asked(
    question: AvailabilityRound, members: Sequence[Member], *, events: Mapping[int, Sequence[Event]], now: datetime
) -> None:
    """Ask each of these members once when they could take part. `events` are those that each is asked about, by member.

    They answer by a link that is theirs, or by phone.
    """
    _ask(ASKED, question, members, events=events, now=now, key=about_round(question))


def availability_reminder(
    question: AvailabilityRound, members: Sequence[Member], *, events: Mapping[int, Sequence[Event]], now: datetime
) -> None:
    """Ask each of these members once more, kindly."""
    _ask(REMINDER, question, members, events=events, now=now, key=f"{about_round(question)}again-")


def availability_answered_for(
    question: AvailabilityRound, member: Member, *, said: Sequence[Said], answered_by: str, now: datetime
) -> None:
    """Tell a member what their supporter answered for them."""
    send(
        ANSWERED_FOR,
        recipient_of(member),
        key=f"answered-availability-{question.id}-{member.id}-{now.timestamp()}",
        now=now,
        for_copies={"page": ""},
        name=member.known_as,
        dates=said,
        answered_by=answered_by,
        page=absolute_url(ANSWER_PAGE, token=token_for(question.id, member.id)),
    )


def _ask(
    template: str,
    question: AvailabilityRound,
    members: Iterable[Member],
    *,
    events: Mapping[int, Sequence[Event]],
    now: datetime,
    key: str,
) -> None:
    words = date_words(list({event.id: event for about in events.values() for event in about}.values()))
    for group in _asked_alike(members, events):
        send_many(
            template,
            [_letter(question, member, key=f"{key}{member.id}") for member in group],
            now=now,
            dates=[words[event.id] for event in events[group[0].id]],
            words=question.words,
            answer_by=uk_date(question.answer_by),
        )


def _asked_alike(members: Iterable[Member], events: Mapping[int, Sequence[Event]]) -> Iterable[list[Member]]:
    """Return the members, those together who are asked about the same events."""
    alike: defaultdict[tuple[int, ...], list[Member]] = defaultdict(list)
    for member in members:
        alike[tuple(event.id for event in events[member.id])].append(member)
    return alike.values()


def _letter(question: AvailabilityRound, member: Member, *, key: str) -> Letter:
    return Letter(
        to=recipient_of(member),
        key=key,
        names={"name": member.known_as},
        links={"answer": absolute_url(ANSWER_PAGE, token=token_for(question.id, member.id))},
        links_in_copies={"answer": absolute_url("schedule.list_supported")},
    )
