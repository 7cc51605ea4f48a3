"""The courses of the demonstration group: what its members teach, and the one that is for members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coproduction.core.slugs import slug
from coproduction.demo.book import Book
from coproduction.demo.plans import CO_TRAINER, INTERVIEW_SKILLS, LEAD_TRAINER
from coproduction.training.kinds import USUAL_PLAN, UsualRole
from coproduction.training.models import Course, CourseMode, CourseRole, Duty

REQUIRED: Mapping[Duty, str] = {Duty.LEADS: LEAD_TRAINER, Duty.CO_DELIVERS: CO_TRAINER}


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A course: how many minutes it takes, how many can attend, and what they learn. `grants` is what members get."""

    name: str
    minutes: int
    delegates: int
    aim: str
    audience: str
    fewest: int = 8
    mode: CourseMode = CourseMode.BOTH
    grants: str | None = None


COURSES = (
    CoursePlan(
        "What matters to me: personalised care basics",
        120,
        20,
        "You hear from people who use care what made it theirs, and what did not. "
        "You practise asking “What matters to you?” and listening to the answer.",
        "Everybody who works in health or care, in any job",
    ),
    CoursePlan(
        "Personal health budgets in real life",
        180,
        16,
        "Members show what a personal health budget changed in their lives, and what was hard. "
        "You learn who can have one, and how to help a person start.",
        "Nurses, social workers and others who talk with people about their care",
    ),
    CoursePlan(
        "Better care planning conversations",
        180,
        16,
        "You plan care with a person, not for them. Members play the conversation with you, and say how it felt.",
        "People who write care plans, and those who lead them",
    ),
    CoursePlan(
        "Co-production: doing with",
        120,
        24,
        "You find out what changes when people who use a service help to shape it from the first day. "
        "You leave with one thing that your team will do differently.",
        "Teams that plan, buy or change services",
    ),
    CoursePlan(
        "Accessible meetings",
        90,
        15,
        "You plan a meeting that everybody can take part in: the room, the papers, the breaks and the words.",
        "Everybody who plans or leads meetings",
        fewest=6,
    ),
    CoursePlan(
        "Direct payments and employing personal assistants",
        120,
        12,
        "Members who employ their own assistants tell you how they began. "
        "You learn what helps people to manage the money and the paperwork.",
        "People who set up direct payments, or support those who have one",
        fewest=6,
    ),
    CoursePlan(
        "Involving people in recruitment (for managers)",
        90,
        12,
        "You learn how to share an interview panel with members: early dates, papers they can read, and an equal say.",
        "Managers who recruit staff",
        fewest=4,
        mode=CourseMode.ONLINE,
    ),
    CoursePlan(
        "Interview skills (for members)",
        210,
        8,
        "You practise asking questions, taking notes and scoring fairly, so that you feel ready for a panel.",
        "Members who would like to sit on interview panels",
        fewest=3,
        mode=CourseMode.IN_PERSON,
        grants=INTERVIEW_SKILLS,
    ),
)


def write_courses(book: Book) -> None:
    """Write the courses with the roles that their sessions have. The qualifications are in the book before."""
    for plan in COURSES:
        course_id = book.courses[plan.name] = book.rows.add(
            Course,
            name=plan.name,
            slug=slug(plan.name),
            aim=plan.aim,
            audience=plan.audience,
            minutes=plan.minutes,
            fewest_delegates=plan.fewest,
            delegates=plan.delegates,
            mode=plan.mode,
            is_on_request=plan.grants is None,
            is_for_members=plan.grants is not None,
            grants_id=book.qualifications[plan.grants] if plan.grants else None,
        )
        _write_roles(book, course_id, plan)


def learner_of(plan: CoursePlan) -> list[UsualRole]:
    """Return the role of members who come to learn, for a course that is for members."""
    return [UsualRole("Learner", Duty.ATTENDS, 0, plan.delegates)] if plan.grants else []


def _write_roles(book: Book, course_id: int, plan: CoursePlan) -> None:
    for position, role in enumerate((*USUAL_PLAN, *learner_of(plan)), start=1):
        required = REQUIRED.get(role.does)
        book.rows.add(
            CourseRole,
            course_id=course_id,
            position=position,
            qualification_id=book.qualifications[required] if required else None,
            is_open=role.does is Duty.ATTENDS,
            **role._asdict(),
        )
