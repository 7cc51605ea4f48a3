"""A sign-up that a coordinator enters for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.validators import InputRequired, ValidationError

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSRadios, NHSSubmit
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.models import Consent, ConsentWay


class ConsentForm(Form):
    """How and when the person said that a coordinator may fill in their answers. `today` is set by the view."""

    way = NHSRadios(
        "How did they say yes?",
        choices=list(CONSENT_WAYS.items()),
        coerce=ConsentWay,
        validators=[InputRequired("Select how they said yes")],
    )
    on = NHSDateInput(
        "When did they say yes?",
        called="The day they said yes",
        description="For example, 24 7 2026",
        validators=[InputRequired("Enter the day they said yes")],
    )
    submit = NHSSubmit("Start")
    today: date

    def validate_on(self, field: Any) -> None:
        """Refuse a day that has not come yet."""
        if field.data and field.data > self.today:
            raise ValidationError("The day they said yes must be today or in the past")

    @property
    def consent(self) -> Consent:
        """Return what was filled in."""
        return Consent(self.way.data, self.on.data)


class DeleteForm(Form):
    """One button: the sign-up goes for good."""

    submit = NHSSubmit("Delete this sign-up", variant="warning")
