"""What coordinators fill in about the life of a membership."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, Optional

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSCheckboxes,
    NHSDateInput,
    NHSHidden,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
)
from coproduction.members.actions.deaths import Elsewhere
from coproduction.members.actions.departures import Leaving
from coproduction.members.forms.reasons import reason_field
from coproduction.members.queries.deaths import Alike

TODAY_IS_FINE = "For example, 24 7 2027. It can be today"


def _note(called: str, *, rows: int = 3) -> NHSTextarea:
    """Return the question for what coordinators like to keep beside a step, which may stay empty."""
    return NHSTextarea(
        f"{called} (optional)",
        description="Other coordinators can read this.",
        called=called,
        max_length=1000,
        rows=rows,
        validators=[Optional()],
    )


class StepForm(Form):
    """A step of the induction that was done."""

    done_on = NHSDateInput(
        "Day it was done",
        description=TODAY_IS_FINE,
        validators=[InputRequired("Enter the day it was done")],
    )
    note = _note("Note")
    submit = NHSSubmit("Save as done")


class BuddyForm(Form):
    """The buddy of a new member. The choices are set by the view."""

    buddy = NHSSelect(
        "Who is their buddy?",
        called="Who their buddy is",
        coerce=int,
        validators=[InputRequired("Select who their buddy is")],
    )
    done_on = NHSDateInput(
        "Day they agreed",
        description=TODAY_IS_FINE,
        validators=[InputRequired("Enter the day they agreed")],
    )
    note = _note("Note")
    submit = NHSSubmit("Save their buddy")


class PauseForm(Form):
    """A rest."""

    reason = reason_field("Why, if they said so (optional)")
    submit = NHSSubmit("Pause and tell them")


class ProbationForm(Form):
    """The end of a probation."""

    note = _note("How it went", rows=4)
    submit = NHSSubmit("Make them a full member and tell them")


class ReviewForm(Form):
    """A yearly review."""

    held_on = NHSDateInput(
        "Day of the review",
        description=TODAY_IS_FINE,
        validators=[InputRequired("Enter the day of the review")],
    )
    note = NHSTextarea(
        "What you talked about",
        description="How it goes, what they would like to do next, what would help. Other coordinators can read this.",
        max_length=3000,
        rows=8,
        validators=[DataRequired("Enter what you talked about")],
    )
    submit = NHSSubmit("Save the review")


class RenewForm(Form):
    """Another term after the one that the page showed."""

    terms = NHSHidden()
    submit = NHSSubmit("Give them another term and tell them")

    @property
    def seen(self) -> int:
        """Return how many terms the page said that they have had; 0 for what no page says."""
        shown = self.terms.data or ""
        return int(shown) if shown.isdecimal() else 0


class LeaveForm(Form):
    """How somebody leaves, or how their term ends."""

    leaves_on = NHSDateInput(
        "Their last day",
        description="For example, 24 7 2027. If it is today, all of this happens at once",
        validators=[InputRequired("Enter their last day")],
    )
    reason = reason_field("Why, if they said so (optional)")
    wants_exit_talk = NHSCheckbox("They would like a talk about how it was for them")
    wants_reference = NHSCheckbox("They would like a reference")
    keeps_in_touch = NHSCheckbox("They would like to hear from us afterwards")
    submit = NHSSubmit("Save and tell them")

    def plan(self, *, term_ends: bool) -> Leaving:
        """Return what was filled in."""
        return Leaving(
            leaves_on=self.leaves_on.data,
            reason=self.reason.data or "",
            wants_exit_talk=self.wants_exit_talk.data,
            wants_reference=self.wants_reference.data,
            keeps_in_touch=self.keeps_in_touch.data,
            term_ends=term_ends,
        )


class DeathForm(Form):
    """A death. The box is there because what stops stays stopped."""

    reason = reason_field("How we heard (optional)", called="How we heard")
    same = NHSCheckboxes(
        "Are these the same person? (optional)",
        called="The same person",
        description="Tick what is theirs: it stops too. People can share a phone number, an email address or a name.",
    )
    sure = NHSCheckbox(
        "I am sure that this is the right person",
        validators=[InputRequired("Tick the box to show that this is the right person")],
    )
    submit = NHSSubmit("Stop everything for them", variant="warning")

    def offer(self, alike: Alike) -> None:
        """Ask about what may be of the same person. Without any there is no question."""
        self.same.choices = [
            *((f"member-{one.id}", _member_in_words(one)) for one in alike.members),
            *(
                (f"application-{one.id}", f"{one.name} asked to join on {uk_short_date(uk_wall(one.submitted_at))}")
                for one in alike.applications
            ),
            *(
                (f"chat-{one.id}", f"{one.name} asked for a chat on {uk_short_date(uk_wall(one.asked_at))}")
                for one in alike.chats
            ),
        ]
        if not self.same.choices:
            del self.same

    @property
    def elsewhere(self) -> Elsewhere:
        """Return what was ticked."""
        ticked = self.same.data if "same" in self else []
        ids = {
            kind: [int(one.removeprefix(f"{kind}-")) for one in ticked if one.startswith(f"{kind}-")]
            for kind in ("member", "application", "chat")
        }
        return Elsewhere(members=ids["member"], applications=ids["application"], chats=ids["chat"])


class ForgetForm(Form):
    """Deleting who somebody was. The box is there because it cannot be taken back."""

    asked = NHSCheckbox(
        "They asked for this, or somebody close to them if they have died",
        validators=[InputRequired("Tick the box to show that they asked for this")],
    )
    submit = NHSSubmit("Delete their details", variant="warning")


def _member_in_words(one: AnyRow) -> str:
    lives = f", {one.area}" if one.area else ""
    return f"{one.name}{lives}, member since {uk_short_date(one.joined_on)}"


class MistakeForm(Form):
    """A death that was written down by mistake."""

    reason = NHSTextarea(
        "How did the mistake come about?",
        description="Other coordinators can read this. For example, two members have the same name.",
        called="How the mistake came about",
        max_length=500,
        rows=3,
        validators=[DataRequired("Enter how the mistake came about")],
    )
    sure = NHSCheckbox(
        "I am sure that they are alive",
        validators=[InputRequired("Tick the box to show that you are sure")],
    )
    submit = NHSSubmit("Take it back")
