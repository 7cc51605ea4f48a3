"""What members and coordinators fill in about events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSDateInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.members.models import Qualification
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.kinds import FirstRole
from coproduction.schedule.models import Event, EventFormat, EventRole
from coproduction.schedule.queries.venues import all_venues
from coproduction.schedule.words import listed


class EventForm(Form):
    """What every event has. The forms of the kinds add their own questions to it.

    `opening` names the questions that a kind asks first, in order; the others follow as they are written here.
    """

    opening: ClassVar[tuple[str, ...]] = ()
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
    format = NHSRadios(
        "Where people take part",
        choices=[
            (EventFormat.IN_PERSON, "In person"),
            (EventFormat.ONLINE, "Online"),
            (EventFormat.HYBRID, "Both: people choose"),
        ],
        coerce=EventFormat,
        validators=[InputRequired("Select where people take part")],
    )
    venue_id = NHSSelect(
        "Venue",
        description="Leave this as it is if it is only online",
        blank="Not in the list",
        coerce=int,
    )
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

    @property
    def questions(self) -> list[Field]:
        """Return the fields that are asked, in order."""
        return [field for field in self if field.name not in ("csrf_token", "submit")]

    def fill(self, event: Event, **own: Any) -> None:
        """Show the event as it is, for a form that has not been sent; `own` is what is special to its kind."""
        starts, ends = uk_wall(event.starts_at), uk_wall(event.ends_at)
        known = {name: getattr(event, name) for name in self._fields if hasattr(event, name)}
        known["venue"] = "" if event.venue_id else event.venue
        self.process(data=known, day=starts.date(), starts=starts.time(), ends=ends.time(), **own)

    def details(self) -> EventDetails:
        """Return what was filled in, with UK wall time turned into UTC."""
        day: date = self.day.data
        starts: time = self.starts.data
        ends: time = self.ends.data
        return EventDetails(
            title=self.title.data,
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


class RoleForm(Form):
    """Add a role to an event, or change one."""

    name = NHSTextInput(
        "Name of the role",
        description="For example, panel member, co-trainer or shadow",
        validators=[InputRequired("Enter the name of the role")],
    )
    minimum = NHSIntegerInput(
        "Fewest people",
        description="The role is short until this many have a place. Enter 0 if nobody has to",
        width=3,
        validators=[InputRequired("Enter the fewest people"), NumberRange(0, 500, "Fewest people must be 0 to 500")],
    )
    maximum = NHSIntegerInput(
        "Most people",
        description="Leave empty for no limit",
        width=3,
        validators=[Optional(), NumberRange(1, 10_000, "Most people must be 1 or more")],
    )
    qualification_id = NHSSelect(
        "What it requires",
        description="Only members who hold this can have a place",
        blank="Nothing special",
        coerce=int,
    )
    is_open = NHSRadios(
        "How members get a place",
        choices=[
            ("open", "They take a place themselves"),
            ("chosen", "They put themselves forward, or are asked, and a coordinator chooses"),
        ],
        validators=[InputRequired("Select how members get a place")],
    )
    offer_hours = NHSIntegerInput(
        "How many hours a free place is kept for the next on the waiting list (optional)",
        called="The number of hours",
        description="Only where there is a most, and members take a place themselves. Empty: as in the settings",
        width=3,
        validators=[Optional(), NumberRange(1, 1000, "The number of hours must be 1 to 1000")],
    )
    submit = NHSSubmit("Save role")

    def __init__(self, *, qualifications: Sequence[Qualification], **form: Any) -> None:
        super().__init__(**form)
        self.qualification_id.choices = [(held.id, held.name) for held in qualifications]

    def start_from(self, usual: FirstRole, *, is_first: bool) -> None:
        """Show the role that such events usually have, if the event has none yet."""
        if is_first:
            self.process(
                name=usual.name,
                minimum=usual.minimum,
                maximum=usual.maximum,
                is_open="open" if usual.is_open else "chosen",
            )

    def fill(self, role: EventRole) -> None:
        """Show the role as it is, for a form that has not been sent."""
        self.process(
            name=role.name,
            minimum=role.minimum,
            maximum=role.maximum,
            qualification_id=role.qualification_id,
            is_open="open" if role.is_open else "chosen",
            offer_hours=role.offer_hours,
        )

    def details(self) -> RoleDetails:
        """Return what was filled in."""
        return RoleDetails(
            name=self.name.data,
            minimum=self.minimum.data,
            maximum=self.maximum.data,
            qualification_id=self.qualification_id.data,
            is_open=self.is_open.data == "open",
            offer_hours=self.offer_hours.data,
        )


class PutForwardForm(Form):
    """Would like a part that a coordinator fills."""

    note = NHSTextarea(
        "Is there anything the coordinator should know?",
        description="You can leave this empty. Please do not write about your health here",
        called="Your note",
    )
    submit = NHSSubmit("Put myself forward")


class PublishForm(Form):
    """Let members see the event."""

    invite = NHSCheckbox("Ask every active member who likes this kind of event to come")
    submit = NHSSubmit("Publish")

    def __init__(self, *, can_invite: bool, **form: Any) -> None:
        super().__init__(**form)
        if not can_invite:
            del self.invite

    @property
    def is_invitation(self) -> bool:
        """Say whether everybody is to be asked."""
        return "invite" in self and bool(self.invite.data)


class CancelForm(Form):
    """Cancel the event, with a reason that everybody with a part in it is told."""

    reason = NHSTextarea(
        "Why is it cancelled?",
        called="The reason",
        description="We send this to everybody with a part in it. Do not name anybody or write about health",
        validators=[InputRequired("Enter why it is cancelled")],
    )
    submit = NHSSubmit("Cancel the event", variant="warning")
