"""What is neither meeting, training nor panel: a drop-in, and a day out that is full."""

from __future__ import annotations

from datetime import date, time, timedelta

from coproduction.demo import histories as path
from coproduction.demo.people import PRIYA, standing
from coproduction.demo.plans import EventPlan, RolePlan
from coproduction.schedule.models import EventFormat, EventKind

SATURDAY = 5
AHEAD = timedelta(days=20)
GARDENS = "Example Gardens, Newark"
AT_THE_DROP_IN = dict.fromkeys(("Amara", "Dennis", "Jo", "Kieran"), path.CAME_ALONG)
AT_THE_DAY_OUT = {
    **dict.fromkeys(("Shabana", "Megan", "Tunde"), path.SAID_YES),
    **dict.fromkeys(("Amara", "Lee"), path.QUEUES),
    **dict.fromkeys(("Ruth", "Dennis"), path.STEPPED_BACK),
}


def drop_in(today: date) -> EventPlan:
    """Return what is on today if nothing else is."""
    return EventPlan(
        kind=EventKind.OTHER,
        title="Drop-in: help with this website",
        summary="Come at any time, with any question. Bring your phone or tablet, or use ours.",
        day=today,
        starts=time(9),
        minutes=600,
        format=EventFormat.IN_PERSON,
        joining_link="",
        joining_phone="",
        who_comes="Priya, and 2 members who know the website well.",
        organiser_id=PRIYA,
        roles=(RolePlan(name="Visitor", is_open=True, standings=standing(**AT_THE_DROP_IN)),),
    )


def day_out(today: date) -> EventPlan:
    """Return something that is full, and for which two members wait."""
    soon = today + AHEAD
    return EventPlan(
        kind=EventKind.OTHER,
        title="A day out: Example Gardens",
        summary="We see how a garden was made with disabled people. There are only 3 places, as the bus is small.",
        day=soon + timedelta(days=(SATURDAY - soon.weekday()) % 7),
        starts=time(11),
        minutes=240,
        format=EventFormat.IN_PERSON,
        venue=GARDENS,
        joining_link="",
        joining_phone="",
        breaks="Lunch at 12:30pm. There are benches everywhere.",
        organiser_id=PRIYA,
        roles=(RolePlan(name="Visitor", maximum=3, is_open=True, standings=standing(**AT_THE_DAY_OUT)),),
    )
