"""What the answers of a draft ask for, and the same in words, for its sender to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coproduction.core.asking.days import days_kept
from coproduction.core.asking.steps import AnswerGroup
from coproduction.core.asking.words import NOTHING, contact_in_words
from coproduction.schedule.models import EventFormat
from coproduction.schedule.words.sites import site_in_words
from coproduction.training.actions.requests import RequestDetails
from coproduction.training.forms.request_steps import ANOTHER
from coproduction.training.models import Course, PartOfDay
from coproduction.training.words.requests import ANOTHER_COURSE, PARTS, days_in_words

Answers = Mapping[str, Mapping[str, Any]]
AS_ASKED = ("need", "team", "numbers", "host", "contact")  # the steps of which the answers are details as they are


def details_of(answers: Answers) -> RequestDetails:
    """Return what a whole draft asks for, beside the days."""
    said: dict[str, Any] = {name: value or "" for step in AS_ASKED for name, value in answers[step].items()}
    place, is_online = answers["place"], answers["place"]["format"] == EventFormat.ONLINE
    course = answers["course"]["course"]
    return RequestDetails(
        **said,
        course_id=None if course == ANOTHER else int(course),
        part_of_day=PartOfDay(answers["days"]["part_of_day"]),
        format=EventFormat(place["format"]),
        site="" if is_online else place["site"],
        access=[] if is_online else place["access"],
        access_notes="" if is_online else place["access_notes"] or "",
    )


def course_of(answers: Answers, courses: Sequence[Course]) -> Course | None:
    """Return the course that the draft asks for, among those that teams can ask for now."""
    return next((course for course in courses if str(course.id) == answers["course"]["course"]), None)


def answers_in_words(answers: Answers, course: Course | None) -> list[AnswerGroup]:
    """Return the answers of a whole draft, step by step."""
    asked, days = details_of(answers), days_in_words(days_kept(answers["days"]))
    who = contact_in_words(asked.contact_name, asked.contact_email, phone=asked.contact_phone)
    where = site_in_words(asked.format, asked.site, access=asked.access, notes=asked.access_notes)
    return [
        AnswerGroup("The course", "course", [("Course", course.name if course else ANOTHER_COURSE)]),
        AnswerGroup("Your need", "need", [("What you would like to change", asked.need or NOTHING)]),
        AnswerGroup("Your team", "team", [("Team", asked.team), ("Who would come", asked.audience)]),
        AnswerGroup("Numbers", "numbers", [("Number of people", str(asked.numbers))]),
        AnswerGroup(
            "The day",
            "days",
            [("Days", days), ("Time of day", PARTS[asked.part_of_day])],
        ),
        AnswerGroup("The place", "place", list(where)),
        AnswerGroup(
            "The host",
            "host",
            [("Who welcomes the trainers", asked.host or NOTHING), ("Cost code", asked.cost_code or NOTHING)],
        ),
        AnswerGroup("You", "contact", who),
    ]
