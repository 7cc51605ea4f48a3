"""What coordinators fill in when they answer a team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.asking import forms as asking
from coproduction.core.dates import fault_of_time, uk_moment, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSDateInput,
    NHSRadios,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
    NHSTimeInput,
)
from coproduction.training.actions.answering import Suggestion
from coproduction.training.forms.sessions import SessionForm
from coproduction.training.models import Course, PartOfDay, TrainingRequest
from coproduction.training.rules.requests import asked_days

TO_TEAM = "We send your words to the team. Do not name members"
BEGINS = {PartOfDay.MORNING: time(10), PartOfDay.AFTERNOON: time(13, 30), PartOfDay.EITHER: time(10)}
PUT_OFF, CANCEL = "put off", "cancel"


class AcceptForm(SessionForm):
    """Say yes: the session as it was asked for, to be changed where it must be."""

    def fill_request(self, request: TrainingRequest, courses: Sequence[Course]) -> None:
        """Show what was asked for, or agreed, in a form that has not been sent. The course says how long it takes."""
        course = request.course or next(iter(courses), None)
        starts, ends = usual_times(request, course)
        self.process(
            day=starts.date(),
            starts=starts.time(),
            ends=ends.time(),
            course_id=course.id if course else None,
            team=request.team,
            summary=f"Members train {request.team}.",
            format=request.format,
            venue=request.site,
            who_comes=f"About {request.numbers} people: {request.audience}",
        )
        self.submit.label.text = "Accept and make the session"


class SuggestForm(Form):
    """Suggest another course, or another time: both are said, so that the team knows what it says yes to."""

    course_id = NHSSelect("Course", coerce=int, validators=[InputRequired("Select the course")])
    day = NHSDateInput("Date", description="For example, 14 1 2027", validators=[InputRequired("Enter the date")])
    starts = NHSTimeInput("Start", description="For example, 10:30am", validators=[InputRequired("Enter the start")])
    ends = NHSTimeInput("End", description="For example, 12:30pm", validators=[InputRequired("Enter the end")])
    why = NHSTextarea(
        "Why do you suggest this?",
        called="The reason",
        description=TO_TEAM,
        max_length=1000,
        rows=3,
        validators=[InputRequired("Enter why you suggest this")],
    )
    submit = NHSSubmit("Suggest it to the team")

    def __init__(self, *, courses: Sequence[Course], **form: Any) -> None:
        super().__init__(**form)
        self.course_id.choices = [(course.id, course.name) for course in courses]

    def fill_request(self, request: TrainingRequest, courses: Sequence[Course]) -> None:
        """Show what was asked for, in a form that has not been sent."""
        course = request.course or next(iter(courses), None)
        starts, ends = usual_times(request, course)
        self.process(day=starts.date(), starts=starts.time(), ends=ends.time(), course_id=course.id if course else None)

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. The clocks must show the times on that day."""
        if not super().validate(extra_validators):
            return False
        for field in (self.starts, self.ends):
            field.errors = list(filter(None, [fault_of_time(self.day.data, field.data)]))
        return not (self.starts.errors or self.ends.errors)

    def suggestion(self) -> Suggestion:
        """Return what was filled in, with UK wall time turned into UTC."""
        day: date = self.day.data
        return Suggestion(self.course_id.data, uk_moment(day, self.starts.data), uk_moment(day, self.ends.data))


class DeclineForm(asking.DeclineForm):
    """Say no to a team."""

    told, instead = TO_TEAM, "For example, book a place at an open session, or ask again in autumn"


class CallOffForm(Form):
    """Put a session off, or cancel it."""

    what = NHSRadios(
        "What happens with the session?",
        choices=[
            (PUT_OFF, "It is put off. The team chooses other days"),
            (CANCEL, "It is cancelled. It will not come again"),
        ],
        validators=[InputRequired("Select whether it is put off or cancelled")],
    )
    why = NHSTextarea(
        "Why?",
        called="The reason",
        description="Everybody who is told reads this. Say if another day is likely. Do not name anybody",
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why")],
    )
    submit = NHSSubmit("Tell everybody", variant="warning")

    @property
    def is_put_off(self) -> bool:
        """Say whether it may come on another day."""
        return bool(self.what.data == PUT_OFF)


class BriefingForm(Form):
    """What those who deliver a session should know."""

    briefing = NHSTextarea(
        "What should the trainers know? (optional)",
        called="The briefing",
        description="For example, what the team finds hard, and what to bring. Do not write what delegates need here",
        max_length=3000,
        rows=8,
    )
    submit = NHSSubmit("Save the briefing")


def usual_times(request: TrainingRequest, course: Course | None) -> tuple[Any, Any]:
    """Return from when until when the session would be, as UK clocks show it: as agreed, or the first day asked for."""
    if request.suggested_starts_at and request.suggested_ends_at:
        return uk_wall(request.suggested_starts_at), uk_wall(request.suggested_ends_at)
    starts = uk_moment(asked_days(request)[0], BEGINS[request.part_of_day])
    return uk_wall(starts), uk_wall(starts + timedelta(minutes=course.minutes if course else 120))
