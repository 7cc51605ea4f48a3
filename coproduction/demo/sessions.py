"""The sessions in which members of the demonstration group deliver its courses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time

from coproduction.demo import histories as path
from coproduction.demo.courses import COURSES, REQUIRED, CoursePlan, learner_of
from coproduction.demo.histories import Path
from coproduction.demo.people import TOM, standing
from coproduction.demo.plans import EventPlan, RolePlan, SessionPlan, Standing, nth_weekday
from coproduction.schedule.models import EventKind, EventState
from coproduction.training.kinds import USUAL_PLAN
from coproduction.training.models import Course, Duty
from coproduction.training.rules.sessions import usual_title

TUESDAY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session on the third Tuesday of a month; the course by its place in the list, from 1."""

    month: int
    course: int
    team: str
    lead: Mapping[str, Path] = field(default_factory=dict)
    co: Mapping[str, Path] = field(default_factory=dict)
    shadow: Mapping[str, Path] = field(default_factory=dict)
    state: EventState = EventState.PUBLISHED


THE_YEAR_BEFORE = (
    Planned(
        month=3,
        course=1,
        team="Newark community nurses",
        lead={"Amara": path.SAID_YES},
        co={"Jo": path.SAID_YES, "Ruth": path.SAID_NO},
        shadow={"Megan": path.CHOSEN},
    ),
    Planned(
        month=5,
        course=4,
        team="Nottingham commissioners",
        lead={"Ruth": path.SAID_YES},
        co={"Megan": path.SAID_YES, "Shabana": path.NO_ANSWER},
        shadow={"Lee": path.NOT_CHOSEN},
    ),
    Planned(
        month=7,
        course=7,
        team="recruiting managers",
        lead={"Amara": path.SAID_YES},
        co={"Ruth": path.SENT_APOLOGIES, "Jo": path.SAID_YES},
        shadow={"Dennis": path.SAID_YES},
    ),
    Planned(
        month=10,
        course=2,
        team="continuing healthcare nurses",
        lead={"Amara": path.STEPPED_BACK, "Ruth": path.SAID_YES},
        co={"Shabana": path.SAID_YES, "Megan": path.SAID_YES},
        shadow={"Kieran": path.CHOSEN},
    ),
    Planned(
        month=12,
        course=6,
        team="the personal health budget team",
        lead={"Amara": path.SAID_YES},
        co={"Jo": path.SAID_YES, "Shabana": path.NOT_SURE},
        shadow={"Kieran": path.CHOSEN, "Lee": path.QUEUES},
    ),
)
THE_YEAR = (
    Planned(
        month=1,
        course=1,
        team="Mansfield community nurses",
        lead={"Ruth": path.SAID_YES},
        co={"Amara": path.ASKED, "Megan": path.SAID_YES},
        shadow={"Kieran": path.PUT_FORWARD},
    ),
    Planned(
        month=2,
        course=2,
        team="Nottingham discharge coordinators",
        lead={"Amara": path.SAID_YES},
        co={"Shabana": path.ASKED, "Jo": path.NOT_SURE},
        shadow={"Kieran": path.PUT_FORWARD, "Lee": path.PUT_FORWARD},
    ),
    Planned(month=3, course=3, team="social prescribing link workers", state=EventState.DRAFT),
    Planned(
        month=4,
        course=4,
        team="Nottinghamshire commissioners",
        lead={"Ruth": path.PUT_FORWARD},
        shadow={"Dennis": path.SAID_YES},
    ),
    Planned(
        month=5, course=5, team="people who chair meetings", co={"Megan": path.PUT_FORWARD, "Jo": path.PUT_FORWARD}
    ),
    Planned(month=6, course=6, team="the personal health budget team"),
    Planned(month=9, course=7, team="recruiting managers"),
    Planned(month=10, course=8, team="new panel members", lead={"Amara": path.PUT_FORWARD}),
)


def sessions_of(year: int, planned: tuple[Planned, ...]) -> Iterator[EventPlan]:
    """Yield the planned sessions in that year."""
    for each in planned:
        course = COURSES[each.course - 1]
        yield EventPlan(
            kind=EventKind.TRAINING,
            title=title_of(course, each.team),
            summary="Members deliver this training.",
            day=nth_weekday(year, each.month, number=3, weekday=TUESDAY),
            starts=time(10),
            minutes=course.minutes,
            state=each.state,
            organiser_id=TOM,
            roles=(
                *trainers(lead=standing(**each.lead), co=standing(**each.co), shadow=standing(**each.shadow)),
                *learners(course),
            ),
            special=SessionPlan(course.name, each.team),
        )


def title_of(course: CoursePlan, team: str) -> str:
    """Return what the programme itself calls a session of the course for the team."""
    return usual_title(Course(name=course.name), team)


def learners(course: CoursePlan) -> tuple[RolePlan, ...]:
    """Return the part of members who come to learn, at a session of a course for members."""
    return tuple(
        RolePlan(name=role.name, maximum=role.maximum, is_open=True, does=role.does) for role in learner_of(course)
    )


def trainers(
    *, lead: tuple[Standing, ...], co: tuple[Standing, ...], shadow: tuple[Standing, ...]
) -> tuple[RolePlan, ...]:
    """Return the parts that members play at a session: those of the usual plan, with who stands where in them."""
    standings = {Duty.LEADS: lead, Duty.CO_DELIVERS: co, Duty.SHADOWS: shadow}
    return tuple(
        RolePlan(
            name=usual.name,
            minimum=usual.minimum,
            maximum=usual.maximum,
            requires=REQUIRED.get(usual.does),
            part=usual.part,
            standings=standings.get(usual.does, ()),
            does=usual.does,
        )
        for usual in USUAL_PLAN
    )
