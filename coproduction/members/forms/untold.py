"""Who knows by now that we hold their details."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wtforms.validators import InputRequired

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSSubmit
from coproduction.members.kinds import CHANNELS
from coproduction.members.rules import DETAIL_OF

EVERYBODY = "everybody"


class ToldForm(Form):
    """Tick who was told. The choices are those of the page."""

    told = NHSCheckboxes(
        "Who knows now?",
        called="Who knows now",
        validators=[InputRequired("Select who knows now")],
    )
    submit = NHSSubmit("Save that they know")

    def offer(self, rows: Sequence[AnyRow]) -> None:
        """Ask about these members, and about all of them at once if they are several."""
        everybody = [(EVERYBODY, f"Everybody on this page ({len(rows)} people)")] if len(rows) > 1 else []
        self.told.choices = [*everybody, *((str(row.id), row.name, _more(row)) for row in rows)]

    def chosen(self, rows: Sequence[AnyRow]) -> Collection[int]:
        """Return the ids of those who were told, of the members of the page."""
        if EVERYBODY in self.told.data:
            return [row.id for row in rows]
        return [int(number) for number in self.told.data]


def _more(row: AnyRow) -> str:
    """Say where they live, how to reach them, and when their details came in."""
    reached = " ".join((getattr(row, DETAIL_OF[row.channel]) or "not provided").split())
    lives = f"{row.area}. " if row.area else ""
    since = uk_short_date(uk_wall(row.untold_since).date())
    return f"{lives}{CHANNELS[row.channel]}: {reached}. Brought in on {since}."
