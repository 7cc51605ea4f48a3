"""What coordinators fill in about an arrangement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired, Optional, Regexp

from coproduction.accounts.models import Account
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSelect, NHSSubmit, NHSTextarea, NHSTextInput
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.models import Arrangement, ArrangementState
from coproduction.schedule.rules.arrangements import moves_by_hand
from coproduction.schedule.words.arrangements import SAID

AMOUNT = r"£?\d{1,6}(\.\d\d)?$"


class BookingForm(Form):
    """How far an arrangement has come, with whom, for how much, and who looks after it."""

    state = NHSRadios("How far is it?", coerce=ArrangementState, validators=[InputRequired("Select how far it is")])
    supplier = NHSTextInput(
        "Who provides it? (optional)", called="Who provides it", description="For example, an agency or the venue"
    )
    cost = NHSTextInput(
        "Cost (optional)",
        called="Cost",
        description="For example, 180 or 42.50",
        prefix="£",
        width=10,
        validators=[Optional(), Regexp(AMOUNT, message="Enter the cost in pounds, like 180 or 42.50")],
    )
    reference = NHSTextInput("Their reference (optional)", called="Their reference", width=20)
    owner_id = NHSSelect("Who looks after it?", coerce=int, validators=[InputRequired("Select who looks after it")])
    reason = NHSTextInput(
        "What happened? (optional)",
        called="What happened",
        description="For example, they have nobody free that day. Only coordinators can read it",
    )
    submit = NHSSubmit("Save")

    def __init__(self, arrangement: Arrangement, *, staff: Sequence[Account], **form: Any) -> None:
        super().__init__(**form)
        states = [arrangement.state, *moves_by_hand(arrangement.state)]
        self.state.choices = [(state, *SAID[state]) for state in SAID if state in states]
        self.owner_id.choices = [(account.id, account.name) for account in staff]

    def fill(self, arrangement: Arrangement) -> None:
        """Show the arrangement as it is, for a form that has not been sent."""
        pence = arrangement.cost
        self.process(obj=arrangement)
        self.cost.data = "" if pence is None else f"{pence // 100}.{pence % 100:02}"

    def booking(self) -> Booking:
        """Return what was filled in."""
        pounds, _, pence = (self.cost.data or "").removeprefix("£").partition(".")
        return Booking(
            state=self.state.data,
            supplier=self.supplier.data,
            cost=int(pounds) * 100 + int(pence or 0) if pounds else None,
            reference=self.reference.data,
            owner_id=self.owner_id.data,
            reason=self.reason.data,
        )


class InsteadForm(Form):
    """What was agreed with the member in place of what they need."""

    instead = NHSTextarea(
        "What did you agree?",
        description="The member reads this on the page of the event. So does a supporter who may see what they need",
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter what you agreed")],
    )
    submit = NHSSubmit("Save what we agreed")
