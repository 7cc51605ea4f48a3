"""What coordinators fill in about an agenda and its papers."""

from __future__ import annotations

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSIntegerInput, NHSSubmit, NHSTextarea, NHSTextInput
from coproduction.meetings.actions.agenda import ItemDetails
from coproduction.meetings.models import AgendaItem


class ItemForm(Form):
    """An item of an agenda, or a break."""

    title = NHSTextInput(
        "What it is",
        description="In plain words. For example, Budgets: what has changed, or Break",
        validators=[InputRequired("Enter what it is")],
    )
    minutes = NHSIntegerInput(
        "How many minutes it takes",
        called="Minutes",
        width=3,
        validators=[InputRequired("Enter the minutes"), NumberRange(1, 480, "Minutes must be between 1 and 480")],
    )
    owner = NHSTextInput("Who leads it (optional)", called="Who leads it")
    is_break = NHSCheckbox("It is a break")
    has_paper = NHSCheckbox("It has a paper")
    submit = NHSSubmit("Save item")

    def fill(self, item: AgendaItem) -> None:
        """Show the item as it is, for a form that has not been sent."""
        self.process(obj=item)

    def keep_paper(self, item: AgendaItem) -> None:
        """Do not ask whether there is a paper where there is one already."""
        if item.document_id is not None:
            del self.has_paper

    @property
    def wants_paper(self) -> bool:
        """Say whether the item is to have a paper."""
        return "has_paper" in self and bool(self.has_paper.data)

    def details(self) -> ItemDetails:
        """Return what was filled in."""
        return ItemDetails(
            title=self.title.data,
            minutes=self.minutes.data,
            owner=self.owner.data or "",
            is_break=self.is_break.data,
        )


class SendPapersForm(Form):
    """Send the papers; without Easy Read, only with a reason."""

    reason = NHSTextarea(
        "Why do the papers go without Easy Read?",
        called="The reason",
        description="We keep this, and show it in the report. Do not name anybody",
    )
    submit = NHSSubmit("Send the papers")
    only_ready = NHSSubmit("Send what is ready", variant="secondary")

    def ask_why(self, *, must_explain: bool, ready: int) -> None:
        """Ask for a reason only where one is needed; and beside it, offer to send those that need none."""
        if not must_explain:
            del self.reason
        if not (must_explain and ready):
            del self.only_ready
            return
        self.submit.label.text = "Send all the papers"
        self.only_ready.label.text = f"Send the {ready} {'paper that is' if ready == 1 else 'papers that are'} ready"

    @property
    def is_only_what_is_ready(self) -> bool:
        """Say whether papers without Easy Read are to stay behind."""
        return "only_ready" in self and bool(self.only_ready.data)

    @property
    def because(self) -> str:
        """Return the reason, if one was given."""
        return str(self.reason.data or "") if "reason" in self else ""
