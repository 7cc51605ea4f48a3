"""Checking and sending a request, and a draft's answers as they are sent and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from coproduction.core.dates import uk_date, uk_time
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSEmailInput, NHSSubmit
from coproduction.panels.actions.requests import RequestDetails
from coproduction.panels.forms.steps import times_of
from coproduction.panels.models import Say
from coproduction.panels.words.requests import SAY, access_in_words, members_in_words
from coproduction.schedule.models import EventFormat
from coproduction.schedule.words import WHERE

NOTHING = "Not provided"


class SendForm(Form):
    """Send the request."""

    submit = NHSSubmit("Send the request")


class LostLinkForm(Form):
    """Ask for the link again."""

    email = NHSEmailInput("Your work email address", called="Work email address")
    submit = NHSSubmit("Send me the link")


class Group(NamedTuple):
    """The answers of one step, as names and words, and where to change them."""

    title: str
    step: str
    answers: list[tuple[str, str]]


def details_of(answers: Mapping[str, Mapping[str, Any]]) -> RequestDetails:
    """Return what a whole draft asks for, beside the times."""
    said = {name: value for step in ("post", "place", "members", "contact") for name, value in answers[step].items()}
    is_online = said["format"] == EventFormat.ONLINE
    return RequestDetails(
        **{
            **said,
            "format": EventFormat(said["format"]),
            "site": "" if is_online else said["site"],
            "access": [] if is_online else said["access"],
            "say": Say(said["say"]),
        }
    )


def answers_in_words(answers: Mapping[str, Mapping[str, Any]]) -> Iterator[Group]:
    """Yield the answers of a whole draft, step by step."""
    asked, times = details_of(answers), times_of(answers)
    yield Group(
        "The post",
        "post",
        [
            ("Post", f"{asked.post}, {asked.band}"),
            ("Team", asked.team),
            ("Number of candidates", str(asked.candidates)),
        ],
    )
    yield Group(
        "The interviews",
        "interviews",
        [
            ("Days", "\n".join(uk_date(day) for day in times.days)),
            ("Times", f"{uk_time(times.starts)} to {uk_time(times.ends)}"),
        ],
    )
    before = (
        [uk_date(times.pre_meet_on), uk_time(times.pre_meet_starts)]
        if times.pre_meet_on and times.pre_meet_starts
        else []
    )
    yield Group(
        "Before the interviews",
        "before",
        [
            ("Shortlisting", uk_date(times.shortlisting_on) if times.shortlisting_on else NOTHING),
            ("The panel meets", ", ".join(before) or NOTHING),
        ],
    )
    yield Group(
        "The place",
        "place",
        [
            ("Where people take part", WHERE[asked.format]),
            ("Site", asked.site or NOTHING),
            ("Access", access_in_words(asked.access, asked.access_notes)),
        ],
    )
    yield Group(
        "Members",
        "members",
        [
            ("Members", members_in_words(asked.members, has_chair=asked.has_chair, shadows=asked.shadows)),
            ("Say in the decision", "\n".join(filter(None, (SAY[asked.say], asked.say_notes)))),
        ],
    )
    yield Group(
        "You",
        "contact",
        [
            ("Name", asked.contact_name),
            ("Email address", asked.contact_email),
            ("Phone number", asked.contact_phone),
            ("Budget code", asked.budget_code or NOTHING),
        ],
    )
