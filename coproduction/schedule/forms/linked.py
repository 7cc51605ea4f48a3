"""A date that belongs to an event: a pre-meet, another day, a debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSSubmit, NHSTextInput
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.forms.events import EventForm
from coproduction.schedule.models import Event
from coproduction.schedule.pages.dates import DateBeside
from coproduction.schedule.rules import title_of


class DateForm(EventForm):
    """What every event has, but for the title: it is called after the event to which it belongs."""

    opening = ("label",)

    label = NHSTextInput(
        "What is it?",
        called="What it is",
        description="For example, pre-meet, interviews on day 2, or debrief",
        max_length=60,
        validators=[InputRequired("Enter what it is, for example a pre-meet")],
    )
    submit = NHSSubmit("Save date")

    def __init__(self, lead: Event, **form: Any) -> None:
        super().__init__(**form)
        self.lead_title = lead.title
        del self.title

    def start_from(self, lead: Event) -> None:
        """Offer the day and the place of the event to which it belongs."""
        self.fill(lead)
        self.starts.process(None)
        self.ends.process(None)
        self.label.process(None)
        self.who_comes.process(None)
        self.breaks.process(None)
        self.summary.process(None)

    def details(self) -> EventDetails:
        """Return what was filled in, with the title that follows from it."""
        return self.details_called(title_of(self.label.data.strip(), self.lead_title))


class MovedDatesForm(Form):
    """Which dates move with the event that they follow, by as far as it moves itself."""

    dates = NHSCheckboxes("Which other dates move by the same time?", called="Other dates", coerce=int)

    def __init__(self, beside: Sequence[DateBeside], *, is_answered: bool, **form: Any) -> None:
        """Tick, until it `is_answered`, what would be on the wrong day or in the wrong order if it stayed."""
        super().__init__(**form)
        self.dates.choices = [(date.event_id, date.was, f"If you tick it: {date.will_be}") for date in beside]
        if not is_answered:
            self.dates.process_data([date.event_id for date in beside if date.would_be_wrong])
