"""What of a year can be shown to everybody, for a coordinator to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.nhs.fields import Choice
from coproduction.training.models import EvaluationWords, Round
from coproduction.training.pages.changes import FIGURES, figures_of
from coproduction.training.queries import changes as queries
from coproduction.training.queries.changes import Asked
from coproduction.training.queries.published import figures_agreed
from coproduction.training.rules.evaluation import can_be_quoted, can_be_shown


class AgreeingPage(NamedTuple):
    """The figures of a year by name, the words that can be quoted, and what is ticked now."""

    figures: dict[str, str]
    words: Sequence[EvaluationWords]
    agreed: list[str]
    quoted: list[str]

    @property
    def figure_choices(self) -> list[Choice]:
        """Return the figures as they can be ticked."""
        return [Choice(name, f"{FIGURES[name]}: {words}") for name, words in self.figures.items()]

    @property
    def quote_choices(self) -> list[Choice]:
        """Return the words as they can be ticked."""
        return [Choice(each.id, each.words) for each in self.words]


def agreeing_page(year: int, *, viewer: Account, now: datetime) -> AgreeingPage:
    """Return what can be ticked of a year: figures and words of rounds that can be shown."""
    held = [line for line in queries.sessions_asked(Asked(year), viewer=viewer, now=now) if not line.is_cancelled]
    taught = queries.who_taught([line.event_id for line in held], viewer=viewer)
    at_end = [line.event_id for line in held if can_be_shown(line.scores.answers, is_closed=line.end_is_closed)]
    later = [line.event_id for line in held if can_be_shown(line.answered_later, is_closed=line.later_is_closed)]
    words = [
        each
        for about, event_ids in ((Round.END, at_end), (Round.LATER, later))
        for each in queries.words_about(event_ids, about, viewer=viewer)
        if can_be_quoted(each)
    ]
    return AgreeingPage(
        figures_of(held, taught),
        words,
        [each.name for each in figures_agreed(year, viewer=viewer)],
        [each.id for each in words if each.is_quoted],
    )
