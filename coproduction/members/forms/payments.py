"""How a member would like to be paid."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired, NumberRange, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSDateInput, NHSIntegerInput, NHSRadios, NHSSubmit
from coproduction.core.nhs.fields.choices import Choice
from coproduction.members.actions.payments import PaymentWish, Told
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.kinds.payments import CHOICES
from coproduction.members.models import ConsentWay, PaymentChoice

LARGEST = 10_000
IN_RANGE = NumberRange(0, LARGEST, f"Enter whole pounds, up to {LARGEST:,}")


class PaymentForm(Form):
    """A choice, whether to be asked first, and private limits."""

    choice = NHSRadios(
        "What would you like?",
        called="Your choice",
        choices=[Choice(choice, words.label, words.hint) for choice, words in CHOICES.items()],
        coerce=PaymentChoice,
        validators=[InputRequired("Select what you would like")],
    )
    ask_first = NHSCheckbox("Ask me before booking anything paid", description="Coordinators see this.")
    weekly_cap = NHSIntegerInput(
        "Most I would like to be paid in a week (optional)",
        called="Most in a week",
        prefix="£",
        validators=[Optional(), IN_RANGE],
    )
    monthly_cap = NHSIntegerInput(
        "Most I would like to be paid in a month (optional)",
        called="Most in a month",
        prefix="£",
        validators=[Optional(), IN_RANGE],
    )
    submit = NHSSubmit("Save")

    @property
    def wish(self) -> PaymentWish:
        """Return what was filled in."""
        return PaymentWish(
            choice=self.choice.data,
            ask_first=self.ask_first.data,
            weekly_cap=self.weekly_cap.data,
            monthly_cap=self.monthly_cap.data,
        )


class ToldPaymentForm(PaymentForm):
    """What a member who has never signed in told a coordinator: never filled in from what is kept."""

    way = NHSRadios(
        "How did they tell you?",
        choices=list(CONSENT_WAYS.items()),
        coerce=ConsentWay,
        validators=[InputRequired("Select how they told you")],
    )
    on = NHSDateInput(
        "When did they tell you?",
        called="The day they told you",
        description="For example, 24 7 2027. It can be today",
        validators=[InputRequired("Enter the day they told you")],
    )

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.choice.label.text = "What would they like?"
        self.choice.description = "You can read these out to them."
        self.ask_first.label.text = "Ask them before booking anything paid"
        self.weekly_cap.label.text = "Most they would like to be paid in a week (optional)"
        self.monthly_cap.label.text = "Most they would like to be paid in a month (optional)"
        self.submit.label.text = "Save what they told you"

    @property
    def told(self) -> Told:
        """Return how and when they told it."""
        return Told(self.way.data, self.on.data)
