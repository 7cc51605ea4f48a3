"""What the page says on which a coordinator puts somebody into a proposal by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_period, uk_short_date
from coproduction.core.paging import Page
from coproduction.rosters import queries
from coproduction.rosters.beside import words_beside
from coproduction.rosters.pages.turns import turns_of
from coproduction.rosters.queries import Candidate, Wishes
from coproduction.rosters.queries.drafts import events_of_roles
from coproduction.schedule.models import Event, EventRole


class CannotLine(NamedTuple):
    """Somebody whom no reason puts in."""

    name: str
    reasons: list[str]


class ChoosingPage(NamedTuple):
    """One role, whom to put in (as the form's answers), and who cannot be. `list` leads to more of them."""

    role_name: str
    title: str
    when: str
    options: list[tuple[int, str, str]]
    cannot: list[CannotLine]
    list: Page[Candidate]

    def name_of(self, member_id: int) -> str:
        """Return the name of one of those who could be put in."""
        return next(name for number, name, _hint in self.options if number == member_id)


def choosing_page(
    role: EventRole, events: Sequence[Event], wishes: Wishes, *, viewer: Account, now: datetime, number: int
) -> ChoosingPage:
    """Return whom a coordinator could put in for the role: those first in whose way nothing stands, by turns.

    Whoever the proposal of these events has for it already is left out; what else it has people for is said.
    """
    could, hindered = (
        queries.candidates(role, could=could, viewer=viewer, now=now, page=number) for could in (True, False)
    )
    elsewhere = _elsewhere(role, events, wishes)
    there = {choice.member_id for choice in wishes.in_order if choice.role_id == role.id}
    seen = [each for each in (*could, *hindered) if each.member_id not in there]
    beside = words_beside(role.event, [each.member_id for each in seen], viewer=viewer)
    return ChoosingPage(
        role.name,
        role.event.title,
        uk_period(role.event.starts_at, role.event.ends_at),
        [
            (each.member_id, each.name, _hint(each, elsewhere.get(each.member_id, ()), beside.get(each.member_id, "")))
            for each in seen
            if each.can_be_asked
        ],
        [CannotLine(each.name, each.reasons) for each in seen if not each.can_be_asked],
        could if could.has_next else hindered,
    )


def _elsewhere(role: EventRole, events: Sequence[Event], wishes: Wishes) -> Mapping[int, Collection[str]]:
    """Return for what else the proposal has members, by member."""
    event_of = events_of_roles(events)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for choice in wishes.in_order:
        if choice.role_id != role.id and (event := event_of.get(choice.role_id)):
            found[choice.member_id].append(f"{event.title} on {uk_short_date(event.starts_at)}")
    return found


def _hint(seen: Candidate, elsewhere: Collection[str], beside: str) -> str:
    """Say what stands in the way first, then the turns and what else there is to know."""
    words = [f"{reason}." for reason in seen.reasons]
    words += [f"{seen.said}."] if seen.said else []
    words += ["They put themselves forward."] if seen.is_forward else []
    words += [f"In this proposal for {', '.join(elsewhere)}."] if elsewhere else []
    return " ".join(filter(None, [*words, turns_of(seen), beside]))


def chosen_in_words(name: str, title: str, moved: Sequence[Event]) -> str:
    """Say whom a coordinator put in, and where somebody else is looked for in their place."""
    words = f"{name} is in the proposal for {title}. Nobody is asked yet."
    return f"{words} We look for somebody else for {', '.join(event.title for event in moved)}." if moved else words
