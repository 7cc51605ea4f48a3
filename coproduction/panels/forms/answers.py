"""The answers of a draft in words, for its sender to check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from coproduction.core.dates import uk_date, uk_time
from coproduction.panels.actions.requests import RequestDetails
from coproduction.panels.forms.requests import details_of
from coproduction.panels.forms.steps import times_of
from coproduction.panels.rules.requests import Times
from coproduction.panels.words.requests import SAY, access_in_words, members_in_words
from coproduction.schedule.words import WHERE

NOTHING = "Not provided"
Lines = list[tuple[str, str]]


class Group(NamedTuple):
    """The answers of one step, as names and words, and where to change them."""

    title: str
    step: str
    answers: Lines


def answers_in_words(answers: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    """Return the answers of a whole draft, step by step."""
    asked, times = details_of(answers), times_of(answers)
    return [
        Group("The post", "post", _post(asked)),
        Group("The interviews", "interviews", _interviews(times)),
        Group("Before the interviews", "before", _before(times)),
        Group("The place", "place", _place(asked)),
        Group("Members", "members", _members(asked)),
        Group("You", "contact", _contact(asked)),
    ]


def _post(asked: RequestDetails) -> Lines:
    post = f"{asked.post}, {asked.band}"
    return [("Post", post), ("Team", asked.team), ("Number of candidates", str(asked.candidates))]


def _interviews(times: Times) -> Lines:
    return [
        ("Days", "\n".join(uk_date(day) for day in times.days)),
        ("Times", f"{uk_time(times.starts)} to {uk_time(times.ends)}"),
    ]


def _before(times: Times) -> Lines:
    meets = NOTHING
    if times.pre_meet_on and times.pre_meet_starts:
        meets = f"{uk_date(times.pre_meet_on)}, {uk_time(times.pre_meet_starts)}"
    shortlisting = uk_date(times.shortlisting_on) if times.shortlisting_on else NOTHING
    return [("Shortlisting", shortlisting), ("The panel meets", meets)]


def _place(asked: RequestDetails) -> Lines:
    return [
        ("Where people take part", WHERE[asked.format]),
        ("Site", asked.site or NOTHING),
        ("Access", access_in_words(asked.access, asked.access_notes)),
    ]


def _members(asked: RequestDetails) -> Lines:
    wanted = members_in_words(asked.members, has_chair=asked.has_chair, shadows=asked.shadows)
    return [
        ("Members", wanted),
        ("Say in the decision", "\n".join(filter(None, (SAY[asked.say], asked.say_notes)))),
    ]


def _contact(asked: RequestDetails) -> Lines:
    return [
        ("Name", asked.contact_name),
        ("Email address", asked.contact_email),
        ("Phone number", asked.contact_phone),
        ("Budget code", asked.budget_code or NOTHING),
    ]
