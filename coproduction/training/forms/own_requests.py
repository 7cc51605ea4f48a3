"""What a team fills in about its own request: an answer, other days, and that it is withdrawn."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.asking.days import DAYS
from coproduction.core.asking.forms import DaysQuestions
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.forms.request_steps import DaysStep, TrainingStep
from coproduction.training.models import TrainingRequest
from coproduction.training.rules import requests as rules

YES, NO = "yes", "no"


class SuggestionForm(Form):
    """Say whether what we suggest suits."""

    suits = NHSRadios(
        "Does this suit you?",
        choices=[(YES, "Yes"), (NO, "No")],
        validators=[InputRequired("Select whether it suits you")],
    )
    words = NHSTextarea(
        "What would suit you, or what should we know? (optional)",
        called="What we should know",
        description="If it does not suit you, tell us what would",
        max_length=1000,
        rows=3,
    )
    submit = NHSSubmit("Send the answer")

    @property
    def is_yes(self) -> bool:
        """Say whether it suits them."""
        return bool(self.suits.data == YES)


class OwnDaysForm(DaysQuestions, TrainingStep):
    """Ask for other days."""

    slug, title = "days", "Change the days"

    first_day = DaysStep.first_day
    second_day = DaysStep.second_day
    third_day = DaysStep.third_day
    submit = NHSSubmit("Send the days")

    @classmethod
    def of(cls, request: TrainingRequest) -> OwnDaysForm:
        """Return the form with the days as they were asked for."""
        form = cls()
        if not form.is_submitted():
            form.process(data=dict(zip(DAYS, rules.asked_days(request), strict=False)))
        return form


class WithdrawForm(Form):
    """Withdraw the request, and cancel the session with it."""

    reason = NHSTextarea(
        "Why do you withdraw? (optional)",
        called="The reason",
        description="Coordinators read this",
        max_length=500,
        rows=3,
    )
    submit = NHSSubmit("Withdraw the request", variant="warning")
