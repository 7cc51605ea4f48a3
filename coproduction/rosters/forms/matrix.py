"""Which events the matrix shows, and the one thing that is done about a member and an event."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSHidden, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.rosters.actions.matrix import Chosen, Deed
from coproduction.rosters.forms.rosters import PanelDatesForm
from coproduction.rosters.pages.matrix import PairPage
from coproduction.schedule.kinds import KINDS
from coproduction.schedule.models import EventKind, Via


class MatrixForm(PanelDatesForm):
    """Between which days, and events of which kind."""

    kind = NHSRadios(
        "Which events?", choices=KINDS, coerce=EventKind, validators=[InputRequired("Select which events")]
    )
    submit = NHSSubmit("Show these events", variant="secondary")


class PairForm(Form):
    """One thing about one member and one event. `seen` is how they stood on the page."""

    deed = NHSRadios("What do you want to do?", choices=[], validators=[InputRequired("Select what to do")])
    via = NHSRadios(
        "How did they tell you?",
        description="Only if you write down an answer",
        choices=[(Via.PHONE, "By phone, or face to face"), (Via.LETTER, "By letter")],
        coerce=Via,
        default=Via.PHONE,
    )
    reason = NHSTextInput(
        "Why do you ask them all the same?",
        called="The reason",
        description="Only if something stands in the way. Only coordinators see this. Please do not write about "
        "anybody’s health",
    )
    seen = NHSHidden()
    submit = NHSSubmit("Save")

    def __init__(self, page: PairPage, **form: Any) -> None:
        super().__init__(data={"seen": page.seen}, **form)
        self.deed.choices = list(page.options)
        if not page.can_record:
            del self.via
        if not page.reasons:
            del self.reason

    def chosen(self) -> Chosen:
        """Return what was filled in."""
        deed, _, number = self.deed.data.partition(":")
        via = self.via.data if "via" in self else Via.PHONE
        return Chosen(Deed(deed), int(number), (self.reason.data or "") if "reason" in self else "", via)
