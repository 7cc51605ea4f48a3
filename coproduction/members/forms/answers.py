"""The way through the questions: which are asked, what comes next, and every answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSSubmit
from coproduction.members import rules
from coproduction.members.forms.questions import BY_COLUMN, QUESTIONS, Question
from coproduction.members.models import Application

NOT_PROVIDED = "Not provided"
NOT_ANSWERED = "Not answered yet"


class AgreementForm(Form):
    """The agreement under *check your answers*."""

    agreed = NHSCheckbox(
        "I agree to how the group works",
        validators=[InputRequired("Tick the box to show that you agree to how the group works")],
    )
    submit = NHSSubmit("Send my answers")


class Answer(NamedTuple):
    """One line of a list of answers."""

    slug: str
    short: str
    words: str
    is_missing: bool


def questions_for(application: Application | None) -> Sequence[type[Question]]:
    """Return the questions that are asked, after the answers so far."""
    channel = application.channel if application else None
    return [question for question in QUESTIONS if rules.is_asked(question.column, channel)]


def can_skip(question: type[Question], application: Application | None) -> bool:
    """Say whether the question may be left blank, after the answers so far."""
    return not rules.is_needed(question.column, application.channel if application else None)


def question_after(question: type[Question], application: Application | None) -> type[Question] | None:
    """Return the next question; None after the last."""
    asked = questions_for(application)
    return next((later for later in asked if QUESTIONS.index(later) > QUESTIONS.index(question)), None)


def question_before(question: type[Question], application: Application | None) -> type[Question] | None:
    """Return the question before; None before the first."""
    asked = questions_for(application)
    return next((prior for prior in reversed(asked) if QUESTIONS.index(prior) < QUESTIONS.index(question)), None)


def first_missing(application: Application) -> type[Question] | None:
    """Return the first question that must be answered before sending and is not."""
    return next((BY_COLUMN[column] for column in rules.missing_answers(application)), None)


def where_left(application: Application) -> type[Question] | None:
    """Return the question after the last one answered; None when that was the last."""
    answered = [question for question in QUESTIONS if getattr(application, question.column)]
    return question_after(answered[-1], application) if answered else QUESTIONS[0]


def answers_of(application: Application) -> Iterator[Answer]:
    """Yield every answer in words, in the order asked."""
    missing = set(rules.missing_answers(application))
    for question in questions_for(application):
        given = getattr(application, question.column)
        is_missing = question.column in missing
        words = question.words(given) if given else NOT_ANSWERED if is_missing else NOT_PROVIDED
        yield Answer(question.slug, question.short, words, is_missing)
