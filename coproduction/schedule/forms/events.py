"""What coordinators fill in about an event, and before members see it or it is cancelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import InputRequired, Optional, Regexp

from coproduction.core.dates import fault_of_time, uk_moment, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSCheckboxes,
    NHSDateInput,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.forms.where import format_question, venue_question
from coproduction.schedule.models import Event
from coproduction.schedule.queries.venues import all_venues
from coproduction.schedule.words import listed


class EventForm(Form):
    """What every event has. The forms of the kinds add their own questions to it.

    `opening` names the questions that a kind asks first, in order; the others follow as they are written here.
    """

    opening: ClassVar[tuple[str, ...]] = ()
    moved: Collection[int] = ()  # the dates that follow the event and are to move with it
    _fields: dict[str, Field]

    title = NHSTextInput(
        "Title", description="What members see in the schedule", validators=[InputRequired("Enter a title")]
    )
    summary = NHSTextarea(
        "What it is about (optional)", called="What it is about", description="Two or three plain sentences"
    )
    day = NHSDateInput("Date", description="For example, 14 1 2027", validators=[InputRequired("Enter the date")])
    starts = NHSTimeInput("Start", description="For example, 10:30am", validators=[InputRequired("Enter the start")])
    ends = NHSTimeInput("End", description="For example, 12:30pm", validators=[InputRequired("Enter the end")])
    format = format_question()
    venue_id = venue_question()
    venue = NHSTextInput(
        "A venue that is not in the list (optional)",
        called="Venue",
        description="Name and address. We add it to the list, and ask you to check its access",
    )
    joining_link = NHSTextInput(
        "Link to join online (optional)",
        called="Link to join online",
        description="Shown only to people who are coming",
        max_length=2000,
        validators=[Optional(), Regexp(r"https?://\S+$", message="Enter the whole link, starting with https://")],
    )
    joining_phone = NHSTextInput(
        "Phone number to dial in (optional)",
        called="Phone number to dial in",
        description="Shown only to people who are coming",
    )
    who_comes = NHSTextarea(
        "Who will be there? (optional)",
        called="Who will be there",
        description="For example, about 12 members, 2 NHS staff and an interpreter",
        max_length=500,
        rows=2,
    )
    breaks = NHSTextarea(
        "When are the breaks? (optional)",
        called="Breaks",
        description="For example, 15 minutes at 11:30am. You can take a break at any time",
        max_length=500,
        rows=2,
    )
    submit = NHSSubmit("Save event")

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.venue_id.choices = [(venue.id, listed(venue)) for venue in all_venues()]
        self._fields = {name: self._fields[name] for name in (*self.opening, *self._fields)}

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. The clocks must show the times on each day."""
        if not super().validate(extra_validators):
            return False
        for field in (self.starts, self.ends):
            field.errors = list(filter(None, (fault_of_time(day, field.data) for day in self.days())))[:1]
        return not (self.starts.errors or self.ends.errors)

    def days(self) -> list[date]:
        """Return the days that were filled in."""
        return [self.day.data]

    def fill(self, event: Event, **own: Any) -> None:
        """Show the event as it is, for a form that has not been sent; `own` is what is special to its kind."""
        starts, ends = uk_wall(event.starts_at), uk_wall(event.ends_at)
        known = {name: getattr(event, name) for name in self._fields if hasattr(event, name)}
        known["venue"] = "" if event.venue_id else event.venue
        self.process(data=known, day=starts.date(), starts=starts.time(), ends=ends.time(), **own)

    def details(self) -> EventDetails:
        """Return what was filled in, with UK wall time turned into UTC."""
        return self.details_called(self.title.data)

    def details_called(self, title: str) -> EventDetails:
        """Return the same for an event that is called so."""
        day: date = self.day.data
        starts: time = self.starts.data
        ends: time = self.ends.data
        return EventDetails(
            title=title,
            summary=self.summary.data or "",
            starts_at=uk_moment(day, starts),
            ends_at=uk_moment(day, ends),
            format=self.format.data,
            venue=self.venue.data or "",
            joining_link=self.joining_link.data or "",
            joining_phone=self.joining_phone.data or "",
            venue_id=self.venue_id.data,
            who_comes=self.who_comes.data or "",
            breaks=self.breaks.data or "",
        )


class PublishForm(Form):
    """Let members see the event."""

    invite = NHSCheckbox("Ask every active member who likes this kind of event to come", default=True)
    submit = NHSSubmit("Publish")

    def __init__(self, *, can_invite: bool, **form: Any) -> None:
        super().__init__(**form)
        if not can_invite:
            del self.invite

    @property
    def is_invitation(self) -> bool:
        """Say whether everybody is to be asked."""
        return "invite" in self and bool(self.invite.data)


class AskForm(Form):
    """Ask everybody to come who has not been asked yet."""

    submit = NHSSubmit("Ask them to come")


class AskLeftOutForm(AskForm):
    """Ask whoever has not been asked to the dates that are ticked."""

    dates = NHSCheckboxes(
        "To which dates?",
        description="Untick a date that they need not be asked about",
        coerce=int,
        validators=[InputRequired("Select at least one date")],
    )
    submit = NHSSubmit("Ask them to come")

    def __init__(self, dates: Sequence[tuple[int, str, str]], **form: Any) -> None:
        super().__init__(**form)
        self.dates.choices = dates
        if not self.is_submitted():
            self.dates.process_data([event_id for event_id, *_words in dates])


class CancelForm(Form):
    """Cancel the event, with a reason that everybody with a part in it is told; `reader` is who else reads it."""

    reason = NHSTextarea(
        "Why is it cancelled?",
        called="The reason",
        description="We send this to everybody with a part in it. Do not name anybody or write about health",
        validators=[InputRequired("Enter why it is cancelled")],
    )
    submit = NHSSubmit("Cancel the event", variant="warning")

    def __init__(self, reader: str = "", **form: Any) -> None:
        super().__init__(**form)
        if reader:
            self.reason.description = (
                f"We send this to everybody with a part in it, and to {reader}. "
                "Do not name members or candidates, or write about health"
            )
