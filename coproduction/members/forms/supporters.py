"""Who supports a member, and what they may see and do."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckboxes,
    NHSDateInput,
    NHSEmailInput,
    NHSRadios,
    NHSSubmit,
    NHSTelInput,
    NHSTextInput,
)
from coproduction.core.nhs.fields.choices import Choice
from coproduction.members.actions.supporters import SupporterDetails
from coproduction.members.kinds.supporters import GRANTS
from coproduction.members.models import Consent, ConsentWay, Grant, Supporter

CONSENT_WAYS = {
    ConsentWay.PHONE: "By phone",
    ConsentWay.LETTER: "By letter",
    ConsentWay.FACE_TO_FACE: "Face to face",
}


class GrantsForm(Form):
    """What a supporter may see and do."""

    grants = NHSCheckboxes(
        "What may they see and do?",
        description="You can change this at any time.",
        choices=[Choice(grant, words.choice, words.hint) for grant, words in GRANTS.items()],
        coerce=Grant,
    )
    submit = NHSSubmit("Save")

    def __init__(self, supporter: Supporter | None = None, **form: Any) -> None:
        held = [grant.allowed for grant in supporter.grants] if supporter else []
        super().__init__(data={"grants": held}, **form)

    @property
    def granted(self) -> frozenset[Grant]:
        """Return what was ticked."""
        return frozenset(self.grants.data)

    @property
    def consent(self) -> Consent | None:
        """Return nothing: the member does it themselves."""
        return None


class SupporterForm(GrantsForm):
    """A new supporter."""

    name = NHSTextInput("Their name", called="Their name", validators=[InputRequired("Enter their name")])
    relation = NHSTextInput(
        "How do they know you? (optional)",
        called="How they know you",
        description="For example, my sister, or my support worker",
        max_length=100,
    )
    email = NHSEmailInput(
        "Their email address",
        description="They sign in with it, as themselves. Leave it blank if they have none: they can ring us.",
        autocomplete="off",
    )
    phone = NHSTelInput("Their phone number (optional)", called="Their phone number", autocomplete="off")
    submit = NHSSubmit("Add them and tell them")

    @property
    def details(self) -> SupporterDetails:
        """Return what was filled in."""
        return SupporterDetails(
            name=self.name.data,
            relation=self.relation.data,
            email=self.email.data,
            phone=self.phone.data,
            grants=self.granted,
        )


class GrantsWithConsentForm(GrantsForm):
    """What a supporter may see and do, changed by a coordinator: with how the member agreed, if it is more."""

    consent_way = NHSRadios(
        "How did the member agree?",
        choices=list(CONSENT_WAYS.items()),
        coerce=ConsentWay,
        validators=[Optional()],
    )
    consent_on = NHSDateInput(
        "Which day did they agree?",
        called="The day they agreed",
        description="For example, 24 7 2026",
        validators=[Optional()],
    )

    @property
    def consent(self) -> Consent | None:
        """Return how and when the member agreed; nothing unless both are filled in."""
        way, on = self.consent_way.data, self.consent_on.data
        return Consent(way, on) if way and on else None


class SupporterWithConsentForm(SupporterForm):
    """A new supporter whom a coordinator adds for the member, who has agreed."""

    consent_way = NHSRadios(
        "How did the member agree?",
        choices=list(CONSENT_WAYS.items()),
        coerce=ConsentWay,
        validators=[InputRequired("Select how the member agreed")],
    )
    consent_on = NHSDateInput(
        "Which day did they agree?",
        called="The day they agreed",
        description="For example, 24 7 2026",
        validators=[InputRequired("Enter the day they agreed")],
    )

    @property
    def consent(self) -> Consent:
        """Return how and when the member agreed."""
        return Consent(self.consent_way.data, self.consent_on.data)
