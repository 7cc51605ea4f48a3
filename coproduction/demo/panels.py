"""The interview panels of the demonstration group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from coproduction.demo import histories as path
from coproduction.demo.histories import Path
from coproduction.demo.people import TOM, standing
from coproduction.demo.plans import INTERVIEW_SKILLS, EventPlan, PanelPlan, RolePlan, Standing, nth_weekday
from coproduction.panels.rules.panels import usual_title
from coproduction.schedule.models import EventFormat, EventKind, EventState, Part

TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4
AHEAD = timedelta(days=12)
WEEKS_AHEAD, SOME_WEEKS = 7, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A panel on, for example, the second (`number`) Tuesday (`weekday`) of a month, and how many members it wants."""

    month: int
    number: int
    weekday: int
    post: str
    band: str
    team: str
    candidates: int
    wanted: int
    members: Mapping[str, Path] = field(default_factory=dict)
    standby: Mapping[str, Path] | None = None
    chair: Mapping[str, Path] | None = None
    shadow: Mapping[str, Path] | None = None
    cancelled_because: str = ""


CASE_MANAGERS = Planned(  # D, which takes two days
    month=4,
    number=3,
    weekday=WEDNESDAY,
    post="CHC Case Manager ×3",
    band="Band 6",
    team="Continuing healthcare team",
    candidates=9,
    wanted=2,
    members={"Megan": path.PUT_FORWARD, "Ruth": path.ASKED},
)
SOON = Planned(
    month=1,
    number=1,
    weekday=TUESDAY,
    post="Carer Support Worker",
    band="Band 4",
    team="Carers’ team",
    candidates=3,
    wanted=2,
    members={"Amara": path.SAID_YES, "Nasreen": path.SAID_YES},
    shadow={"Kieran": path.CHOSEN},
)
THE_YEAR_BEFORE = (
    Planned(
        month=5,
        number=3,
        weekday=WEDNESDAY,
        post="Community Dementia Nurse",
        band="Band 6",
        team="Older people’s community team",
        candidates=5,
        wanted=2,
        members={"Nasreen": path.SAID_YES, "Tunde": path.STEPPED_BACK, "Amara": path.SAID_YES},
    ),
    Planned(
        month=9,
        number=3,
        weekday=WEDNESDAY,
        post="Care Coordinator",
        band="Band 4",
        team="Primary care network",
        candidates=6,
        wanted=2,
        members={"Megan": path.SAID_YES, "Nasreen": path.SAID_YES, "Ruth": path.NOT_NEEDED},
    ),
    Planned(
        month=11,
        number=1,
        weekday=TUESDAY,
        post="Patient Experience Lead",
        band="Band 7",
        team="Quality team",
        candidates=4,
        wanted=2,
        members={"Nasreen": path.SAID_YES, "Tunde": path.SAID_YES, "Megan": path.NO_ANSWER},
        standby={"Amara": path.SAID_NO},
        shadow={"Kieran": path.CHOSEN},
    ),
)
THE_YEAR = (
    Planned(  # E in the list of posts: short notice
        month=1,
        number=2,
        weekday=TUESDAY,
        post="Co-production Officer",
        band="Band 5",
        team="Personalised care team",
        candidates=5,
        wanted=3,
        members={"Megan": path.SAID_YES, "Amara": path.ASKED, "Tunde": path.NO_ANSWER},
    ),
    Planned(  # A
        month=2,
        number=1,
        weekday=TUESDAY,
        post="PHB Lead Nurse",
        band="Band 7",
        team="Personal health budget team",
        candidates=4,
        wanted=2,
        members={"Nasreen": path.SAID_YES, "Amara": path.SAID_YES, "Ruth": path.NOT_NEEDED},
    ),
    Planned(  # B
        month=2,
        number=4,
        weekday=WEDNESDAY,
        post="Social Prescribing Manager",
        band="Band 7",
        team="Primary care network",
        candidates=5,
        wanted=2,
        members={"Nasreen": path.SAID_YES, "Tunde": path.SAID_YES},
        standby={"Megan": path.SAID_YES},
    ),
    Planned(  # F
        month=3,
        number=1,
        weekday=WEDNESDAY,
        post="Mental Health Commissioning Manager",
        band="Band 8a",
        team="Mental health commissioning team",
        candidates=3,
        wanted=2,
        members={"Amara": path.SAID_YES, "Tunde": path.SAID_YES},
        cancelled_because="The team has withdrawn the post.",
    ),
    Planned(  # C
        month=3,
        number=3,
        weekday=WEDNESDAY,
        post="Deputy Director of Nursing",
        band="Band 8d",
        team="Nursing directorate",
        candidates=4,
        wanted=1,
        members={"Megan": path.NOT_SURE, "Amara": path.PUT_FORWARD, "Tunde": path.STEPPED_BACK},
        chair={"Ruth": path.SAID_YES},
    ),
    CASE_MANAGERS,
)


FOR_ONE = Planned(  # nobody has said yet why one member may be alone on it
    month=1,
    number=1,
    weekday=TUESDAY,
    post="Clinic Receptionist",
    band="Band 3",
    team="Primary care network",
    candidates=3,
    wanted=1,
)


def panel_for_one(today: date) -> EventPlan:
    """Return a draft of a panel for one member, some weeks ahead."""
    [plan] = panels_of(today.year, (FOR_ONE,))
    day = today + timedelta(days=WEEKS_AHEAD * 7)
    return replace(plan, day=day + timedelta(days=TUESDAY - day.weekday()), state=EventState.DRAFT)


LEFT_ALONE = (  # the one who is left was asked whether they agree to that; nobody has asked the other yet
    Planned(
        month=1,
        number=1,
        weekday=TUESDAY,
        post="Hospital Discharge Coordinator",
        band="Band 5",
        team="Continuing healthcare team",
        candidates=4,
        wanted=2,
        members={"Amara": path.SAID_YES, "Tunde": path.STEPPED_BACK},
    ),
    Planned(
        month=1,
        number=2,
        weekday=TUESDAY,
        post="Community Engagement Officer",
        band="Band 5",
        team="Personalised care team",
        candidates=3,
        wanted=2,
        members={"Ruth": path.SAID_YES, "Nasreen": path.STEPPED_BACK},
    ),
)


def panels_left_alone(today: date) -> Iterator[EventPlan]:
    """Yield panels of which one member is left, some weeks ahead."""
    for weeks, plan in enumerate(panels_of(today.year, LEFT_ALONE), start=SOME_WEEKS):
        day = today + timedelta(days=weeks * 7)
        yield replace(plan, day=day + timedelta(days=WEDNESDAY - day.weekday()))


def panels_of(year: int, planned: tuple[Planned, ...]) -> Iterator[EventPlan]:
    """Yield the planned panels in that year."""
    for each in planned:
        day = nth_weekday(year, each.month, number=each.number, weekday=each.weekday)
        yield _event(each, day)


def _event(each: Planned, day: date) -> EventPlan:
    return EventPlan(
        kind=EventKind.PANEL,
        title=usual_title(each.post, each.band),
        summary="Members are full panel members: they ask questions and score. We meet before and after.",
        day=day,
        starts=time(9, 30),
        minutes=360,
        format=EventFormat.IN_PERSON,
        venue="Example House, Nottingham",
        joining_link="",
        joining_phone="",
        state=EventState.CANCELLED if each.cancelled_because else EventState.PUBLISHED,
        cancelled_because=each.cancelled_because,
        organiser_id=TOM,
        roles=tuple(_roles(each)),
        special=PanelPlan(each.post, each.band, each.team, each.candidates),
    )


def _roles(planned: Planned) -> Iterator[RolePlan]:
    if planned.chair is not None:
        yield RolePlan(
            name="Chair in training",
            minimum=1,
            maximum=1,
            requires=INTERVIEW_SKILLS,
            standings=standing(**planned.chair),
        )
    yield panel_members(planned.wanted, standing(**planned.members))
    if planned.standby is not None:
        yield RolePlan(
            name="Standby",
            maximum=1,
            requires=INTERVIEW_SKILLS,
            part=Part.STANDBY,
            standings=standing(**planned.standby),
        )
    if planned.shadow is not None:
        yield RolePlan(name="Shadow", maximum=1, part=Part.SHADOW, standings=standing(**planned.shadow))


def panel_soon(today: date) -> EventPlan:
    """Return a panel that is to come whatever the day, with everybody on it, and with somebody who learns."""
    day = today + AHEAD
    if day.weekday() > FRIDAY:
        day += timedelta(days=7 - day.weekday())
    return _event(SOON, day)


def panel_members(wanted: int, standings: tuple[Standing, ...]) -> RolePlan:
    """Return the part of those who interview."""
    return RolePlan(name="Panel member", minimum=wanted, maximum=wanted, requires=INTERVIEW_SKILLS, standings=standings)
