"""The questions that people answer when they ask to join: small forms, in sections, in the order asked."""

from __future__ import annotations

from typing import NamedTuple

from coproduction.members.forms.questions.closing import EmergencyQuestion, HeardQuestion
from coproduction.members.forms.questions.contact import (
    AddressQuestion,
    ChannelQuestion,
    EmailQuestion,
    PhoneQuestion,
    TimesQuestion,
)
from coproduction.members.forms.questions.needs import NEEDS_QUESTIONS
from coproduction.members.forms.questions.person import (
    AreaQuestion,
    ConnectionQuestion,
    KnownAsQuestion,
    NameQuestion,
    PronounsQuestion,
)
from coproduction.members.forms.questions.question import Asked, Question
from coproduction.members.forms.questions.sharing import SharingQuestion
from coproduction.members.forms.questions.supporter import SupporterQuestion, WhoQuestion
from coproduction.members.forms.questions.taking_part import (
    AboutQuestion,
    AvailabilityQuestion,
    InterestsQuestion,
    TravelQuestion,
)

__all__ = ["BY_COLUMN", "BY_SLUG", "QUESTIONS", "SECTIONS", "Asked", "Question", "Section"]


class Section(NamedTuple):
    """Questions that belong together: one line of the task list, in words to the applicant and about them."""

    slug: str
    title: str
    title_of: str
    questions: tuple[type[Question], ...]


SECTIONS = (
    Section("supporter", "Who fills this in, and who helps", "Who helps", (WhoQuestion, SupporterQuestion)),
    Section(
        "person",
        "About you",
        "About the person",
        (NameQuestion, KnownAsQuestion, PronounsQuestion, AreaQuestion, ConnectionQuestion),
    ),
    Section(
        "contact",
        "How to contact you",
        "How to contact them",
        (ChannelQuestion, EmailQuestion, PhoneQuestion, AddressQuestion, TimesQuestion),
    ),
    Section(
        "taking-part",
        "What you would like to do",
        "What they would like to do",
        (AboutQuestion, InterestsQuestion, AvailabilityQuestion, TravelQuestion),
    ),
    Section(
        "needs",
        "What you need to take part",
        "What they need to take part",
        (*NEEDS_QUESTIONS, SharingQuestion),
    ),
    Section("closing", "Last questions", "Last questions", (EmergencyQuestion, HeardQuestion)),
)
QUESTIONS = tuple(question for section in SECTIONS for question in section.questions)
BY_SLUG = {question.slug: question for question in QUESTIONS}
BY_COLUMN = {question.column: question for question in QUESTIONS}
