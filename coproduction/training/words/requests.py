"""The words that people read about requests for training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from coproduction.core.asking.words import NOTHING
from coproduction.core.dates import uk_date, uk_period
from coproduction.schedule.words import Tag
from coproduction.schedule.words.sites import access_in_words, site_in_words
from coproduction.training.models import PartOfDay, RequestStage, TrainingRequest

COORDINATOR, TEAM, NOBODY = "The coordinator", "The team", "Nobody"
TURNS: Mapping[str, str] = {COORDINATOR: "Ours", TEAM: "Yours", NOBODY: "Nobody’s"}
PARTS: Mapping[PartOfDay, str] = {
    PartOfDay.MORNING: "In the morning",
    PartOfDay.AFTERNOON: "In the afternoon",
    PartOfDay.EITHER: "Either suits us",
}
ANOTHER_COURSE = "Something else, or we are not sure"
_S = RequestStage


class Stage(NamedTuple):
    """A stage as coordinators and teams read it, and whose turn it is."""

    to_staff: Tag
    to_team: str
    turn: str
    progress: str


STAGES: Mapping[RequestStage, Stage] = {
    _S.REQUESTED: Stage(
        Tag("Requested", "yellow"),
        "We have your request",
        COORDINATOR,
        "A coordinator reads it next. We email you our answer, or a question.",
    ),
    _S.NEEDS_INFORMATION: Stage(
        Tag("Needs information", "orange"),
        "We have a question for you",
        TEAM,
        "Please answer it, so that we can go on.",
    ),
    _S.SUGGESTED: Stage(
        Tag("Something else suggested", "orange"),
        "We suggest something else",
        TEAM,
        "Please tell us if it suits you.",
    ),
    _S.AGREED: Stage(
        Tag("Agreed with the team", "yellow"),
        "You said yes to what we suggested",
        COORDINATOR,
        "A coordinator plans the session next. We email you when it is planned.",
    ),
    _S.WAITING: Stage(
        Tag("Waiting list", "grey"),
        "You are on our waiting list",
        COORDINATOR,
        "We cannot do it now. We look at it again, and email you.",
    ),
    _S.DECLINED: Stage(
        Tag("Declined", "grey"),
        "We cannot do this one",
        NOBODY,
        "We are sorry. You can send a new request at any time.",
    ),
    _S.ACCEPTED: Stage(
        Tag("Accepted", "aqua-green"),
        "We have said yes",
        COORDINATOR,
        "We get everything ready, and then ask members to be your trainers.",
    ),
    _S.RECRUITING: Stage(
        Tag("Recruiting trainers", "blue"),
        "We are finding your trainers",
        COORDINATOR,
        "We tell you when enough members have said yes.",
    ),
    _S.READY: Stage(
        Tag("Trainers found", "green"),
        "Your trainers are found",
        COORDINATOR,
        "Enough members have said yes. They get ready for your session.",
    ),
    _S.HELD: Stage(Tag("Held", "green"), "All done", NOBODY, "Thank you for learning with members."),
    _S.POSTPONED: Stage(
        Tag("Put off", "orange"),
        "It is put off",
        TEAM,
        "Choose other days when you know them. Then a coordinator looks at it again.",
    ),
    _S.CANCELLED: Stage(
        Tag("Cancelled", "red"),
        "It is cancelled",
        NOBODY,
        "It will not happen. You can send a new request at any time.",
    ),
    _S.WITHDRAWN: Stage(
        Tag("Withdrawn", "grey"),
        "You have withdrawn it",
        NOBODY,
        "Nothing more happens. You can send a new request at any time.",
    ),
}


class Told(NamedTuple):
    """What a team is emailed when its request comes to a stage. With `gives_reason` the coordinator's words go too."""

    subject: str
    words: str
    button: str = "See your request"
    gives_reason: bool = False


TOLD: Mapping[RequestStage, Told] = {
    _S.NEEDS_INFORMATION: Told(
        "we have a question", "Before we can answer, we need to know more.", "Answer the question", gives_reason=True
    ),
    _S.SUGGESTED: Told(
        "we suggest something else",
        "We cannot do it as you asked. This is what we can do instead.",
        "Tell us if it suits you",
        gives_reason=True,
    ),
    _S.WAITING: Told(
        "you are on our waiting list",
        "We cannot do it now. We have put you on our waiting list. We look at it again, and email you.",
        gives_reason=True,
    ),
    _S.DECLINED: Told(
        "we cannot do this one",
        "We are sorry: we cannot do this training. This is why, and what you can do instead.",
        gives_reason=True,
    ),
    _S.ACCEPTED: Told(
        "we say yes",
        "We plan a session for you. Next, we ask members to be your trainers. We email you when your team can book.",
    ),
    _S.READY: Told("your trainers are found", "Enough members have said yes. They get ready for your session."),
    _S.POSTPONED: Told(
        "it is put off",
        "The session will not happen on the day that we agreed. Choose other days on your page when you know them.",
        "Choose other days",
        gives_reason=True,
    ),
    _S.CANCELLED: Told("it is cancelled", "The session will not happen. We tell the trainers.", gives_reason=True),
}


def name_of(request: TrainingRequest) -> str:
    """Return what the request is called: its course, or that it is none of ours."""
    return request.course.name if request.course else "training that is not on our list"


def days_in_words(days: list[date]) -> str:
    """Return the days, each on a line."""
    return "\n".join(uk_date(day) for day in days)


def agreed_in_words(request: TrainingRequest) -> str:
    """Return when the session is that came of the request; empty while there is none."""
    event = request.session.event if request.session else None
    return uk_period(event.starts_at, event.ends_at) if event else ""


def suggestion_in_words(request: TrainingRequest) -> str:
    """Return the course and the time that a coordinator suggests, each on a line; empty if nothing is suggested."""
    if request.suggested_course is None or request.suggested_starts_at is None or request.suggested_ends_at is None:
        return ""
    return f"{request.suggested_course.name}\n{uk_period(request.suggested_starts_at, request.suggested_ends_at)}"


def asked_for(request: TrainingRequest) -> Iterator[tuple[str, str]]:
    """Yield what was asked for, as names and words. Who asked is not in it."""
    yield "Course", request.course.name if request.course else ANOTHER_COURSE
    if request.need:
        yield "What you would like to change", request.need
    yield "Team", request.team
    yield "Who would come", request.audience
    yield "How many people", str(request.numbers)
    yield "Days that suit", days_in_words([each.day for each in request.days if not each.is_proposed])
    yield "Time of day", PARTS[request.part_of_day]
    yield from site_in_words(request.format, request.site, access=request.access, notes=request.access_notes)
    yield "Who welcomes the trainers", request.host or NOTHING
    yield "Cost code", request.cost_code or NOTHING


def for_trainers(request: TrainingRequest) -> Iterator[tuple[str, str]]:
    """Yield what whoever delivers the session reads of the request: not who pays, nor how to reach who asked."""
    if request.need:
        yield "What they would like to change", request.need
    yield "Who comes", request.audience
    yield "How many people", str(request.numbers)
    if request.site:
        yield "Access at the site", access_in_words(request.access, request.access_notes)
    if request.host:
        yield "Who welcomes you", request.host
