"""What the pages say of when members could take part: who would be asked, what was said, and who is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from flask import url_for

from coproduction.accounts.models import Account
from coproduction.core.dates import MONTHS, uk_date, uk_datetime, uk_short_date, uk_wall
from coproduction.members.models import Member, Supporter
from coproduction.rosters import rules
from coproduction.rosters.emails import DateWords, date_words
from coproduction.rosters.models import AvailabilityRound
from coproduction.rosters.queries import availability as queries
from coproduction.rosters.queries.asking import suited_to
from coproduction.rosters.queries.availability import Tally
from coproduction.rosters.words import SAID
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.facts import AskedFor
from coproduction.schedule.models import Event
from coproduction.schedule.pages.telling import Telling, telling_of
from coproduction.schedule.words import OF_EVENTS, Tag

NAMED = 8


class Month(NamedTuple):
    """One month with events to ask about: in an address, in words, and how many."""

    key: str
    words: str
    number: int


class AskedDateLine(NamedTuple):
    """One event before anybody is asked: what members are told of it, and who would be asked."""

    told: DateWords
    state: Tag
    number: int
    resting: Sequence[str]


class AskingPage(NamedTuple):
    """Who would be asked about these events, and how."""

    dates: Sequence[AskedDateLine]
    telling: Telling
    number: int


class RoundLine(NamedTuple):
    """One question in the list."""

    id: int
    words: str
    asked: str
    answer_by: str
    is_open: bool


class DateLine(NamedTuple):
    """One event of a question, with how many said what."""

    event_id: int
    title: str
    when: str
    said: Tally
    is_over: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """What came of a question. `silent` and `answered` are members: id and name."""

    id: int
    is_open: bool
    answer_by: str
    words: str
    asked: str
    dates: Sequence[DateLine]
    silent: Sequence[tuple[int, str]]
    answered: Sequence[tuple[int, str]]
    number_new: int


class QuestionPage(NamedTuple):
    """A question as the member sees it."""

    id: int
    is_open: bool
    words: str
    answer_by: str
    is_late: bool


def months_of(events: Sequence[Event]) -> list[Month]:
    """Return the months in which these events are, soonest first."""
    numbers: defaultdict[tuple[int, int], int] = defaultdict(int)
    for event in events:
        day = uk_wall(event.starts_at)
        numbers[day.year, day.month] += 1
    return [
        Month(f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}", number)
        for (year, month), number in sorted(numbers.items())
    ]


def in_month(events: Sequence[Event], key: str | None) -> list[Event]:
    """Return those of the events that are in the month that an address names; none for no month."""
    return [event for event in events if f"{uk_wall(event.starts_at):%Y-%m}" == key]


def asking_page(events: Sequence[Event], *, now: datetime) -> AskingPage:
    """Return who would be asked about these events, by name and by way, and who rests then."""
    suited, words = [suited_to(event, now=now) for event in events], date_words(events)
    members = {member.id: member for each in suited for member in each.to_ask}
    lines = [
        AskedDateLine(
            words[each.event.id],
            OF_EVENTS[each.event.state],
            len(each.to_ask),
            [
                *_resting(each.away, "away or at something else then"),
                *_resting(each.paused, "paused their membership", verb=("has", "have")),
            ],
        )
        for each in suited
    ]
    return AskingPage(lines, Telling(telling_of(list(members.values()))), len(members))


def _resting(members: Sequence[Member], words: str, *, verb: tuple[str, str] = ("is", "are")) -> list[str]:
    """Return who is left out, and why: 'Amara Okafor is away or at something else then'."""
    if not members:
        return []
    more = len(members) - NAMED
    names = [member.name for member in members[:NAMED]] + ([f"{more} more"] if more > 0 else [])
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return [f"{who} {verb[0] if len(members) == 1 else verb[1]} {words}."]


def round_lines(rounds: Sequence[AvailabilityRound]) -> list[RoundLine]:
    """Return the questions as lines of the list."""
    return [
        RoundLine(each.id, _in_short(each), _asked(each), uk_date(each.answer_by), rules.is_open_question(each))
        for each in rounds
    ]


def round_page(question: AvailabilityRound, *, viewer: Account, now: datetime) -> RoundPage:
    """Return what members said of each date, soonest first; who has said nothing yet, and who has."""
    events = _events(question)
    said = queries.tallies([event.id for event in events], viewer=viewer)
    names: dict[int, str] = {}
    have_said: set[int] = set()
    for row in queries.answers_in(question, viewer=viewer):
        names[row.member_id] = row.name
        if row.said:
            have_said.add(row.member_id)
    return RoundPage(
        id=question.id,
        is_open=rules.is_open_question(question),
        answer_by=uk_date(question.answer_by),
        words=question.words,
        asked=_asked(question),
        dates=[_date_line(event, said.get(event.id, Tally()), now=now) for event in events],
        silent=[(number, name) for number, name in names.items() if number not in have_said],
        answered=[(number, name) for number, name in names.items() if number in have_said],
        number_new=len(newcomers(question, now=now)) if rules.is_open_question(question) else 0,
    )


class MorePage(NamedTuple):
    """Who could take part by now and was not asked: their names, and how they would be asked."""

    id: int
    names: Sequence[str]
    telling: Telling


def more_page(question: AvailabilityRound, *, now: datetime) -> MorePage:
    """Return who would be asked too."""
    members = newcomers(question, now=now)
    return MorePage(question.id, [member.name for member in members], Telling(telling_of(members)))


def newcomers(question: AvailabilityRound, *, now: datetime) -> list[Member]:
    """Return who could take part by now, and was not asked."""
    events = [event for event in _events(question) if rules.can_say(event, now=now)]
    found = {member.id: member for event in events for member in suited_to(event, now=now, but=question.id).to_ask}
    return sorted(found.values(), key=lambda member: (member.name, member.id))


def download(question: AvailabilityRound, *, viewer: Account) -> tuple[str, list[str], list[list[str]]]:
    """Return the name, the heading and the rows of what everybody said of each date."""
    events = _events(question)
    by_member: defaultdict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for row in queries.answers_in(question, viewer=viewer):
        by_member[row.member_id, row.name][row.event_id] = SAID[row.said]
    heading = ["Member", *(f"{event.title}, {uk_datetime(event.starts_at)}" for event in events)]
    rows = [[name, *(said.get(event.id, "Was not asked") for event in events)] for (_, name), said in by_member.items()]
    return f"who-could-come-{question.id}", heading, rows


def question_page(question: AvailabilityRound, *, today: date) -> QuestionPage:
    """Return the question as members see it."""
    return QuestionPage(
        question.id,
        rules.is_open_question(question),
        question.words,
        uk_date(question.answer_by),
        question.answer_by < today,
    )


def asked_for_supporters(supporter: Supporter, now: datetime) -> list[AskedFor]:
    """Return what a supporter can say of when the member could take part, the member letting them."""
    return [
        AskedFor(
            f"We asked when {supporter.member.known_as} could take part. We hope for an answer by "
            f"{uk_date(question.answer_by)}.",
            url_for("rosters_members.answer_dates_for", supporter_id=supporter.id, round_id=question.id),
        )
        for question in queries.open_rounds_of(supporter.member, now=now)
    ]


def _date_line(event: Event, said: Tally, *, now: datetime) -> DateLine:
    return DateLine(event.id, event.title, when_in_words(event), said, not rules.can_say(event, now=now))


def _events(question: AvailabilityRound) -> list[Event]:
    return sorted((each.event for each in question.dates), key=lambda event: (event.starts_at, event.id))


def _in_short(question: AvailabilityRound) -> str:
    """Return what a question is about: its first event, and how many more."""
    first, *more = _events(question)
    words = f"{first.title}, {uk_short_date(first.starts_at)}"
    return f"{words}, and {len(more)} more" if more else words


def _asked(question: AvailabilityRound) -> str:
    return f"{question.asked_by.name}, {uk_date(question.asked_at)}"
