"""What coordinators look for in the list of members."""

from __future__ import annotations

from typing import Any

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import Choice, NHSSelect, NHSSubmit, NHSTextInput
from coproduction.members.kinds import INTERESTS, MEMBER_STATES, NEEDS
from coproduction.members.queries.listing import ANY_BOOKING
from coproduction.members.rules import TO_BOOK, tidy_area

EVERYBODY = "Everybody in the group"
ANYTHING = "Anything"
NEWS = "would-like-news"
MEMBERSHIPS = [
    *((state.value, words) for state, words in MEMBER_STATES.items()),
    (NEWS, "Left, and would like to hear from us"),
]


def _needs() -> list[Choice]:
    return [
        Choice(ANY_BOOKING, "Anything that must be booked"),
        *(Choice(kind.value, NEEDS[kind].label) for kind in TO_BOOK),
    ]


class SearchForm(Form):
    """Find members. Whatever is left blank does not count."""

    words = NHSTextInput(
        "Name, email address, phone number or area",
        description="A part of it is enough",
        called="What you search for",
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )
    state = NHSSelect("Membership", blank=EVERYBODY, choices=MEMBERSHIPS)
    area = NHSTextInput(
        "Lives in",
        description="The first half of a postcode, or how the name of a town begins. For example, NG7",
        max_length=40,
        width=10,
        autocomplete="off",
        filters=[tidy_area],
    )
    interest = NHSSelect(
        "Likes to take part in",
        blank=ANYTHING,
        choices=[(interest.value, words) for interest, words in INTERESTS.items()],
    )
    qualification = NHSSelect("Has a qualification that counts today", blank=ANYTHING)
    need = NHSSelect("Needs something booked", blank=ANYTHING, choices=_needs)
    submit = NHSSubmit("Search", variant="secondary")

    def __init__(self, *, qualifications: list[tuple[str, str]], **form: Any) -> None:
        super().__init__(**form)
        self.qualification.choices = qualifications
