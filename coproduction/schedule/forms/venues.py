"""What coordinators fill in about a venue."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms.validators import InputRequired, Optional, Regexp

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSDateInput,
    NHSRadios,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.schedule.actions.venues import VenueDetails
from coproduction.schedule.models import Venue
from coproduction.schedule.words import ACCESS

KNOWN: Mapping[str, bool | None] = {"yes": True, "no": False, "not checked": None}
SENT: Mapping[bool | None, str] = {known: word for word, known in KNOWN.items()}


def _access(name: str, description: str = "") -> NHSRadios:
    return NHSRadios(
        ACCESS[name],
        description=description,
        choices=[("yes", "Yes"), ("no", "No"), ("not checked", "We have not checked")],
        default="not checked",
        validators=[InputRequired("Select yes, no or not checked")],
    )


class VenueForm(Form):
    """Where events are held, and what members can count on there."""

    name = NHSTextInput("Name", description="For example, Example Hall", validators=[InputRequired("Enter the name")])
    address = NHSTextInput("Address (optional)", called="Address", description="With the postcode, for maps")
    step_free = _access("step_free", "From the street to the room and to a toilet")
    hearing_loop = _access("hearing_loop")
    parking = _access("parking", "With spaces for disabled people")
    changing_places = _access("changing_places", "A large toilet with a hoist and a bench")
    quiet_room = _access("quiet_room")
    access_notes = NHSTextarea(
        "More about access (optional)",
        called="More about access",
        description="For example, how wide the doors are, or how many parking spaces there are",
        max_length=1000,
    )
    map_link = NHSTextInput(
        "Link to a map (optional)",
        called="Link to a map",
        max_length=2000,
        validators=[Optional(), Regexp(r"https?://\S+$", message="Enter the whole link, starting with https://")],
    )
    directions = NHSTextarea(
        "How to get there (optional)",
        called="How to get there",
        description="Buses, trams, where a taxi can stop, which door to use",
        max_length=1000,
    )
    checked_on = NHSDateInput(
        "When did somebody check this? (optional)", called="Day", description="For example, 27 3 2027"
    )
    is_used = NHSCheckbox("We use this venue now", default=True)
    submit = NHSSubmit("Save venue")

    @property
    def is_same_place(self) -> bool | None:
        """Return whether it is still the same place; None where nobody said."""
        return None

    def fill(self, venue: Venue) -> None:
        """Show the venue as it is, for a form that has not been sent."""
        known = {name: getattr(venue, name) for name in self._fields if hasattr(venue, name)}
        self.process(data=known | {name: SENT[known[name]] for name in ACCESS})

    def details(self) -> VenueDetails:
        """Return what was filled in."""
        return VenueDetails(
            name=self.name.data,
            address=self.address.data or "",
            step_free=KNOWN[self.step_free.data],
            hearing_loop=KNOWN[self.hearing_loop.data],
            parking=KNOWN[self.parking.data],
            changing_places=KNOWN[self.changing_places.data],
            quiet_room=KNOWN[self.quiet_room.data],
            map_link=self.map_link.data or "",
            directions=self.directions.data or "",
            access_notes=self.access_notes.data or "",
            checked_on=self.checked_on.data,
            is_used=bool(self.is_used.data),
        )


class ChangeVenueForm(VenueForm):
    """The same, for a venue that events may be held at."""

    same_place = NHSRadios(
        "If you changed the name or the address: is it still the same place? (optional)",
        called="The same place",
        choices=[
            ("yes", "Yes, the words are better now"),
            ("no", "No, it is another place", "Then everybody who comes has to be told"),
        ],
        validators=[Optional()],
    )

    @property
    def is_same_place(self) -> bool | None:
        """Return whether it is still the same place; None where nobody said."""
        return KNOWN.get(self.same_place.data or "not checked")
