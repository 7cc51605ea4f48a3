"""What a member wants done about a fee that would pass their own limit."""

from __future__ import annotations

import enum

from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSRadios, NHSSubmit
from coproduction.core.nhs.fields.choices import Choice


class FeeWish(enum.StrEnum):
    """What the member wants done."""

    NONE = "none"
    LESS = "less"
    ALL = "all"
    NO = "no"
    RING = "ring"


WORDS = {
    FeeWish.NONE: ("Do not pay me a fee for this one", "You still get your expenses."),
    FeeWish.LESS: ("Pay me less for this one", "Say how much below."),
    FeeWish.ALL: ("Pay me the fee all the same", "You decide. Your limit stays as it is for the next time."),
    FeeWish.NO: ("Not this one: ask me for another week", "We take your name off this one. No reason is needed."),
    FeeWish.RING: ("Please ring me first", "We talk about it. Your place is still open to you."),
}


def _said_if_less(form: FeeForm, field: NHSIntegerInput) -> None:
    """Ask for an amount where less is wanted."""
    if form.wish.data is FeeWish.LESS and field.data is None and not field.errors:
        raise StopValidation("Enter how much you would like")


class FeeForm(Form):
    """One choice, and how many pounds if it is less."""

    wish = NHSRadios(
        "What would you like?",
        called="Your choice",
        choices=[Choice(wish, *words) for wish, words in WORDS.items()],
        coerce=FeeWish,
        validators=[InputRequired("Select what you would like")],
    )
    pounds = NHSIntegerInput(
        "How much, if you want less",
        called="How much",
        prefix="£",
        validators=[_said_if_less, Optional(), NumberRange(0, None, "Enter whole pounds")],
    )
    submit = NHSSubmit("Continue")
