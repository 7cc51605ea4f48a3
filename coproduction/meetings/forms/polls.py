"""What coordinators propose, and what members say to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.dates import fault_of_time, uk_datetime, uk_moment, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSDateInput,
    NHSIntegerInput,
    NHSSubmit,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions.polls import PollDetails
from coproduction.meetings.models import Poll, PollAnswer, PollOption, Suits
from coproduction.schedule.forms.dates import AskedDate, DatesForm, dates_form
from coproduction.schedule.forms.where import format_question, venue_question
from coproduction.schedule.queries.venues import all_venues
from coproduction.schedule.words import listed

SLOTS = range(1, 7)
SUITS = ((Suits.YES, "Yes"), (Suits.IF_NEED_BE, "If need be"), (Suits.NO, "No"))


def _slot(number: int) -> tuple[NHSDateInput, NHSTimeInput]:
    """Return the fields for one proposed time."""
    return (
        NHSDateInput(f"Time {number}: date", called=f"Date of time {number}"),
        NHSTimeInput(f"Time {number}: start", called=f"Start of time {number}"),
    )


class _SoughtForm(Form):
    """The meeting that looks for a date. It stands before the times here, and so on the page."""

    title = NHSTextInput("Title", description="What members see", validators=[InputRequired("Enter a title")])
    focus = NHSTextInput("Main focus", validators=[InputRequired("Enter the main focus")])
    minutes = NHSIntegerInput(
        "How many minutes?",
        called="Minutes",
        width=3,
        default=120,
        validators=[InputRequired("Enter how many minutes"), NumberRange(15, 600, "Minutes must be 15 to 600")],
    )
    format = format_question()
    venue_id = venue_question()
    venue = NHSTextInput("A venue that is not in the list (optional)", called="Venue", description="Name and address")

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.venue_id.choices = [(venue.id, listed(venue)) for venue in all_venues()]

    def details(self) -> PollDetails:
        """Return what was filled in, but for the times."""
        return PollDetails(
            title=self.title.data,
            focus=self.focus.data,
            minutes=self.minutes.data,
            format=self.format.data,
            venue=self.venue.data or "",
            venue_id=self.venue_id.data,
        )


class TimesForm(Form):
    """The times that are proposed, some of which may be left empty."""

    day_1, start_1 = _slot(1)
    day_2, start_2 = _slot(2)
    day_3, start_3 = _slot(3)
    day_4, start_4 = _slot(4)
    day_5, start_5 = _slot(5)
    day_6, start_6 = _slot(6)
    submit = NHSSubmit("Save the times")

    @property
    def questions(self) -> list[Any]:
        """Return the fields that are asked, in order."""
        return [field for field in self if field.name not in ("csrf_token", "submit")]

    def fill(self, poll: Poll) -> None:
        """Show the times that are proposed, for a form that has not been sent."""
        proposed = [uk_wall(option.starts_at) for option in poll.options if option.is_proposed]
        known: dict[str, Any] = {}
        for number, start in zip(SLOTS, proposed, strict=False):
            known |= {f"day_{number}": start.date(), f"start_{number}": start.time()}
        self.process(data=known)

    def times(self) -> list[datetime]:
        """Return the times that were filled in, in UTC. A day without a time, or a time without a day, is refused."""
        found = []
        for number in SLOTS:
            day: date | None = self[f"day_{number}"].data
            start: time | None = self[f"start_{number}"].data
            if day and start and (fault := fault_of_time(day, start)):
                raise Refusal(fault, field=f"start_{number}")
            if day and start:
                found.append(uk_moment(day, start))
            elif day or start:
                raise Refusal(f"Enter both a date and a start for time {number}", field=f"day_{number}")
        return found


class PollForm(_SoughtForm, TimesForm):
    """A new poll: the meeting, and the times that are proposed for it."""

    submit = NHSSubmit("Ask members")


def answers_form(options: Sequence[PollOption], answers: dict[int, PollAnswer], *, of: str = "") -> DatesForm:
    """Return the form with a question for each time, and what was said before; `of` names whom a coordinator asks."""
    dates = [
        AskedDate(
            str(option.id),
            f"{uk_datetime(option.starts_at)}: does it suit {of or 'you'}?",
            "",
            answers[option.id].said if option.id in answers else None,
        )
        for option in options
    ]
    return dates_form(DatesForm, dates, choices=SUITS, of=of)


def said_in(form: DatesForm) -> dict[int, Suits]:
    """Return what was said, by the id of the time."""
    return {int(key): suits for key, suits in form.said().items()}
