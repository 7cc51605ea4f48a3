"""What coordinators fill in about minutes, decisions and actions."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms.validators import InputRequired

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_short_date
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSDateInput,
    NHSRadios,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.meetings.actions.points import PointDetails
from coproduction.meetings.models import ActionPoint
from coproduction.schedule.models import Event


class MinutesForm(Form):
    """Write the minutes."""

    text = NHSTextarea(
        "Minutes",
        description="Begin a heading with ## and a line of a list with a dash. Do not write about anybody’s health",
        rows=20,
        max_length=40_000,
        validators=[InputRequired("Enter the minutes")],
    )
    submit = NHSSubmit("Save minutes")


class AgreeForm(Form):
    """Which meeting agreed the minutes."""

    meeting = NHSRadios(
        "Which meeting agreed the minutes?",
        called="The meeting",
        coerce=int,
        validators=[InputRequired("Select the meeting that agreed the minutes")],
    )
    submit = NHSSubmit("Mark as agreed")

    def offer(self, meetings: Sequence[Event]) -> None:
        """Offer the meetings that can have agreed them."""
        self.meeting.choices = [(each.id, f"{each.title}, {uk_short_date(each.starts_at)}") for each in meetings]


class DecisionForm(Form):
    """Note a decision."""

    words = NHSTextInput(
        "What was decided",
        description="One plain sentence",
        max_length=500,
        validators=[InputRequired("Enter what was decided")],
    )
    submit = NHSSubmit("Save decision")


class ActionForm(Form):
    """Note what somebody said they would do."""

    words = NHSTextInput("What will be done", max_length=500, validators=[InputRequired("Enter what will be done")])
    owner = NHSSelect("Who does it", validators=[InputRequired("Select who does it")])
    due_on = NHSDateInput(
        "By which day",
        called="The day",
        description="For example, 14 1 2027",
        validators=[InputRequired("Enter the day")],
    )
    submit = NHSSubmit("Save action")

    def offer(self, members: Sequence[AnyRow], staff: Sequence[AnyRow]) -> None:
        """Offer everybody who can say that they do it."""
        self.owner.choices = [
            *((f"member-{row.id}", row.name) for row in members),
            *((f"staff-{row.id}", f"{row.name}, coordinator") for row in staff),
        ]

    def fill(self, point: ActionPoint) -> None:
        """Show the action as it is, for a form that has not been sent."""
        owner = f"member-{point.member_id}" if point.member_id else f"staff-{point.account_id}"
        self.process(words=point.words, owner=owner, due_on=point.due_on)

    def details(self) -> PointDetails:
        """Return what was filled in."""
        kind, _, number = self.owner.data.partition("-")
        is_member = kind == "member"
        return PointDetails(
            words=self.words.data,
            member_id=int(number) if is_member else None,
            account_id=None if is_member else int(number),
            due_on=self.due_on.data,
        )
