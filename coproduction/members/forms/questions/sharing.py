"""Who may know of each need: one choice for each that was told, and only coordinators until somebody chooses."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from typing import Any, Self

from coproduction.core.nhs.fields import NHSRadios
from coproduction.members.actions import applications as actions
from coproduction.members.forms.questions.question import Asked, Question
from coproduction.members.kinds import NEEDS, SEEN_BY
from coproduction.members.kinds.needs import ONLY_US
from coproduction.members.models import Application, ApplicationNeed, NeedKind, SeenBy
from coproduction.members.rules import SHARING

CHANGEABLE = f"Coordinators always know, so that they can arrange it. This can be changed at any time. {ONLY_US}"
FIELD = "seen_by_{}"
MOST_ON_A_PAGE = 8  # with more of them, a page is too heavy for a slow phone
LONGEST_DETAIL = 80  # of what was told about a need, only as much as reminds people of it


def needs_in_order(application: Application) -> list[ApplicationNeed]:
    """Return the needs that were told, in the order in which they are asked about."""
    order = list(NEEDS)
    return sorted(application.needs, key=lambda need: order.index(need.kind))


class SharingQuestion(Question):
    """Who may know of each need. It has a field for each need of the application: see `open`."""

    slug = SHARING
    column = SHARING
    short = "Who may know"
    asked = Asked("Who may know what you need?", f"Choose for each thing. {CHANGEABLE}")
    asked_of = Asked("Who may know what they need?", f"Choose for each thing. {CHANGEABLE}")
    template = "members/ask_sharing.html"

    @classmethod
    def open(cls, application: Application | None) -> Self:
        """Return the form with a choice for each need, as it was chosen so far."""
        needs = needs_in_order(application) if application else []
        fields: dict[str, Any] = {FIELD.format(need.kind.name.lower()): _choice_about(need) for need in needs}
        form: type[Self] = type(cls.__name__, (cls,), {"__doc__": cls.__doc__, **fields})
        return form()

    @classmethod
    def answer_of(cls, application: Application) -> str:
        """Return each need with who may know of it, one a line."""
        return "\n".join(f"{NEEDS[need.kind].label}: {SEEN_BY[need.seen_by]}" for need in needs_in_order(application))

    @property
    def choices(self) -> dict[NeedKind, NHSRadios]:
        """Return the field of each need."""
        fields = {kind: FIELD.format(kind.name.lower()) for kind in NEEDS}
        return {kind: self[name] for kind, name in fields.items() if name in self}

    @property
    def parts(self) -> int:
        """Return on how many pages it is asked: about as many needs on each, and never too many."""
        return ceil(len(self.choices) / MOST_ON_A_PAGE) or 1

    @property
    def shown(self) -> list[NHSRadios]:
        """Return the fields of this part."""
        fields = list(self.choices.values())
        begin, end = (len(fields) * part // self.parts for part in (self.part - 1, self.part))
        return fields[begin:end]

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep who may know of each need that was sent. The question is not gone past before its last part.

        A need can be in another part by now, when needs were told or taken back on another device.
        """
        chosen = {kind: field.data for kind, field in self.choices.items() if field.data}
        passed = None if self.has_more else self.slug
        return actions.keep_sharing(application.id, chosen, question=passed, now=now)


def _choice_about(need: ApplicationNeed) -> NHSRadios:
    return NHSRadios(
        NEEDS[need.kind].label,
        size="m",
        description=_beside(need),
        choices=list(SEEN_BY.items()),
        coerce=SeenBy,
        default=need.seen_by,
    )


def _beside(need: ApplicationNeed) -> str:
    detail, only_if = _reminder(need.detail), NEEDS[need.kind].only_if
    if not (detail and only_if):
        return detail or only_if
    return f"{detail} {only_if}" if detail.endswith((".", "…")) else f"{detail}. {only_if}"


def _reminder(detail: str) -> str:
    if len(detail) <= LONGEST_DETAIL:
        return detail
    return f"{detail[:LONGEST_DETAIL].rstrip()}…"
