"""Which values stay when two records become one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from wtforms.validators import DataRequired, InputRequired

from coproduction.core.dates import uk_short_date
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextInput
from coproduction.members.actions.merging import CHOSEN
from coproduction.members.kinds import CHANNELS
from coproduction.members.models import Member
from coproduction.notifications.models import Channel

KEPT, OTHER = "kept", "other"
LABELS = {
    "name": "Name",
    "known_as": "Called",
    "pronouns": "Pronouns",
    "channel": "Contact them",
    "email": "Email address",
    "phone": "Phone number",
    "address": "Address",
    "contact_times": "When to contact them",
    "area": "Lives in",
    "availability": "When they can take part",
    "travel": "Travel",
    "emergency_contact": "Emergency contact",
    "remarks": "From the group’s own list",
    "joined_on": "Member since",
}


class FindForm(Form):
    """Find the other record by name."""

    words = NHSTextInput(
        "Name, or a part of it",
        called="Name",
        max_length=100,
        autocomplete="off",
        validators=[DataRequired("Enter a name")],
    )
    submit = NHSSubmit("Search", variant="secondary")


class MergeForm(Form):
    """Choose which value stays wherever both records say something, and differently."""

    submit = NHSSubmit("Continue")
    confirm = NHSSubmit("Merge these records", variant="warning")

    @property
    def taken(self) -> list[str]:
        """Return the columns whose value is taken from the other record."""
        return [column for column in CHOSEN if column in self._fields and self._fields[column].data == OTHER]

    @property
    def choices(self) -> list[Any]:
        """Return the fields in which something is chosen."""
        return [self._fields[column] for column in CHOSEN if column in self._fields]


def merge_form(kept: Member, other: Member) -> MergeForm:
    """Return the form that asks about these two, with the kept record's values chosen, and the earlier first day."""
    fields = {
        column: NHSRadios(
            LABELS[column],
            choices=[(KEPT, words_for(kept, column)), (OTHER, words_for(other, column))],
            default=OTHER if column == "joined_on" and other.joined_on < kept.joined_on else KEPT,
            validators=[InputRequired(f"Select which stays: {LABELS[column].lower()}")],
        )
        for column in CHOSEN
        if getattr(kept, column) and getattr(other, column) and getattr(kept, column) != getattr(other, column)
    }
    make: Callable[[], MergeForm] = type("MergeTheseForm", (MergeForm,), fields)
    return make()


def words_for(member: Member, column: str) -> str:
    """Return what the record says, in words."""
    value = getattr(member, column)
    if isinstance(value, Channel):
        return CHANNELS[value]
    return uk_short_date(value) if isinstance(value, date) else str(value or "Not provided")
