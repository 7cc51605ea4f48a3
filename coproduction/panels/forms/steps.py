"""The steps of asking for a panel: one page for each, and their answers as a draft keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.asking.days import days_kept
from coproduction.core.asking.forms import ContactQuestions, DaysQuestions
from coproduction.core.asking.steps import Step
from coproduction.core.dates import fault_of_time
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSDateInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.panels.forms.post import PostQuestions
from coproduction.panels.models import Say
from coproduction.panels.rules import requests as rules
from coproduction.panels.words.requests import SAY
from coproduction.schedule.forms.where import SiteQuestions


class PanelStep(Step):
    """One page of a request for a panel."""

    room = "panels"


class PostStep(PostQuestions, PanelStep):
    """What the job is."""

    slug, title = "post", "What is the post?"
    submit = NHSSubmit("Continue")


class InterviewsStep(DaysQuestions, PanelStep):
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


class BeforeStep(PanelStep):
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


class PlaceStep(SiteQuestions, PanelStep):
    """Where it is, and who can get in."""

    slug, title = "place", "Where are the interviews?"
    submit = NHSSubmit("Continue")


class MembersStep(PanelStep):
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


class ContactStep(ContactQuestions, PanelStep):
    """Who asks, and who pays."""

    slug, title = "contact", "Who should we talk to?"

    budget_code = NHSTextInput(
        "Budget code (optional)",
        called="Budget code",
        description="For the members’ payments and travel",
        max_length=50,
    )
    submit = NHSSubmit("Continue")


STEPS: Sequence[type[Step]] = (PostStep, InterviewsStep, BeforeStep, PlaceStep, MembersStep, ContactStep)


def times_of(answers: Mapping[str, Any]) -> rules.Times:
    """Return the times that the answers of a draft say."""
    interviews, before = answers["interviews"], answers["before"]

    def day(kept: Any) -> date | None:
        return date.fromisoformat(kept) if kept else None

    starts = before["pre_meet_starts"]
    return rules.Times(
        days=tuple(sorted(days_kept(interviews))),
        starts=time.fromisoformat(interviews["starts"]),
        ends=time.fromisoformat(interviews["ends"]),
        shortlisting_on=day(before["shortlisting_on"]),
        pre_meet_on=day(before["pre_meet_on"]),
        pre_meet_starts=time.fromisoformat(starts) if starts else None,
    )
