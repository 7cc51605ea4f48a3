"""The answers of a draft in words, for its sender to check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coproduction.core.asking.steps import AnswerGroup
from coproduction.core.asking.words import NOTHING, Lines, contact_in_words
from coproduction.core.dates import uk_date, uk_time
from coproduction.panels.actions.requests import RequestDetails
from coproduction.panels.forms.requests import details_of
from coproduction.panels.forms.steps import times_of
from coproduction.panels.rules.requests import Times
from coproduction.panels.words.requests import SAY, members_in_words
from coproduction.schedule.words.sites import site_in_words


def answers_in_words(answers: Mapping[str, Mapping[str, Any]]) -> list[AnswerGroup]:
    """Return the answers of a whole draft, step by step."""
    asked, times = details_of(answers), times_of(answers)
    who = contact_in_words(asked.contact_name, asked.contact_email, phone=asked.contact_phone)
    where = site_in_words(asked.format, asked.site, access=asked.access, notes=asked.access_notes)
    return [
        AnswerGroup("The post", "post", _post(asked)),
        AnswerGroup("The interviews", "interviews", _interviews(times)),
        AnswerGroup("Before the interviews", "before", _before(times)),
        AnswerGroup("The place", "place", list(where)),
        AnswerGroup("Members", "members", _members(asked)),
        AnswerGroup("You", "contact", [*who, ("Budget code", asked.budget_code or NOTHING)]),
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


def _members(asked: RequestDetails) -> Lines:
    wanted = members_in_words(asked.members, has_chair=asked.has_chair, shadows=asked.shadows)
    return [
        ("Members", wanted),
        ("Say in the decision", "\n".join(filter(None, (SAY[asked.say], asked.say_notes)))),
    ]
