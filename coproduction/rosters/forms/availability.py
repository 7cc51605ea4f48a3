"""About which dates members are asked, and what they say to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import InputRequired, Length

from coproduction.core.dates import uk_date
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSDateInput, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.rosters.emails import date_words
from coproduction.rosters.models import Availability, CanCome
from coproduction.rosters.rules import answer_of
from coproduction.schedule.forms.dates import AskedDate, DatesForm, dates_form
from coproduction.schedule.models import Event, Via

LONGEST = 500
ANSWERS = ((CanCome.YES, "Yes"), (CanCome.MAYBE, "Maybe"), (CanCome.NO, "No"))


class ChooseEventsForm(Form):
    """Tick the events about which members are asked."""

    events = NHSCheckboxes(
        "About which events?", coerce=int, validators=[InputRequired("Select one event or more")], choices=[]
    )
    submit = NHSSubmit("Continue")

    def __init__(self, events: Sequence[Event], *, ticked: Sequence[int] = (), **form: Any) -> None:
        super().__init__(data={"events": ticked}, **form)
        self.events.choices = [(event.id, event.title, uk_date(event.starts_at)) for event in events]


class AskWhenForm(Form):
    """By when members are asked to answer, and what else they are told."""

    answer_by = NHSDateInput(
        "Answer by",
        description="A week gives most people time to ask somebody",
        validators=[InputRequired("Enter the day to answer by")],
    )
    words = NHSTextarea(
        "Anything else that members should know (optional)",
        called="What else members should know",
        description="Everybody who is asked can read this. Please do not write about anybody’s health",
        validators=[Length(max=LONGEST, message=f"Use {LONGEST} characters or fewer")],
    )
    submit = NHSSubmit("Ask these members")


class CanComeForm(DatesForm):
    """When a member could take part: each date by itself, or none of them."""

    none = NHSSubmit("None of these", variant="secondary")


class RecordCanComeForm(CanComeForm):
    """What a member said by phone or letter."""

    via = NHSRadios(
        "How did they tell you?",
        choices=[(Via.PHONE, "By phone, or face to face"), (Via.LETTER, "By letter")],
        coerce=Via,
        validators=[InputRequired("Select how they told you")],
    )


def can_come_form(rows: Sequence[Availability]) -> CanComeForm:
    """Return the questions to a member about what they were asked, or to their supporter."""
    return dates_form(CanComeForm, _dates(rows), choices=ANSWERS)


def record_form(rows: Sequence[Availability], *, of: str) -> RecordCanComeForm:
    """Return the same questions, for what a coordinator was told."""
    return dates_form(RecordCanComeForm, _dates(rows), choices=ANSWERS, of=of)


def said_of(form: CanComeForm, rows: Sequence[Availability]) -> Mapping[int, CanCome]:
    """Return what was said, by event: no to all with “None of these”. What was said of another time is left out."""
    if form.none.data:
        return {row.event_id: CanCome.NO for row in rows}
    said = form.said()
    return {row.event_id: said[key] for row in rows if (key := _key(row)) in said}


def _dates(rows: Sequence[Availability]) -> list[AskedDate]:
    words = date_words([row.event for row in rows])
    return [
        AskedDate(_key(row), words[row.event_id].title, words[row.event_id].in_words, answer_of(row)) for row in rows
    ]


def _key(row: Availability) -> str:
    """Return what one date is known by: if its time changes while the page is open, the answer is not for the new."""
    return f"{row.event_id}_{int(row.event.starts_at.timestamp())}"
