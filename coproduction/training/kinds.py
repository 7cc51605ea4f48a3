"""How duties at a session, ways to give a course and its materials differ; the roles that a course usually has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.schedule.models import Part
from coproduction.training.models import CourseMode, Duty, MaterialKind

DUTIES: Mapping[Duty, str] = {
    Duty.LEADS: "Leads the session",
    Duty.CO_DELIVERS: "Delivers it with others",
    Duty.SHADOWS: "Watches, and tries a small part",
    Duty.OBSERVES: "Only watches",
    Duty.SUPPORTS: "Supports the trainers",
    Duty.HOSTS: "Looks after the screen and the sound",
    Duty.ATTENDS: "Comes to learn",
    Duty.OTHER: "Something else",
}
DELIVERS = (Duty.LEADS, Duty.CO_DELIVERS)
WORKS_ON = (*DELIVERS, Duty.SHADOWS, Duty.OBSERVES, Duty.SUPPORTS, Duty.HOSTS)
LEARNS = (Duty.SHADOWS, Duty.OBSERVES)  # beyond those whom a session needs
TRAINS = (*DELIVERS, *LEARNS)  # who may tell of their own life, and is in the picture if it is recorded

MODES: Mapping[CourseMode, str] = {
    CourseMode.BOTH: "In person or online",
    CourseMode.IN_PERSON: "In person",
    CourseMode.ONLINE: "Online",
}
MATERIALS: Mapping[MaterialKind, str] = {
    MaterialKind.SLIDES: "Slides",
    MaterialKind.EASY_READ: "Easy Read notes",
    MaterialKind.TRAINER_NOTES: "Trainer notes",
}

# Nobody delivers alone: two members, or one with a member of staff (practice, section 4).
FEWEST_TRAINERS, FEWEST_WITH_STAFF = 2, 1


class UsualRole(NamedTuple):
    """A role that sessions of a new course have, until its plan is changed."""

    name: str
    does: Duty
    minimum: int
    maximum: int
    part: Part = Part.PLACE


USUAL_PLAN = (
    UsualRole("Lead trainer", Duty.LEADS, 1, 1),
    UsualRole("Co-trainer", Duty.CO_DELIVERS, 1, 2),
    UsualRole("Shadow", Duty.SHADOWS, 0, 1, Part.SHADOW),
    UsualRole("Supporter", Duty.SUPPORTS, 0, 1),
    UsualRole("Tech host", Duty.HOSTS, 0, 1),
)
