"""How often a member takes part at the most."""

from __future__ import annotations

from typing import Any

from wtforms.validators import NumberRange, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSSubmit
from coproduction.members.actions.turn_limits import Most


class TurnLimitsForm(Form):
    """The most times in a week and in a month, and days of rest: all may stay blank."""

    weekly = NHSIntegerInput(
        "Most times in a week (optional)",
        called="Most times in a week",
        validators=[Optional(), NumberRange(0, 7, "Enter a number of times, up to 7")],
    )
    monthly = NHSIntegerInput(
        "Most times in a month (optional)",
        called="Most times in a month",
        validators=[Optional(), NumberRange(0, 31, "Enter a number of times, up to 31")],
    )
    rest_days = NHSIntegerInput(
        "Days of rest between two (optional)",
        description="With 1, you are free the day before and the day after",
        called="Days of rest",
        validators=[Optional(), NumberRange(0, 28, "Enter a number of days, up to 28")],
    )
    submit = NHSSubmit("Save")

    @property
    def most(self) -> Most:
        """Return what was filled in."""
        return Most(self.weekly.data, self.monthly.data, self.rest_days.data)


class ToldTurnLimitsForm(TurnLimitsForm):
    """What a member who has never signed in told a coordinator: never filled in from what is kept."""

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.rest_days.description = "With 1, they are free the day before and the day after"
