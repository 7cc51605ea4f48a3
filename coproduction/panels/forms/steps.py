"""The steps of asking for a panel: one page for each, and their answers as a draft keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.dates import fault_of_time
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSCheckboxes,
    NHSDateInput,
    NHSEmailInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.panels.forms.post import PostQuestions
from coproduction.panels.models import Say
from coproduction.panels.rules import requests as rules
from coproduction.panels.words.requests import ACCESS, SAY
from coproduction.schedule.forms.where import format_question
from coproduction.schedule.models import EventFormat

DAYS = ("first_day", "second_day", "third_day")
NOT_ASKED = ("csrf_token", "submit")


class Step(Form):
    """One page of the request. `slug` stands in its address, and in the draft."""

    slug: ClassVar[str]
    title: ClassVar[str]

    @classmethod
    def open(cls, kept: Mapping[str, Any] | None) -> Any:
        """Return the form with what the draft keeps of this step."""
        form = cls()
        if kept and not form.is_submitted():
            form.process(data={name: _read(form._fields[name], value) for name, value in kept.items()})
        return form

    @property
    def guidance(self) -> str:
        """Return the template with what is said above the questions."""
        return f"panels/steps/{self.slug}.html"

    @property
    def questions(self) -> list[Any]:
        """Return the fields that are asked, in order."""
        return [field for field in self if field.name not in NOT_ASKED]

    def answers(self) -> dict[str, Any]:
        """Return what was filled in, as a draft keeps it."""
        return {field.name: _written(field.data) for field in self.questions}

    def refuse_impossible(self, kept: Mapping[str, Any], *, now: datetime) -> None:
        """Refuse by a Refusal what cannot be, beside the answers of the other steps that the draft keeps."""


class PostStep(PostQuestions, Step):
    """What the job is."""

    slug, title = "post", "What is the post?"
    submit = NHSSubmit("Continue")


class InterviewsStep(Step):
    """On which days the interviews are."""

    slug, title = "interviews", "When are the interviews?"

    first_day = NHSDateInput(
        "First day", description="For example, 14 1 2027", validators=[InputRequired("Enter the first day")]
    )
    second_day = NHSDateInput("Second day (optional)", called="Second day")
    third_day = NHSDateInput("Third day (optional)", called="Third day")
    starts = NHSTimeInput("Start", description="For example, 9:30am", validators=[InputRequired("Enter the start")])
    ends = NHSTimeInput("End", description="For example, 4pm", validators=[InputRequired("Enter the end")])
    submit = NHSSubmit("Continue")

    def days(self) -> list[date]:
        """Return the days that were filled in, as they were."""
        return [day for name in DAYS if (day := self[name].data)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. The clocks must show the times on each day."""
        if not super().validate(extra_validators):
            return False
        for field in (self.starts, self.ends):
            field.errors = list(filter(None, (fault_of_time(day, field.data) for day in self.days())))[:1]
        return not (self.starts.errors or self.ends.errors)

    def refuse_impossible(self, kept: Mapping[str, Any], *, now: datetime) -> None:
        """Refuse interviews in the past, twice on a day, or without an end."""
        rules.refuse_impossible_days(self.days(), self.starts.data, ends=self.ends.data, now=now)


class BeforeStep(Step):
    """What happens before the interviews."""

    slug, title = "before", "What happens before the interviews?"

    shortlisting_on = NHSDateInput(
        "Day of shortlisting (optional)",
        called="Day of shortlisting",
        description="Members can help to choose who is interviewed",
    )
    pre_meet_on = NHSDateInput(
        "Day on which the panel meets (optional)",
        called="Day on which the panel meets",
        description="The whole panel plans the questions together",
    )
    pre_meet_starts = NHSTimeInput(
        "Time at which the panel meets (optional)",
        called="Time at which the panel meets",
        description="For example, 9am",
    )
    submit = NHSSubmit("Continue")

    def refuse_impossible(self, kept: Mapping[str, Any], *, now: datetime) -> None:
        """Refuse what comes after the interviews have begun, or is over."""
        rules.refuse_impossible_before(times_of({**kept, self.slug: self.answers()}), now=now)


class PlaceStep(Step):
    """Where it is, and who can get in."""

    slug, title = "place", "Where are the interviews?"

    format = format_question()
    site = NHSTextInput(
        "Name and address of the site",
        called="Site",
        description="Leave this empty if it is only online",
    )
    access = NHSCheckboxes(
        "What does the site have? (optional)",
        called="Access",
        description="Select all that you are sure of",
        choices=list(ACCESS.items()),
    )
    access_notes = NHSTextarea(
        "Anything else about getting in (optional)",
        called="About getting in",
        description="For example, that the lift is small",
        max_length=500,
        rows=3,
    )
    submit = NHSSubmit("Continue")

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. What is not only online has a site."""
        is_good: bool = super().validate(extra_validators)
        if is_good and self.format.data is not EventFormat.ONLINE and not self.site.data:
            self.site.errors = ["Enter the name and address of the site"]
            return False
        return is_good


class MembersStep(Step):
    """Whom they would like, and what members have to say."""

    slug, title = "members", "Which members would you like?"

    members = NHSIntegerInput(
        "How many members should sit on the panel?",
        called="How many members",
        description="Enter a number from 1 to 10",
        width=2,
        validators=[
            InputRequired("Enter how many members"),
            NumberRange(1, 10, "How many members must be between 1 and 10"),
        ],
    )
    has_chair = NHSCheckbox("One of them is in the chair")
    shadows = NHSIntegerInput(
        "How many members may watch, to learn?",
        called="How many may watch",
        description="They come as well, and do not score. Enter 0 if nobody can",
        width=2,
        default=0,
        validators=[
            InputRequired("Enter how many may watch, or 0"),
            NumberRange(0, 5, "How many may watch must be between 0 and 5"),
        ],
    )
    say = NHSRadios(
        "What do members have to say in the decision?",
        choices=list(SAY.items()),
        coerce=Say,
        validators=[InputRequired("Select what members have to say")],
    )
    say_notes = NHSTextarea("Tell us more about that (optional)", called="More about that", max_length=500, rows=3)
    submit = NHSSubmit("Continue")


class ContactStep(Step):
    """Who asks, and who pays."""

    slug, title = "contact", "Who should we talk to?"

    contact_name = NHSTextInput(
        "Your name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[InputRequired("Enter your name")],
    )
    contact_email = NHSEmailInput(
        "Your work email address",
        called="Work email address",
        description="We send your own link to it",
        validators=[InputRequired("Enter your work email address")],
    )
    contact_phone = NHSTelInput(
        "Your work phone number",
        called="Work phone number",
        validators=[InputRequired("Enter your work phone number")],
    )
    budget_code = NHSTextInput(
        "Budget code (optional)",
        called="Budget code",
        description="For the members’ payments and travel",
        max_length=50,
    )
    submit = NHSSubmit("Continue")


STEPS: Sequence[type[Step]] = (PostStep, InterviewsStep, BeforeStep, PlaceStep, MembersStep, ContactStep)
BY_SLUG: Mapping[str, type[Step]] = {step.slug: step for step in STEPS}


def times_of(answers: Mapping[str, Any]) -> rules.Times:
    """Return the times that the answers of a draft say."""
    interviews, before = answers["interviews"], answers["before"]

    def day(kept: Any) -> date | None:
        return date.fromisoformat(kept) if kept else None

    starts = before["pre_meet_starts"]
    return rules.Times(
        days=tuple(sorted(found for name in DAYS if (found := day(interviews[name])))),
        starts=time.fromisoformat(interviews["starts"]),
        ends=time.fromisoformat(interviews["ends"]),
        shortlisting_on=day(before["shortlisting_on"]),
        pre_meet_on=day(before["pre_meet_on"]),
        pre_meet_starts=time.fromisoformat(starts) if starts else None,
    )


def first_missing(answers: Mapping[str, Any]) -> type[Step] | None:
    """Return the first step that the draft has no answers of."""
    return next((step for step in STEPS if step.slug not in answers), None)


def _written(data: Any) -> Any:
    return data.isoformat() if isinstance(data, date | time) else data


def _read(field: Any, kept: Any) -> Any:
    if not kept:
        return kept
    if isinstance(field, NHSDateInput):
        return date.fromisoformat(kept)
    if isinstance(field, NHSTimeInput):
        return time.fromisoformat(kept)
    return kept
