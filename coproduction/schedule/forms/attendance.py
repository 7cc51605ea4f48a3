"""Who came: what a coordinator marks, and the code with which a member checks in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSubmit, NHSTextInput
from coproduction.schedule.models import Place, PlaceState
from coproduction.schedule.rules import outcomes_of


class CheckInForm(Form):
    """The code that the coordinator shows in the room."""

    code = NHSTextInput(
        "Code for today",
        description="The coordinator shows it, or tells you. It has 6 numbers",
        validators=[InputRequired("Enter the code for today")],
    )
    submit = NHSSubmit("Check in")


def marks_in(sent: Mapping[str, str], places: Sequence[Place]) -> dict[int, PlaceState]:
    """Return what was marked for each of the places; what nobody can be is left out."""
    marked = {place.id: sent.get(f"place-{place.id}", "") for place in places}
    return {place.id: PlaceState(marked[place.id]) for place in places if marked[place.id] in outcomes_of(place)}
