"""The questions where people take part, which every form about an event asks alike."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSCheckboxes, NHSRadios, NHSSelect, NHSTextarea, NHSTextInput
from coproduction.schedule.models import EventFormat
from coproduction.schedule.words.sites import ACCESS


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


class SiteQuestions:
    """Where somebody outside the group would have it, and who can get in: for a step to begin with."""

    format = format_question()
    site = NHSTextInput(
        "Name and address of the site",
        called="Site",
        description="Leave this empty if it is only online",
    )
    access = NHSCheckboxes(
        "What does the site have? (optional)",
        called="Access",
        description="Select all that you are sure of",
        choices=list(ACCESS.items()),
    )
    access_notes = NHSTextarea(
        "Anything else about getting in (optional)",
        called="About getting in",
        description="For example, that the lift is small",
        max_length=500,
        rows=3,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. What is not only online has a site."""
        is_good: bool = super().validate(extra_validators)  # type: ignore[misc]  # of the form that begins with these
        if is_good and self.format.data is not EventFormat.ONLINE and not self.site.data:
            self.site.errors = ["Enter the name and address of the site"]
            return False
        return is_good
