"""What every question has in common: its words to the applicant and to somebody else, and how it is kept and read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self

from wtforms import Field

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSubmit
from coproduction.members.actions import applications as actions
from coproduction.members.models import Application
from coproduction.members.rules import speaks_of_them

READ_LATER = (
    "We do not read this straight away. Do not use it for an emergency, or for a worry about somebody’s safety. "
    "In an emergency, call 999."
)


SHARED = "My supporter and I share this email address"
SHARED_OF = "The person and the supporter share this email address"
SHARED_HINT = "Both can read what we send to it."


class Asked(NamedTuple):
    """What a question says: its title, and the hint beneath it."""

    title: str
    hint: str = ""


class Question(Form):
    """One question on a page of its own.

    `slug` stands in the address, `column` is what it fills, `short` stands beside the answer when answers are listed.
    `asked` speaks to the applicant, `asked_of` about them to whoever fills it in. One that would be too much for a page
    is asked in `parts`, and the form shows one `part` of it.
    """

    slug: ClassVar[str]
    column: ClassVar[str]
    short: ClassVar[str]
    asked: ClassVar[Asked]
    asked_of: ClassVar[Asked]
    warning: ClassVar[str] = ""
    part: int = 1
    template: ClassVar[str] = "members/ask_question.html"
    submit = NHSSubmit("Continue")
    save = NHSSubmit("Save and come back later", variant="secondary")

    @classmethod
    def open(cls, application: Application | None) -> Self:
        """Return the form with the answer so far, in words to the applicant or about them."""
        form = cls(obj=application)
        if speaks_of_them(application):
            form.speak_of_them()
        return form

    @classmethod
    def wording(cls, application: Application | None) -> Asked:
        """Return what the question says, to the applicant or about them."""
        return cls.asked_of if speaks_of_them(application) else cls.asked

    @classmethod
    def answer_of(cls, application: Application) -> str:
        """Return the answer as people read it, empty when there is none."""
        given = getattr(application, cls.column)
        return cls.words(given) if given else ""

    @classmethod
    def words(cls, given: Any) -> str:
        """Return what was given as people read it."""
        return str(given)

    @property
    def answer(self) -> Field:
        """Return the field with the answer."""
        field: Field = self[self.column]
        return field

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed or chosen."""
        buttons = (self.meta.csrf_field_name, "submit", "save")
        return not any(any(field.raw_data or ()) for field in self if field.name not in buttons)

    @property
    def parts(self) -> int:
        """Return on how many pages it is asked."""
        return 1

    @property
    def has_more(self) -> bool:
        """Say whether another part follows this one."""
        return self.part < self.parts

    @property
    def which_part(self) -> str:
        """Return which part this is as people read it, empty when there is only one."""
        return f"Part {self.part} of {self.parts}" if self.parts > 1 else ""

    def speak_of_them(self) -> None:
        """Put the choices into words about the applicant."""

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep the answer on the draft."""
        return actions.keep_answer(application.id, self.column, self.answer.data, question=self.slug, now=now)
