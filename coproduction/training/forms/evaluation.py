"""What delegates are asked after a session, and what coordinators do with their words."""

from __future__ import annotations

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import Choice, NHSCheckbox, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.actions.evaluation import Answer, Ticked
from coproduction.training.models import EvaluationWords, Round
from coproduction.training.rules.evaluation import FEWEST

LONGEST = 2000
NO_NAMES = "Do not name anybody, yourself included"
WHO_READS = (
    f"Coordinators read your words once nobody can answer any more. If few people answer, they may guess who wrote "
    f"what. Trainers read your words only if {FEWEST} people or more answer"
)
MAY_QUOTE = "Everybody may read my words, on our website too"
APPROVE, HIDE = "approve", "hide"


def scale(lowest: str, highest: str) -> list[Choice]:
    """Return the answers from 1 to 5, with what the first and the last mean."""
    return [Choice(1, f"1, {lowest}"), Choice(2, "2"), Choice(3, "3"), Choice(4, "4"), Choice(5, f"5, {highest}")]


def _confidence(label: str, *, called: str) -> NHSRadios:
    return NHSRadios(
        label,
        called=called,
        choices=scale("not at all confident", "very confident"),
        coerce=int,
        validators=[InputRequired(f"Select {called[0].lower()}{called[1:]}"), NumberRange(1, 5)],
    )


class AtEndForm(Form):
    """How useful a session was, how confident somebody was before it and is now, and free words."""

    usefulness = NHSRadios(
        "How useful was the training for your work?",
        called="How useful the training was",
        choices=scale("not useful", "very useful"),
        coerce=int,
        validators=[InputRequired("Select how useful the training was"), NumberRange(1, 5)],
    )
    before = _confidence(
        "How confident did you feel about this before the training?", called="How confident you felt before"
    )
    after = _confidence("How confident do you feel now?", called="How confident you feel now")
    words = NHSTextarea(
        "What was good, and what should change? (optional)",
        called="Your words",
        description=f"{NO_NAMES}. {WHO_READS}",
        max_length=LONGEST,
    )
    may_quote = NHSCheckbox(MAY_QUOTE)
    submit = NHSSubmit("Send my answers")

    @property
    def answer(self) -> Answer:
        """Return what was said."""
        ticked = Ticked(self.usefulness.data, self.before.data, self.after.data)
        return Answer(Round.END, ticked, self.words.data, may_quote=self.may_quote.data)


class LaterForm(Form):
    """What somebody has done differently since a session."""

    words = NHSTextarea(
        "What have you done differently since the training?",
        called="What you have done differently",
        description=f"If nothing has changed, say what stood in the way. {NO_NAMES}. {WHO_READS}",
        max_length=LONGEST,
        validators=[InputRequired("Enter what you have done differently, or what stood in the way")],
    )
    may_quote = NHSCheckbox(MAY_QUOTE)
    submit = NHSSubmit("Send my answer")

    @property
    def answer(self) -> Answer:
        """Return what was said."""
        return Answer(Round.LATER, None, self.words.data, may_quote=self.may_quote.data)


FORMS: dict[Round, type[AtEndForm | LaterForm]] = {Round.END: AtEndForm, Round.LATER: LaterForm}


class ReadForm(Form):
    """What a coordinator does with words that a delegate wrote."""

    decision = NHSRadios(
        "What do you want to do with these words?",
        called="What to do with these words",
        choices=[
            Choice(APPROVE, "Let the trainers read them", "You can take words out first"),
            Choice(HIDE, "Hide them", "Nobody reads them any more but coordinators"),
        ],
        validators=[InputRequired("Select what to do with these words")],
    )
    words = NHSTextarea(
        "The words",
        description="Take out what names somebody or would hurt. Put … wherever you take words out. You cannot add "
        "words, and what you take out is not kept",
        max_length=LONGEST + 100,
    )
    reason = NHSTextarea("Why you hide them", description="Only if you hide them. Coordinators read this", rows=2)
    submit = NHSSubmit("Save")

    def fill(self, found: EvaluationWords) -> None:
        """Show the words as they are, in a form that has not been sent."""
        self.words.process_data(found.words)
        self.reason.process_data(found.reason)

    @property
    def hides(self) -> bool:
        """Say whether the words are to be hidden."""
        return bool(self.decision.data == HIDE)
