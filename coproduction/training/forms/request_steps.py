"""The steps of asking for training: one page for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.asking.days import refuse_impossible_days
from coproduction.core.asking.forms import ContactQuestions, DaysQuestions
from coproduction.core.asking.steps import Step
from coproduction.core.nhs.fields import (
    NHSDateInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.schedule.forms.where import SiteQuestions
from coproduction.training.kinds import MOST_PEOPLE
from coproduction.training.models import Course, PartOfDay
from coproduction.training.rules import requests as rules
from coproduction.training.words.requests import ANOTHER_COURSE, PARTS

ANOTHER = "another"


class TrainingStep(Step):
    """One page of a request for training. `courses` are those that teams can ask for, `wanted` the one they came from.

    In the answers a course is its number, in words, as fields send it.
    """

    room = "training"

    def __init__(self, *, courses: Sequence[Course] = (), wanted: str = "", **form: Any) -> None:
        super().__init__(**form)
        self.courses, self.wanted = courses, wanted


class CourseStep(TrainingStep):
    """Which course, or what else."""

    slug, title = "course", "Which course would you like?"

    course = NHSRadios("Course", validators=[InputRequired("Select a course, or “Something else”")])
    submit = NHSSubmit("Continue")

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.course.choices = [*((str(course.id), course.name) for course in self.courses), (ANOTHER, ANOTHER_COURSE)]
        came_from = next((course for course in self.courses if course.slug == self.wanted), None)
        if came_from and not self.is_submitted():
            self.course.process_data(str(came_from.id))


class NeedStep(TrainingStep):
    """What they would like to change, in their own words."""

    slug, title = "need", "What would you like to change?"

    need = NHSTextarea(
        "In your own words (optional)",
        called="What you would like to change",
        description="For example, we write care plans without asking what matters to the person",
        max_length=1000,
        rows=5,
    )
    submit = NHSSubmit("Continue")

    def refuse_impossible(self, kept: Any, *, now: Any) -> None:
        """Refuse to go on without a course and without words."""
        rules.refuse_nothing_asked(kept.get("course", {}).get("course") != ANOTHER, self.need.data or "")


class TeamStep(TrainingStep):
    """Which team, and who would come."""

    slug, title = "team", "Who is the training for?"

    team = NHSTextInput(
        "Your team",
        description="For example, Mansfield community nurses",
        max_length=100,
        validators=[InputRequired("Enter your team")],
    )
    audience = NHSTextarea(
        "Who would come?",
        called="Who would come",
        description="For example, nurses and healthcare assistants, some of them new",
        max_length=300,
        rows=2,
        validators=[InputRequired("Enter who would come")],
    )
    submit = NHSSubmit("Continue")


class NumbersStep(TrainingStep):
    """How many people."""

    slug, title = "numbers", "How many people would come?"

    numbers = NHSIntegerInput(
        "Number of people",
        description="About how many is enough",
        width=3,
        validators=[
            InputRequired("Enter the number of people"),
            NumberRange(1, MOST_PEOPLE, f"Number of people must be between 1 and {MOST_PEOPLE}"),
        ],
    )
    submit = NHSSubmit("Continue")


class DaysStep(DaysQuestions, TrainingStep):
    """Which days suit."""

    slug, title = "days", "Which days suit you?"

    first_day = NHSDateInput(
        "First choice", description="For example, 14 1 2027", validators=[InputRequired("Enter a day that suits you")]
    )
    second_day = NHSDateInput("Second choice (optional)", called="Second choice")
    third_day = NHSDateInput("Third choice (optional)", called="Third choice")
    part_of_day = NHSRadios(
        "Time of day",
        choices=list(PARTS.items()),
        coerce=PartOfDay,
        validators=[InputRequired("Select the time of day")],
    )
    submit = NHSSubmit("Continue")

    def refuse_impossible(self, kept: Any, *, now: Any) -> None:
        """Refuse days in the past, and one that is named twice."""
        refuse_impossible_days(self.days(), now=now)


class VenueStep(SiteQuestions, TrainingStep):
    """Where it would be, and who can get in."""

    slug, title = "place", "Where would the training be?"
    submit = NHSSubmit("Continue")


class HostStep(TrainingStep):
    """Who hosts, and who pays."""

    slug, title = "host", "Who hosts, and who pays?"

    host = NHSTextInput(
        "Who welcomes the trainers on the day? (optional)",
        called="Who welcomes the trainers",
        description="A name, and where to find them",
        max_length=200,
    )
    cost_code = NHSTextInput(
        "Cost code (optional)",
        called="Cost code",
        description="For the members’ payments and travel",
        max_length=50,
    )
    submit = NHSSubmit("Continue")


class ContactStep(ContactQuestions, TrainingStep):
    """Who asks."""

    slug, title = "contact", "Who should we talk to?"
    submit = NHSSubmit("Continue")


STEPS: Sequence[type[Step]] = (
    CourseStep,
    NeedStep,
    TeamStep,
    NumbersStep,
    DaysStep,
    VenueStep,
    HostStep,
    ContactStep,
)
