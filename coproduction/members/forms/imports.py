"""Sending a list of members, saying what its columns hold, and bringing it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSFileUpload, NHSSelect, NHSSubmit
from coproduction.members.rules.import_fields import FIELDS, Field, Matching

MEGABYTES = 2  # as much as any form may be: 5,000 rows are less


class UploadForm(Form):
    """Send a list of members."""

    file = NHSFileUpload(
        "Your list of members",
        description=f"An Excel workbook (.xlsx) or a CSV file, up to {MEGABYTES} megabytes and 5,000 rows",
        accept=".csv,.xlsx,.txt,.tsv",
        validators=[InputRequired("Choose a file")],
    )
    submit = NHSSubmit("Continue")


class ImportForm(Form):
    """Bring the list in."""

    welcome = NHSCheckbox(
        "Tell everybody who is new that they can use this website now",
        description="Leave this blank to tell nobody. You can send the welcome later, from each member’s page. "
        "The law says that people know within a month that we hold their details. The to-do list reminds you.",
    )
    submit = NHSSubmit("Bring these members in")


class MatchForm(Form):
    """Say what each column holds."""

    submit = NHSSubmit("Check the list")

    @property
    def matching(self) -> dict[int, Field]:
        """Return which column holds what; columns that are left out are not there."""
        chosen = {name: field.data for name, field in self._fields.items() if name.startswith("column_")}
        return {int(name.removeprefix("column_")): Field(data) for name, data in chosen.items() if data}


def match_form(columns: Sequence[str], examples: Sequence[str], *, matching: Matching) -> MatchForm:
    """Return the form that asks about these columns, each with an example of what stands in it."""
    choices = [(field.value, words.label) for field, words in FIELDS.items()]
    fields = {
        f"column_{number}": NHSSelect(
            heading,
            description=f"For example: {examples[number]}" if examples[number] else "This column is empty",
            blank="Leave this column out",
            choices=choices,
            default=matching.get(number, ""),
        )
        for number, heading in enumerate(columns)
    }
    make: Callable[[], MatchForm] = type("MatchTheseForm", (MatchForm,), fields)
    return make()
