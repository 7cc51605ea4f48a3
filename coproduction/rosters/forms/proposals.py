"""What coordinators fill in on the pages of a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import Choice as Answer
from coproduction.core.nhs.fields import NHSIntegerInput, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.rosters.actions.drafts import Ticks
from coproduction.rosters.forms.rosters import A_FEW_HOURS
from coproduction.rosters.forms.searches import WHAT_HAPPENS, WHAT_THEN, until_when
from coproduction.rosters.queries import Choice

PICK, SHOWN, HERE = "pick", "shown", "here"
_CHOICE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


class ProposalForm(Form):
    """Ask the members who are ticked, or see another proposal that keeps them.

    `choose` names the place for which somebody else is chosen, and `page` the page to go to.
    """

    hours = NHSIntegerInput(
        "How many hours they have to answer (optional)",
        called="The number of hours",
        description="If you leave it empty, each has the time that stands in the settings",
        width=3,
        validators=[Optional(), *A_FEW_HOURS],
    )
    wanted = NHSRadios(WHAT_HAPPENS, choices=WHAT_THEN)
    ask = NHSSubmit("Ask these members")
    again = NHSSubmit("Propose again", variant="secondary")
    anew = NHSSubmit("Start again with everybody", variant="secondary")

    def fill(self, hours: int | None, asks_next: bool | None) -> None:
        """Show what is kept, unless the form was sent."""
        if not self.is_submitted():
            self.hours.process_data(hours)
            self.wanted.data = None if asks_next is None else "yes" if asks_next else "no"

    def say_last_asking(self, hours: int) -> None:
        """Say until when the next is asked by itself."""
        self.wanted.description = until_when(hours)

    @property
    def asks_next(self) -> bool | None:
        """Return whether the next is asked by itself; None if nothing was chosen, and it stays as it is."""
        return {"yes": True, "no": False}.get(self.wanted.data or "")


class ChooseForm(Form):
    """Put somebody else into the proposal."""

    member = NHSRadios(
        "Whom do you want to put in?", choices=[], coerce=int, validators=[InputRequired("Select a member")]
    )
    reason = NHSTextInput(
        "Why do you choose them all the same?",
        called="The reason",
        description="Only if something stands in the way. Only coordinators see this. Please do not write about "
        "anybody’s health",
    )
    submit = NHSSubmit("Put them in")

    def __init__(self, options: Iterable[tuple[int, str, str]], **form: Any) -> None:
        super().__init__(**form)
        self.member.choices = [Answer(*option) for option in options]


def ticks_in(sent: MultiDict[str, str]) -> Ticks:
    """Return what the ticks of a page say, and which events it showed."""
    here = {int(value) for value in sent.getlist(HERE) if _is_number(value)}
    return Ticks(_choices(sent.getlist(PICK)), _choices(sent.getlist(SHOWN)), here)


def place_in(sent: MultiDict[str, str]) -> tuple[int, int | None] | None:
    """Return for which role somebody else is chosen, and in whose place; None if that was not pressed."""
    role, _, member = sent.get("choose", "").partition("-")
    if not (_is_number(role) and (not member or _is_number(member))):
        return None
    return int(role), int(member) if member else None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10


def _choices(values: list[str]) -> list[Choice]:
    found = (_CHOICE.fullmatch(value) for value in values)
    return [Choice(int(one[1]), int(one[2])) for one in found if one]
