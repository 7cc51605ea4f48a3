"""A date that belongs to an event: a pre-meet, another day, a debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.forms.events import EventForm
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import Event
from coproduction.schedule.pages.dates import DateBeside
from coproduction.schedule.rules import title_of

YES, NO = "yes", "no"


class DateForm(EventForm):
    """What every event has, but for the title: it is called after the event to which it belongs."""

    opening = ("label", "delegates")

    label = NHSTextInput(
        "What is it?",
        called="What it is",
        description="For example, pre-meet, interviews on day 2, or debrief",
        max_length=60,
        validators=[InputRequired("Enter what it is, for example a pre-meet")],
    )
    delegates = NHSRadios(
        "Do delegates come to this date?",
        description="They come to each day of teaching. A pre-meet or a debrief is for trainers only",
        choices=[(YES, "Yes"), (NO, "No, it is for trainers only")],
        validators=[InputRequired("Select whether delegates come to this date")],
    )
    submit = NHSSubmit("Save date")

    def __init__(self, lead: Event, **form: Any) -> None:
        super().__init__(**form)
        self.lead_title = lead.title
        del self.title
        if not POLICIES[lead.kind].has_delegates:
            del self.delegates

    def start_from(self, lead: Event) -> None:
        """Offer the day and the place of the event to which it belongs."""
        self.fill(lead)
        if "delegates" in self:
            self.delegates.process(None)
        self.starts.process(None)
        self.ends.process(None)
        self.label.process(None)
        self.who_comes.process(None)
        self.breaks.process(None)
        self.summary.process(None)

    def fill(self, event: Event, **own: Any) -> None:
        """Show the date as it is, and whether delegates come."""
        super().fill(event, delegates=NO if event.is_members_only else YES, **own)

    @property
    def is_members_only(self) -> bool:
        """Say whether nobody comes from outside: delegates, where the event has any."""
        return "delegates" in self and self.delegates.data == NO

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
