"""What a member needs: one line of the needs passport."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired, NumberRange, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.core.nhs.fields.choices import Choice
from coproduction.members.actions.needs import NeedDetails
from coproduction.members.kinds.needs import NEEDS, ONLY_US, SEEN_BY, NeedGroup
from coproduction.members.models import Need, NeedKind, SeenBy


class NeedForm(Form):
    """More about something that is needed, and who may see it."""

    detail = NHSTextarea("What should we know about this?", called="Your answer", max_length=1000, rows=3)
    seen_by = NHSRadios(
        "Who may see this?",
        description=f"{ONLY_US} Supporters see it too, if you let them see what you need.",
        choices=list(SEEN_BY.items()),
        coerce=SeenBy,
        validators=[InputRequired("Select who may see this")],
    )
    lead_days = NHSIntegerInput(
        "How many working days does it take to arrange? (optional)",
        called="Working days",
        description="Leave this blank if you do not know. We know how long most things take.",
        validators=[Optional(), NumberRange(0, 120, "Working days must be between 0 and 120")],
    )
    submit = NHSSubmit("Save")

    def details(self, kind: NeedKind) -> NeedDetails:
        """Return what was filled in, about a need of this kind."""
        return NeedDetails(kind=kind, detail=self.detail.data, seen_by=self.seen_by.data, lead_days=self.lead_days.data)


class ChangeNeedForm(NeedForm):
    """What is written of one need, with the question that belongs to it."""

    def __init__(self, need: Need, **form: Any) -> None:
        super().__init__(obj=need, **form)
        words = NEEDS[need.kind]
        self.detail.label.text = words.detail
        self.seen_by.description = " ".join(filter(None, (words.only_if, self.seen_by.description)))


class NewNeedForm(NeedForm):
    """A new need out of one group."""

    kind = NHSRadios(
        "What do you need?", coerce=NeedKind, validators=[InputRequired("Select what you need, or go back")]
    )

    def __init__(self, group: NeedGroup, **form: Any) -> None:
        super().__init__(data={"seen_by": SeenBy.COORDINATORS}, **form)
        self.kind.choices = [
            Choice(kind, words.label, " ".join(filter(None, (words.hint, words.only_if))))
            for kind, words in group.needs.items()
        ]
