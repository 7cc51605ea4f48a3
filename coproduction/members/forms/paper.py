"""The questions as they stand on paper: what is asked, what to tick, and how much room there is to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wtforms import Field

from coproduction.core.nhs.fields import NHSCheckboxes, NHSRadios, NHSTextarea
from coproduction.members.forms.questions import SECTIONS, Question
from coproduction.members.forms.questions.needs import NeedsQuestion
from coproduction.members.forms.questions.sharing import CHANGEABLE, SharingQuestion
from coproduction.members.forms.questions.supporter import SupporterQuestion
from coproduction.members.kinds import SEEN_BY
from coproduction.members.kinds.needs import MORE, NeedWords

ONE_FOR_ALL = "Tick one for all that you need. If you tick none, only coordinators know."
ANYTHING_ELSE = "Is there anything else we should know about what you ticked?"
DIFFERENT = "Different for (write what it is for, and who may know):"


class PaperBox(NamedTuple):
    """A box to tick: its words, what explains it, and what to write beneath it on a line of its own, if anything."""

    label: str
    hint: str = ""
    ask: str = ""


class PaperQuestion(NamedTuple):
    """One question: its words, the boxes to tick, and the lines to write on, with what to write there."""

    title: str
    hint: str
    boxes: Sequence[PaperBox]
    lines: int
    write: str = ""


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
    form, title, hint = question.open(None), question.asked.title, question.asked.hint
    if isinstance(form, SupporterQuestion):
        yield from _supporter(form)
    elif isinstance(form, SharingQuestion):
        boxes = [PaperBox(words) for words in SEEN_BY.values()]
        yield PaperQuestion(title, f"{ONE_FOR_ALL} {CHANGEABLE}", boxes, 3, DIFFERENT)
    elif isinstance(form, NeedsQuestion):
        yield PaperQuestion(title, hint, [_need(words) for words in form.group.needs.values()], 2, ANYTHING_ELSE)
    else:
        yield PaperQuestion(title, hint, _boxes(form.answer), _lines(form.answer))


def _supporter(form: SupporterQuestion) -> Iterator[PaperQuestion]:
    yield PaperQuestion(form.asked.title, form.asked.hint, [], 1)
    for field in (form.relation, form.email, form.phone):
        yield PaperQuestion(field.label.text, str(field.description), [], 1)
    yield PaperQuestion("If you fill this in for somebody else", "", [PaperBox(form.has_agreement.label.text)], 0)


def _need(words: NeedWords) -> PaperBox:
    must = " We need to know this." if words.must_say else ""
    hint = " ".join(filter(None, (words.hint, words.only_if)))
    return PaperBox(words.label, hint, "" if words.detail == MORE else f"{words.detail}{must}")


def _boxes(asked: Field) -> list[PaperBox]:
    if not isinstance(asked, NHSRadios | NHSCheckboxes):
        return []
    return [PaperBox(option.label) for option in asked.options]


def _lines(asked: Field) -> int:
    """Return how many lines there are to write on: a short answer has one, boxes alone none."""
    if isinstance(asked, NHSTextarea):
        return 4
    return 0 if isinstance(asked, NHSRadios) else 1
