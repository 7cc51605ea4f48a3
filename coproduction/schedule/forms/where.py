"""The questions where people take part, which every form about an event asks alike."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSRadios, NHSSelect
from coproduction.schedule.models import EventFormat


def format_question() -> NHSRadios:
    """Return the question whether people take part in person, online or both."""
    return NHSRadios(
        "Where people take part",
        choices=[
            (EventFormat.IN_PERSON, "In person"),
            (EventFormat.ONLINE, "Online"),
            (EventFormat.HYBRID, "Both: people choose"),
        ],
        coerce=EventFormat,
        validators=[InputRequired("Select where people take part")],
    )


def venue_question() -> NHSSelect:
    """Return the question which of the known venues it is. The form gives it its choices."""
    return NHSSelect(
        "Venue", description="Leave this as it is if it is only online", blank="Not in the list", coerce=int
    )
