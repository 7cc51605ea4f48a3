"""What coordinators fill in when they answer a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.asking import forms as asking
from coproduction.core.dates import fault_of_time, uk_date
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSHidden,
    NHSIntegerInput,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
    NHSTimeInput,
)
from coproduction.members.models import Qualification
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.models import PanelRequest
from coproduction.panels.rules.requests import DATES_CHANGED, dates_asked
from coproduction.panels.words.requests import watching_in_words
from coproduction.schedule.forms.roles import qualification_question

TO_COORDINATORS = "Other coordinators can read this"
TO_MANAGER = "We send your words to the recruiting manager. Do not name members"


def short_question(*validators: Any) -> NHSTextarea:
    """Return the question why short notice is enough."""
    return NHSTextarea(
        "Why do we say yes at short notice?",
        called="The reason for short notice",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
        validators=validators,
    )


class ShownDatesForm(Form):
    """An answer about dates that are shown beside it: `seen` says which, so that nobody answers about others."""

    seen = NHSHidden()

    def __init__(self, request: PanelRequest, **form: Any) -> None:
        super().__init__(**form)
        self.dates, self.dates_seen = dates_asked(request), self.seen.data or ""
        self.seen.data = self.dates  # the page shows them as they are now, also when the form comes back

    def validate(self, extra_validators: Any = None) -> bool:
        """Say first whether other dates were shown when the page was opened: whatever else was sent is about those."""
        if self.dates_seen != self.dates:
            self.seen.errors = [DATES_CHANGED]
            return False
        return bool(super().validate(extra_validators))


class AgreeDatesForm(ShownDatesForm):
    """Agree to other dates, with a reason where one is needed."""

    short_because = short_question()
    submit = NHSSubmit("Change the dates and tell everybody")

    def __init__(self, request: PanelRequest, *, is_short: bool, **form: Any) -> None:
        super().__init__(request, **form)
        if not is_short:
            del self.short_because

    @property
    def reason(self) -> str:
        """Return why, if it was asked."""
        return self.short_because.data if "short_because" in self else ""


TIMES = ("shortlisting_starts", "shortlisting_ends")


class Usual(NamedTuple):
    """How many stand by and watch unless a coordinator says otherwise, and how many members are `waiting` to watch."""

    standbys: int | None
    shadows: int
    waiting: int


def _asked_of(request: PanelRequest, *, fewest: int) -> Mapping[str, bool]:
    """Return which of the questions that hang on the request are asked."""
    has_shortlisting = request.shortlisting_on is not None
    return {
        "shadow_qualification_id": True,
        "member_qualification_id": request.members > request.has_chair,
        "chair_qualification_id": request.has_chair,
        "takes_shortlisting": has_shortlisting,
        "shortlisting_starts": has_shortlisting,
        "shortlisting_ends": has_shortlisting,
        "short_because": request.case.is_short_notice,
        "few_because": request.members < fewest,
    }


class AcceptForm(ShownDatesForm):
    """Say yes: what is asked of each part that the manager asked for, and a reason only where one is needed."""

    member_qualification_id = qualification_question("What panel members must hold")
    chair_qualification_id = qualification_question(
        "What the chair must hold", "For example, more than what other members must hold"
    )
    shadow_qualification_id = qualification_question(
        "What members who watch must hold", "A newcomer can watch if you ask for nothing special"
    )
    standbys = NHSIntegerInput(
        "How many members stand by?",
        called="How many stand by",
        description="They are asked with the others, and step in if somebody cannot come. Enter 0 for nobody",
        width=2,
        validators=[
            InputRequired("Enter how many members stand by"),
            NumberRange(0, 10, "Enter a number from 0 to 10"),
        ],
    )
    shadows = NHSIntegerInput(
        "How many members watch, to learn?",
        called="How many watch",
        width=2,
        validators=[
            InputRequired("Enter how many members watch"),
            NumberRange(0, 5, "How many watch must be between 0 and 5"),
        ],
    )
    takes_shortlisting = NHSCheckbox("Members help with the shortlisting", default=True)
    shortlisting_starts = NHSTimeInput("Shortlisting from", description="For example, 10am")
    shortlisting_ends = NHSTimeInput("Shortlisting until", description="For example, noon")
    short_because = short_question(InputRequired("Enter why we say yes at short notice"))
    few_because = NHSTextarea(
        "Why may the panel have so few members?",
        called="The reason for so few members",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why the panel may have so few members")],
    )
    submit = NHSSubmit("Accept and make the panel")

    def __init__(
        self,
        request: PanelRequest,
        qualifications: Sequence[Qualification],
        *,
        fewest: int,
        usual: Usual,
        **form: Any,
    ) -> None:
        super().__init__(request, data=usual._asdict(), **form)
        self.shadows.description = watching_in_words(request.shadows, usual.waiting)
        for name, is_asked in _asked_of(request, fewest=fewest).items():
            if not is_asked:
                del self[name]
            elif isinstance(self[name], NHSSelect):
                self[name].choices = [(each.id, each.name) for each in qualifications]
        if request.has_chair and request.members > 1:
            self.standbys.description = (
                "They step in if a panel member cannot come. One more stands by for the chair. Enter 0 for nobody"
            )
        if "few_because" in self:
            self.few_because.label.text = f"Why may the panel have fewer than {fewest} members?"
        if request.shortlisting_on:
            self._ask_about_shortlisting(request.shortlisting_on)

    def _ask_about_shortlisting(self, day: date) -> None:
        self.day = day
        self.takes_shortlisting.label.text = f"Members help with the shortlisting on {uk_date(day)}"
        self.takes_shortlisting.description = "The same members come to it. Untick it if members do not take part"

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all that was sent can be taken. The clocks must show the times on the day of shortlisting."""
        if not super().validate(extra_validators):
            return False
        asked = [self[name] for name in TIMES if name in self]
        for field in asked:
            field.errors = list(filter(None, [field.data and fault_of_time(self.day, field.data)]))
        return not any(field.errors for field in asked)

    def acceptance(self) -> Acceptance:
        """Return what was filled in."""
        return Acceptance(**{field.name: field.data for field in self if field.name in Acceptance.__slots__})


class DeclineForm(asking.DeclineForm):
    """Say no to a recruiting manager."""

    told = TO_MANAGER
    instead = "For example, two other days, or that members help to write the questions"


class CloseForm(Form):
    """Close a panel: with words for its members while they wait for its outcome, else with words for coordinators."""

    words = NHSTextarea("What do members hear instead of an outcome?", called="What members hear", max_length=1000)
    submit = NHSSubmit("Close it")

    def __init__(self, *, is_waited_for: bool, **form: Any) -> None:
        super().__init__(**form)
        self.words.description = "We send your words to everybody who was on the panel. Do not name candidates"
        if is_waited_for:
            self.submit.label.text = "Close it and tell the members"
        else:
            self.words.label.text = "Is there anything to remember? (optional)"
            self.words.description = TO_COORDINATORS


class WordsForm(asking.WordsForm):
    """Words of a coordinator with a step, which the manager reads unless they are for coordinators alone."""

    def __init__(self, asked: str, *, button: str, is_told: bool = True, **form: Any) -> None:
        super().__init__(asked, button=button, told=TO_MANAGER if is_told else TO_COORDINATORS, **form)


class NotHeldForm(Form):
    """Say why a panel did not take place."""

    words = NHSTextarea(
        "Why did it not take place?",
        called="Why it did not take place",
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why it did not take place")],
    )
    submit = NHSSubmit("Write it down and tell them")

    def __init__(self, *, is_asked_for: bool, **form: Any) -> None:
        super().__init__(**form)
        team = ", and to the team that asked for it" if is_asked_for else ""
        self.words.description = f"We send your words to each member on the panel{team}. Do not name candidates"


class KeepDatesForm(ShownDatesForm):
    """Keep the dates that are agreed, and say why."""

    words = NHSTextarea(
        "Why do the dates stay?",
        called="Why the dates stay",
        description=TO_MANAGER,
        max_length=1000,
        validators=[InputRequired("Enter why the dates stay")],
    )
    submit = NHSSubmit("Keep the dates and tell them")
