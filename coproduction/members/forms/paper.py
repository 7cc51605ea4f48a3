"""The questions as they stand on paper: what is asked, what to tick, and how much room there is to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wtforms import Field

from coproduction.core.nhs.fields import NHSCheckboxes, NHSRadios, NHSTextarea
from coproduction.members.forms.questions import SECTIONS, Question
from coproduction.members.forms.questions.needs import NeedsQuestion
from coproduction.members.forms.questions.sharing import SharingQuestion
from coproduction.members.forms.questions.supporter import SupporterQuestion
from coproduction.members.kinds import SEEN_BY

WHO_MAY_KNOW = tuple(zip("ABC", SEEN_BY.values(), strict=True))


class PaperQuestion(NamedTuple):
    """One question: its words, the boxes to tick, and the lines to write on.

    `each` is what is chosen for each box that is ticked: a letter, which stands beside every box, and its words.
    """

    title: str
    hint: str
    boxes: Sequence[str]
    lines: int
    each: Sequence[tuple[str, str]] = ()


class PaperSection(NamedTuple):
    """The questions of one section."""

    title: str
    questions: Sequence[PaperQuestion]


def paper_sections() -> list[PaperSection]:
    """Return every question, in the order asked."""
    return [
        PaperSection(section.title, [paper for question in section.questions for paper in _on_paper(question)])
        for section in SECTIONS
    ]


def _on_paper(question: type[Question]) -> Iterator[PaperQuestion]:
    form = question.open(None)
    if isinstance(form, SupporterQuestion):
        yield PaperQuestion(question.asked.title, question.asked.hint, [], 1)
        for field in (form.relation, form.email, form.phone):
            yield PaperQuestion(field.label.text, str(field.description), [], 1)
        yield PaperQuestion("If you fill this in for somebody else", "", [form.has_agreement.label.text], 0)
        return
    if isinstance(form, SharingQuestion):
        return  # asked beside each need
    asked: Field = form.kinds if isinstance(form, NeedsQuestion) else form.answer
    boxes = [option.label for option in asked.options] if isinstance(asked, NHSRadios | NHSCheckboxes) else []
    each = WHO_MAY_KNOW if isinstance(form, NeedsQuestion) else ()
    yield PaperQuestion(question.asked.title, question.asked.hint, boxes, _lines(form, asked), each)


def _lines(form: Question, asked: Field) -> int:
    """Return how many lines there are to write on: a short answer has one, boxes alone none."""
    if isinstance(form, NeedsQuestion) or isinstance(asked, NHSTextarea):
        return 4
    return 0 if isinstance(asked, NHSRadios) else 1
