"""The way through the questions: which are asked, what comes next, how far each section is, every answer in words."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSHidden, NHSSubmit
from coproduction.members import rules
from coproduction.members.forms.questions import BY_COLUMN, BY_SLUG, SECTIONS, Question, Section
from coproduction.members.forms.questions.needs import NeedsQuestion
from coproduction.members.models import Application

NOT_PROVIDED = "Not provided"
NOT_ANSWERED = "Not answered yet"


class AgreementForm(Form):
    """The agreement under *check your answers*, and a box that only robots fill in."""

    agreed = NHSCheckbox(
        "I am 18 or over, and I agree to how the group works",
        validators=[InputRequired("Tick the box if the person is 18 or over and agrees to how the group works")],
    )
    website = NHSHidden()
    submit = NHSSubmit("Send my answers")

    @classmethod
    def of(cls, application: Application) -> Self:
        """Return the form in words to the applicant, or about them to whoever fills it in."""
        form = cls()
        if rules.speaks_of_them(application):
            form.speak_of_them()
        return form

    def speak_of_them(self) -> None:
        """Put the agreement into words about the applicant."""
        self.agreed.label.text = "The person is 18 or over. They know how the group works, and agree"
        self.submit.label.text = "Send their answers"


class Stop(enum.Enum):
    """Where the way through the questions leads when there is no question next."""

    LATER = "saving the answers for later"
    TASKS = "the task list"
    CHECK = "check your answers"


Next = type[Question] | Stop


class Answer(NamedTuple):
    """One line of a list of answers."""

    slug: str
    short: str
    words: str
    is_missing: bool


class AnswerGroup(NamedTuple):
    """The answers of one section."""

    title: str
    answers: list[Answer]


class Task(NamedTuple):
    """One line of the task list: the question it opens, none while it cannot be started, and how far it is.

    `colour` is that of the state's tag; a state without one stands as plain words.
    """

    slug: str
    title: str
    question: str | None
    state: str
    colour: str | None


def questions_in(section: Section, application: Application) -> Sequence[type[Question]]:
    """Return the section's questions that are asked, after the answers so far."""
    return [question for question in section.questions if rules.is_asked(question.column, application)]


def can_skip(question: type[Question], application: Application | None) -> bool:
    """Say whether the question may be left blank, after the answers so far."""
    return application is not None and not rules.is_needed(question.column, application)


def may_be_asked(question: type[Question], application: Application | None) -> bool:
    """Say whether the question can be asked now: who fills it in comes first, for the words of the others follow."""
    if application is None:
        return question is SECTIONS[0].questions[0]
    section = _section_of(question)
    return question in questions_in(section, application) and (section is SECTIONS[0] or rules.can_start(application))


def can_check(application: Application) -> bool:
    """Say whether everything that must be answered is, so that the answers can be checked and sent."""
    return first_missing(application) is None


def question_after(question: type[Question], application: Application) -> type[Question] | None:
    """Return the next question of the same section; None after its last."""
    section = _section_of(question)
    place = section.questions.index(question)
    asked = questions_in(section, application)
    return next((later for later in asked if section.questions.index(later) > place), None)


def question_before(question: type[Question], application: Application) -> type[Question] | None:
    """Return the question before in the same section; None before its first."""
    section = _section_of(question)
    place = section.questions.index(question)
    asked = questions_in(section, application)
    return next((prior for prior in reversed(asked) if section.questions.index(prior) < place), None)


def after_answer(question: type[Question], application: Application, *, is_change: bool, is_pause: bool) -> Next:
    """Return what comes after an answer.

    A pause comes first. A changed answer leads back to *check your answers*, by way of what it has made necessary, and
    a new need by way of who may know of it.
    """
    if is_pause:
        return Stop.LATER
    if is_change:
        return first_missing(application) or _asked_by(question, application) or Stop.CHECK
    return question_after(question, application) or Stop.TASKS


def _asked_by(question: type[Question], application: Application) -> type[Question] | None:
    """Return the question that this one leads to, when it is still to be asked: who may know of a new need."""
    later = BY_SLUG[rules.SHARING]
    is_open = rules.is_asked(later.column, application) and later.slug not in application.passed
    return later if issubclass(question, NeedsQuestion) and is_open else None


def before_answer(question: type[Question], application: Application | None, *, is_change: bool) -> Next:
    """Return where the way back leads."""
    if is_change:
        return Stop.CHECK
    return (question_before(question, application) if application else None) or Stop.TASKS


def is_left_blank_for_later(form: Question, application: Application | None) -> bool:
    """Say whether somebody goes away before they have answered this one: what they have answered stays as it is."""
    return bool(application and form.save.data and form.is_blank)


def first_missing(application: Application) -> type[Question] | None:
    """Return the first question that must be answered before sending and is not."""
    return next((BY_COLUMN[column] for column in rules.missing_answers(application)), None)


def tasks_of(application: Application | None) -> list[Task]:
    """Return the task list, after the answers so far."""
    if application is None:
        first, *others = SECTIONS
        begin = Task(first.slug, first.title, first.questions[0].slug, "Incomplete", "blue")
        return [begin, *(_closed(section.slug, section.title) for section in others)]
    return [_task(section, application) for section in SECTIONS]


def _task(section: Section, application: Application) -> Task:
    title = section.title_of if rules.speaks_of_them(application) else section.title
    if section is not SECTIONS[0] and not rules.can_start(application):
        return _closed(section.slug, title)
    asked = questions_in(section, application)
    state, colour = _how_far(asked, application)
    return Task(section.slug, title, _where_left(asked, application).slug, state, colour)


def _how_far(asked: Sequence[type[Question]], application: Application) -> tuple[str, str | None]:
    """Return the state of a section with the colour of its tag: nothing is incomplete that need not be answered."""
    missing = set(rules.missing_answers(application))
    left = [question for question in asked if question.slug not in application.passed]
    if any(question.column in missing for question in asked) or not all(can_skip(one, application) for one in left):
        return "Incomplete", "blue"
    return ("Optional", "grey") if left else ("Completed", None)


def _where_left(asked: Sequence[type[Question]], application: Application) -> type[Question]:
    """Return the first question that was not gone past, so that nobody starts the section again; or its first."""
    return next((question for question in asked if question.slug not in application.passed), asked[0])


def _closed(slug: str, title: str) -> Task:
    return Task(slug, title, None, "Cannot start yet", None)


def answers_of(application: Application) -> Iterator[Answer]:
    """Yield every answer in words, in the order asked."""
    for group in answer_groups(application):
        yield from group.answers


def answer_groups(application: Application) -> list[AnswerGroup]:
    """Return every answer in words, by section."""
    of_them = rules.speaks_of_them(application)
    missing = set(rules.missing_answers(application)) if rules.is_draft(application) else set()
    return [
        AnswerGroup(
            section.title_of if of_them else section.title,
            [
                _answer(question, application, is_missing=question.column in missing)
                for question in questions_in(section, application)
            ],
        )
        for section in SECTIONS
    ]


def _answer(question: type[Question], application: Application, *, is_missing: bool) -> Answer:
    words = question.answer_of(application)
    return Answer(question.slug, question.short, words or (NOT_ANSWERED if is_missing else NOT_PROVIDED), is_missing)


def _section_of(question: type[Question]) -> Section:
    return next(section for section in SECTIONS if question in section.questions)
