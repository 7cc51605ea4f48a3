"""What a member can choose about payment, in words (practice, section 2.3). The name of a benefit is never asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.models import PaymentChoice


class Chosen(NamedTuple):
    """One choice, and what it means."""

    label: str
    hint: str


CHOICES: Mapping[PaymentChoice, Chosen] = {
    PaymentChoice.PAID: Chosen("Pay me", "The fee that each offer states, and expenses."),
    PaymentChoice.EXPENSES_ONLY: Chosen("Expenses only", "What you spend comes back to you. No fee."),
    PaymentChoice.LESS: Chosen("Pay me less", "We agree with you how much."),
    PaymentChoice.CHARITY: Chosen("Give my fee to a charity", "You tell us which. It is not paid to you."),
    PaymentChoice.ASK: Chosen("Ask me each time", "You decide for each thing that you do."),
}
