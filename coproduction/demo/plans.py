"""What people and events are made of, before they become rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coproduction.core.dates import uk_moment
from coproduction.core.recurrence import Rule
from coproduction.demo.histories import Path
from coproduction.members.models import Grant, Interest, MemberState, NeedKind, PaymentChoice, SeenBy
from coproduction.notifications.models import Channel
from coproduction.schedule.models import EventFormat, EventKind, EventState, Part
from coproduction.training.models import Duty

INTERVIEW_SKILLS = "Interview skills"
EQUALITY = "Equality and diversity"
CO_TRAINER = "Co-trainer"
LEAD_TRAINER = "Lead trainer"
PANEL_CHAIR = "Panel chair"
MONTHS = {INTERVIEW_SKILLS: 24, EQUALITY: 24}  # how long some of them count; the others count for good
QUALIFICATIONS = (INTERVIEW_SKILLS, EQUALITY, CO_TRAINER, LEAD_TRAINER, PANEL_CHAIR)


@dataclass(frozen=True, slots=True)
class Holding:
    """A qualification that somebody holds: achieved so many days ago, and for so many days (None: for good)."""

    name: str
    days_ago: int
    lasts: int | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """When somebody is away: the first day so many days from today, and how many days in all."""

    in_days: int
    days: int


@dataclass(frozen=True, slots=True)
class Needed:
    """Something that somebody needs. It is asked about again in so many days, or was to be so many days ago.

    It was last checked a year before that. Of somebody who joined later, it is asked about a year after they joined.
    """

    kind: NeedKind
    detail: str = ""
    seen_by: SeenBy = SeenBy.ORGANISERS
    review_in: int = 180


@dataclass(frozen=True, slots=True)
class Pay:
    """How somebody would like to be paid, with their private limits in pounds."""

    choice: PaymentChoice
    weekly: int | None = None
    monthly: int | None = None
    ask_first: bool = False


@dataclass(frozen=True, slots=True)
class Supporting:
    """Somebody who supports a member since so many days, and what they may see and do; by email, if they sign in."""

    name: str
    relation: str
    email: str | None
    grants: tuple[Grant, ...]
    days_ago: int
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member as they will stand in the database."""

    name: str
    known_as: str
    area: str
    channel: Channel = Channel.EMAIL
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    state: MemberState = MemberState.ACTIVE
    joined_days_ago: int
    interests: tuple[Interest, ...]
    needs: tuple[Needed, ...] = ()
    holds: tuple[Holding, ...] = ()
    away: tuple[Away, ...] = ()
    contact_times: str | None = None
    availability: str | None = None
    travel: str | None = None
    pay: Pay | None = None
    most: tuple[int, int, int] | None = None  # turns in a week, in a month, and days of rest
    supporters: tuple[Supporting, ...] = ()
    steps_done: int = 0  # of the induction, for somebody who is in it
    review_in: int | None = None  # days; otherwise a year after they joined, or after that
    leaves_in: int | None = None  # days, for somebody who is leaving, or has left
    wants_reference: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's part in a role, by their number among the members."""

    member_id: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlan:
    """A part that members can play, and who stands where in it. Standbys are for the role before them.

    `does` is what somebody in it does at a training session.
    """

    name: str
    minimum: int = 0
    maximum: int | None = None
    requires: str | None = None
    is_open: bool = False
    part: Part = Part.PLACE
    standings: tuple[Standing, ...] = ()
    does: Duty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlan:
    """The rule of some meetings, and what each of them is like. `venue` in words is one that the events name."""

    title: str
    focus: str
    rule: Rule
    starts: time
    ends: time
    format: EventFormat
    venue: str = ""
    made_by_id: int


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is special to a meeting, and the series that it came of."""

    focus: str
    series: SeriesPlan | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is special to a training session; the course by its name."""

    course: str
    team: str


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What is special to an interview panel."""

    post: str
    band: str
    team: str
    candidates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """An event with its roles. `state` is what it is until it is over: draft, published or cancelled.

    `moved_from` is when it would have started, on the same day, had it not been moved two days ago.
    `asks_everybody` says that all who like such were asked to come.
    """

    kind: EventKind
    title: str
    summary: str = ""
    day: date
    starts: time
    minutes: int
    format: EventFormat = EventFormat.HYBRID
    venue: str = "Example Hall, Nottingham"
    joining_link: str = "https://meet.example.org/my-life-choices"
    joining_phone: str = "0115 496 0200"
    who_comes: str = ""
    breaks: str = ""
    state: EventState = EventState.PUBLISHED
    cancelled_because: str = ""
    organiser_id: int
    roles: tuple[RolePlan, ...]
    special: MeetingPlan | SessionPlan | PanelPlan | None = None
    check_in_code: str = ""
    moved_from: time | None = None
    asks_everybody: bool = False

    @property
    def is_cancelled(self) -> bool:
        """Say whether it was called off."""
        return self.state is EventState.CANCELLED

    @property
    def starts_at(self) -> datetime:
        """Return the moment when it starts."""
        return uk_moment(self.day, self.starts)

    @property
    def ends_at(self) -> datetime:
        """Return the moment when it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


def nth_weekday(year: int, month: int, *, number: int, weekday: int) -> date:
    """Return, for example, the second (2) Thursday (3, Monday being 0) of the month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
