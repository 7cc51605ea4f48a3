"""What coordinators fill in about a series of meetings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wtforms.validators import InputRequired

from coproduction.core.dates import DAYS, MONTHS
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSCheckboxes, NHSDateInput, NHSRadios, NHSSelect, NHSSubmit
from coproduction.core.recurrence import LAST, Repeats, Rule
from coproduction.meetings.actions.series import SeriesDetails
from coproduction.meetings.forms.meetings import MeetingForm
from coproduction.meetings.models import MeetingSeries

NTH = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last"))


class SeriesForm(MeetingForm):
    """By which rule meetings repeat, and what every event has."""

    opening: ClassVar[tuple[str, ...]] = (
        "title",
        "focus",
        "repeats",
        "nth",
        "weekday",
        "first_day",
        "last_day",
        "months_off",
    )
    day = None  # type: ignore[assignment]  # the rule gives the days

    repeats = NHSRadios(
        "How often?",
        called="How often",
        choices=[(Repeats.MONTH, "Each month"), (Repeats.FORTNIGHT, "Every 2 weeks"), (Repeats.WEEK, "Each week")],
        coerce=Repeats,
        validators=[InputRequired("Select how often")],
    )
    nth = NHSSelect(
        "Which one of the month?",
        called="Which one of the month",
        description="Only for meetings each month. The last Thursday, or the second, for example",
        choices=NTH,
        coerce=int,
        blank=None,
        default=2,
    )
    weekday = NHSSelect(
        "Which day of the week?",
        called="Day of the week",
        choices=list(enumerate(DAYS)),
        coerce=int,
        validators=[InputRequired("Select the day of the week")],
    )
    first_day = NHSDateInput(
        "From which day?",
        called="First day",
        description="For example, 1 1 2027",
        validators=[InputRequired("Enter the first day")],
    )
    last_day = NHSDateInput(
        "Until which day?",
        called="Last day",
        description="For example, 31 12 2027",
        validators=[InputRequired("Enter the last day")],
    )
    months_off = NHSCheckboxes(
        "Months without a meeting (optional)",
        called="Months without a meeting",
        choices=list(enumerate(MONTHS, start=1)),
        coerce=int,
    )
    submit = NHSSubmit("Show the dates")

    def fill_series(self, series: MeetingSeries) -> None:
        """Show the series as it is, for a form that has not been sent."""
        known = {name: getattr(series, name) for name in self._fields if hasattr(series, name)}
        self.process(data=known | {"months_off": [int(month) for month in series.months_off], "venue": ""})

    def days(self) -> list[date]:
        """Return the days that the rule gives."""
        return self._rule().days()

    def series_details(self) -> SeriesDetails:
        """Return what was filled in."""
        return SeriesDetails(
            rule=self._rule(),
            title=self.title.data,
            focus=self.focus.data,
            summary=self.summary.data or "",
            starts=self.starts.data,
            ends=self.ends.data,
            format=self.format.data,
            venue=self.venue.data or "",
            venue_id=self.venue_id.data,
            joining_link=self.joining_link.data or "",
            joining_phone=self.joining_phone.data or "",
            who_comes=self.who_comes.data or "",
            breaks=self.breaks.data or "",
        )

    def _rule(self) -> Rule:
        first: date = self.first_day.data
        last: date = self.last_day.data
        months = frozenset(self.months_off.data)
        return Rule(self.repeats.data, self.weekday.data, self.nth.data, first, last, months)


class PublishSeriesForm(Form):
    """Let members see the dates, and ask them to come."""

    invite = NHSCheckbox(
        "Ask every active member who likes meetings to come, in one message with all the dates", default=True
    )
    submit = NHSSubmit("Publish all these dates")
