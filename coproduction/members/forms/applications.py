"""What coordinators fill in when they answer an applicant, and what applicants fill in afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import DataRequired, InputRequired, Optional

from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.members.forms.reasons import reason_field

NOBODY = "new"
NO_HEALTH = "Leave out anything about health or support needs."


class AcceptForm(Form):
    """Yes to an applicant; and whether one of these earlier memberships of somebody like them is theirs."""

    former = NHSRadios(
        "Were they a member before?",
        description="Bring a membership back only if you are sure. You can ring the number that we had before.",
        called="Whether they were a member before",
        coerce=str,
        validators=[InputRequired("Select whether they were a member before")],
    )
    reason = reason_field()
    submit = NHSSubmit("Accept and welcome them")

    def __init__(self, found: Sequence[Any], **form: Any) -> None:
        super().__init__(**form)
        if found:
            self.former.choices = [*((str(one.id), _left(one)) for one in found), (NOBODY, "No, this is somebody new")]
        else:
            del self.former

    @property
    def former_id(self) -> int | None:
        """Return the earlier record that is brought back; None for somebody new."""
        return int(self.former.data) if "former" in self and self.former.data != NOBODY else None


def _left(record: Any) -> str:
    left = f" on {uk_short_date(uk_wall(record.left_at))}" if record.left_at else ""
    return f"Yes: {record.name} left{left}. Bring this membership back"


class DeclineForm(Form):
    """A kind answer to somebody who cannot join now."""

    message = NHSTextarea(
        "Your message",
        description=f"Say why, kindly and in plain words. {NO_HEALTH}",
        max_length=2000,
        rows=8,
        validators=[DataRequired("Enter your message")],
    )
    other_way = NHSTextarea(
        "Another way to be heard",
        description="For example, an open event, a survey, or another group that would like to hear from them.",
        max_length=1000,
        rows=4,
        validators=[DataRequired("Enter another way to be heard")],
    )
    submit = NHSSubmit("Decline and tell them", variant="secondary")


class AskForm(Form):
    """A question to the applicant."""

    question = NHSTextarea(
        "What would you like to know?",
        description=f"They read your words as you write them. {NO_HEALTH}",
        called="What you would like to know",
        max_length=2000,
        rows=6,
        validators=[DataRequired("Enter what you would like to know")],
    )
    submit = NHSSubmit("Ask them")


class ReplyForm(Form):
    """What the applicant answered or would like to add."""

    words = NHSTextarea("Your words", max_length=4000, rows=8, validators=[DataRequired("Enter your words")])
    submit = NHSSubmit("Send")


class NoteReplyForm(Form):
    """What the applicant told a coordinator, by phone or letter."""

    words = NHSTextarea(
        "What they told you", max_length=4000, rows=8, validators=[DataRequired("Enter what they told you")]
    )
    submit = NHSSubmit("Save their reply")


class OfferChatForm(Form):
    """When and how an applicant is offered a chat."""

    offer = NHSTextarea(
        "When and how",
        description="For example: by phone on Tuesday 12 January at 10am, or in our office on Thursday at 2pm.",
        max_length=1000,
        rows=4,
        validators=[DataRequired("Enter when and how you could talk")],
    )
    chat_on = NHSDateInput(
        "First of these days",
        description="It is for your to-do list. For example, 24 7 2027",
        validators=[InputRequired("Enter the first of these days")],
    )
    submit = NHSSubmit("Offer the chat")


class NoteChatForm(Form):
    """How a chat went."""

    note = NHSTextarea(
        "What you talked about (optional)",
        description="Other coordinators can read this. If they did not want a chat, say so here.",
        called="What you talked about",
        max_length=2000,
        rows=6,
        validators=[Optional()],
    )
    submit = NHSSubmit("Save and thank them")


class WaitingListForm(Form):
    """Why somebody waits, and until when."""

    why = NHSTextarea(
        "Why they have to wait",
        description=f"They read your words as you write them. {NO_HEALTH}",
        max_length=1000,
        rows=4,
        validators=[DataRequired("Enter why they have to wait")],
    )
    look_again_on = NHSDateInput(
        "When you look at the list again",
        description="We tell them this day. For example, 24 7 2027",
        called="The day when you look at the list again",
        validators=[InputRequired("Enter the day when you look at the list again")],
    )
    submit = NHSSubmit("Put on the waiting list and tell them")


class WithdrawForm(Form):
    """Somebody does not want to join any more, and told a coordinator, or cannot."""

    reason = NHSTextarea(
        "What they told you (optional)", called="What they told you", max_length=1000, rows=3, validators=[Optional()]
    )
    tell = NHSRadios(
        "Should we confirm it to them?",
        called="Whether we confirm it to them",
        choices=[
            ("yes", "Yes, in the way they chose"),
            ("no", "No", "They asked us not to write, or they have died. We then send them nothing that still waits."),
        ],
        validators=[InputRequired("Select whether we should confirm it to them")],
    )
    submit = NHSSubmit("Take them off our list", variant="warning")

    @property
    def is_told(self) -> bool:
        """Say whether it is confirmed to them."""
        return bool(self.tell.data == "yes")
