"""The needs passport: one page for each group of needs, with a detail for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, Self

from coproduction.core.nhs.fields import Choice, NHSCheckboxes, NHSTextarea
from coproduction.members.actions import applications as actions
from coproduction.members.actions.applications import Needed
from coproduction.members.forms.questions.question import READ_LATER, Asked, Question
from coproduction.members.kinds import NEED_GROUPS, NEEDS, NeedGroup
from coproduction.members.models import Application, ApplicationNeed, NeedKind


def detail_name(kind: NeedKind) -> str:
    """Return what the field with the detail of a need is called."""
    return f"detail_{kind.name.lower()}"


class NeedsQuestion(Question):
    """One group of needs. The detail of each has a field of its own: see `needs_question`."""

    group: ClassVar[NeedGroup]
    column = "needs"
    warning = READ_LATER
    template = "members/ask_needs.html"

    kinds = NHSCheckboxes("", coerce=NeedKind)

    @classmethod
    def open(cls, application: Application | None) -> Self:
        """Return the form with the needs so far."""
        kept = cls.kept(application) if application else []
        details = {detail_name(need.kind): need.detail for need in kept}
        return cls(data={"kinds": [need.kind for need in kept], **details})

    @classmethod
    def kept(cls, application: Application) -> list[ApplicationNeed]:
        """Return the needs of this group so far, in its order."""
        order = list(cls.group.needs)
        return sorted(
            (need for need in application.needs if need.kind in order), key=lambda need: order.index(need.kind)
        )

    @classmethod
    def answer_of(cls, application: Application) -> str:
        """Return the needs, one a line."""
        return "\n".join(
            f"{NEEDS[need.kind].label}: {need.detail}".removesuffix(": ") for need in cls.kept(application)
        )

    @property
    def reveal(self) -> dict[str, Any]:
        """Return the field that stands beneath each box."""
        return {str(kind): self[detail_name(kind)] for kind in self.group.needs}

    def validate(self, extra_validators: dict[str, list[object]] | None = None) -> bool:
        """Want the detail where it is the need itself, and a tick wherever something was written."""
        is_right: bool = super().validate(extra_validators)
        for kind, fault in self._faults():
            field = self[detail_name(kind)]
            field.errors, is_right = [*field.errors, fault], False
            if kind not in self.kinds.data:
                self.kinds.data = [*self.kinds.data, kind]  # so that the box beneath it is in sight
        return is_right

    def _faults(self) -> Iterator[tuple[NeedKind, str]]:
        if self.kinds.errors:
            return
        for kind, words in self.group.needs.items():
            is_ticked, detail = kind in self.kinds.data, self[detail_name(kind)].data
            if is_ticked and words.must_say and not detail:
                yield kind, f"{words.label}: answer “{words.detail}”"
            elif detail and not is_ticked:
                yield kind, f"{words.label}: keep this ticked, or untick it and delete these words"

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep the needs of this group."""
        return actions.keep_needs(
            application.id,
            tuple(self.group.needs),
            [Needed(kind, self[detail_name(kind)].data) for kind in self.group.needs if kind in self.kinds.data],
            question=self.slug,
            now=now,
        )


def needs_question(group: NeedGroup) -> type[NeedsQuestion]:
    """Make the question about one group of needs."""
    options = [Choice(kind, words.label, words.hint) for kind, words in group.needs.items()]
    details = {
        detail_name(kind): NHSTextarea(words.detail, called=words.label, max_length=2000, rows=2)
        for kind, words in group.needs.items()
    }
    parts: dict[str, Any] = {
        "__doc__": f"{group.title}.",
        "group": group,
        "slug": group.slug,
        "short": group.title,
        "asked": Asked(group.asked, group.hint),
        "asked_of": Asked(group.asked_of, group.hint),
        "kinds": NHSCheckboxes(group.asked, choices=options, coerce=NeedKind),
        **details,
    }
    return type(f"{group.slug.title().replace('-', '')}Question", (NeedsQuestion,), parts)


NEEDS_QUESTIONS = tuple(needs_question(group) for group in NEED_GROUPS)
