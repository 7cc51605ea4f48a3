"""How duties at a session, ways to give a course and its materials differ; the roles that a course usually has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.core.dated_settings import number
from coproduction.schedule.models import Part
from coproduction.training.models import CourseMode, Duty, Feeling, MaterialKind

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
FEELINGS: Mapping[Feeling, str] = {
    Feeling.GOOD: "It was good",
    Feeling.MIXED: "Some of it was good, and some was hard",
    Feeling.HARD: "It was hard",
}

# Nobody delivers alone: two members, or one fewer with a member of staff beside them (practice, section 4).
FEWEST_TRAINERS = number(
    "training-trainers",
    "How many members deliver a session, so that nobody is alone",
    unit="members, or one fewer with a member of staff",
    seed=2,
    lowest=2,
    highest=10,
)


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

# What teams ask for, and what becomes of it. Practice, section 4: notice is [R], as for panels.
LEAD_DAYS = number(
    "training-lead-days", "How long before a session we ask for a request", unit="working days", seed=20, highest=120
)
ANSWER_DAYS = number(
    "training-answer-days", "Time to answer a request for training", unit="working days", seed=5, highest=60
)
LIST_WEEKS = number(
    "training-list-weeks",
    "How soon a coordinator looks again at a request on the waiting list",
    unit="weeks",
    seed=4,
    highest=52,
)
DRAFT_DAYS = number(
    "training-draft-days", "How long we keep a training request that was not sent", unit="days", seed=7, highest=30
)
CONTACT_MONTHS = number(
    "training-contact-months",
    "How long we keep who asked for training",
    unit="months after it ended",
    seed=6,
    highest=36,
)
TRAINERS_DAYS = number(
    "training-trainers-days",
    "How long before a session it needs its trainers, or is put off or cancelled",
    unit="days",
    seed=14,
    highest=90,
)
SESSION_DAYS = number(
    "training-session-days",
    "How long after a session its trainers read what they prepared with",
    unit="days",
    seed=7,
    highest=90,
)
MOST_PEOPLE, SUGGESTED_NUMBERS = 60, (8, 20)  # practice, section 4: suggest 8 to 20
# What is sent for a delegate who came, and for one who did not.
CAME, NOT_CAME = "came", "not"
