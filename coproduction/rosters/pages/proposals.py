"""What the page of a proposal says: who is suggested and why, what is missing, and what made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.rosters.beside import words_beside
from coproduction.rosters.models import ProposalDraft
from coproduction.rosters.pages.spread import SpreadView, shown
from coproduction.rosters.proposals import words
from coproduction.rosters.proposals.in_turn import in_turn
from coproduction.rosters.proposals.problem import Part, Person, Pick
from coproduction.rosters.proposals.proposal import Proposal
from coproduction.rosters.proposals.reasons import Gap, Lacks, Suggestion, gaps, suggestions
from coproduction.rosters.proposals.spread import spread_with
from coproduction.rosters.queries import Choice, Question, Wishes
from coproduction.rosters.rules import HISTORY_DAYS, can_be_searched, is_chosen
from coproduction.rosters.words import SAID
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.words import TO_STAFF, Tag

# In which part of a role a gap is.
PART_OF: Mapping[Lacks, Part] = {
    Lacks.PLACE: Part.PLACE,
    Lacks.EXPERIENCE: Part.PLACE,
    Lacks.STANDBY: Part.STANDBY,
    Lacks.SHADOW: Part.SHADOW,
}
MOST_PANELS = 50  # on one page, all of whose ticks fit in an address; for more of them the worker makes the proposal
MOST_AT_ALL = 2_000


class Suggested(NamedTuple):
    """One member that a coordinator can tick, or ask first. `value` is what the tick sends, and names their place.

    On a page that says what is wrong, whoever is suggested there for the first time is not ticked: they were not seen.
    """

    value: str
    member_id: int
    name: str
    hints: list[str]
    is_asked_first: bool = False
    is_ticked: bool = True


class Standing(NamedTuple):
    """One member who is in the roster already."""

    name: str
    state: Tag


class Missing(NamedTuple):
    """One gap in words, and whether somebody can be put in by name."""

    what: str
    why: list[str]
    help: list[str]
    can_choose: bool


class ProposedRole(NamedTuple):
    """One role of an event: who is in it, whom to ask in the order of turns, what is missing."""

    id: int
    name: str
    standing: list[Standing]
    suggested: list[Suggested]
    has_ticks: bool
    missing: list[Missing]


class ProposedEvent(NamedTuple):
    """One event and its roles. It is open if there is somebody to ask, or something is missing."""

    id: int
    is_open: bool
    title: str
    starts_at: datetime
    ends_at: datetime
    roles: list[ProposedRole]


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """All that the page shows."""

    events: list[ProposedEvent]
    number: int
    is_short: bool
    engine: str
    all_are_new: bool
    left_out: list[str]
    spread: SpreadView
    is_changed: bool = False
    kept_elsewhere: str = ""


def proposal_page(question: Question, proposal: Proposal, *, viewer: Account, not_before: date) -> ProposalPage:
    """Return what the page says of a proposal. No day before `not_before` is named as another day."""
    new = [pick for pick in proposal.picks if question.parts.choice_of(pick) not in question.standing]
    missing = gaps(question.problem, proposal.picks, not_before=not_before)
    lines = _lines(question, proposal, new, viewer=viewer)
    return ProposalPage(
        [_event(event, question, lines, missing=missing) for event in question.events],
        len(new),
        bool(missing),
        words.which_engine(proposal),
        question.all_are_new,
        sorted(
            {question.names[each.member_id] for each in question.wishes.left_out if each.member_id in question.names}
        ),
        shown(
            spread_with(question.problem, map(question.parts.pick_of, question.standing), new=new),
            days=question.numbers[HISTORY_DAYS],
        ),
    )


def beside_others(page: ProposalPage, *, kept_elsewhere: int, is_changed: bool) -> ProposalPage:
    """Say beside a page of a proposal how many are kept on others, and whether anything was changed at all."""
    words = "1 member" if kept_elsewhere == 1 else f"{kept_elsewhere} members"
    said = f"You have kept {words} on the other pages. They are asked too." if kept_elsewhere else ""
    return replace(page, kept_elsewhere=said, is_changed=is_changed)


def with_ticks_as_sent(page: ProposalPage, wishes: Wishes) -> ProposalPage:
    """Return the page with nobody ticked but those whom the coordinator has kept."""
    kept = {value_of(choice) for choice in wishes.in_order}
    return replace(
        page,
        events=[
            event._replace(
                roles=[
                    role._replace(suggested=[one._replace(is_ticked=one.value in kept) for one in role.suggested])
                    for role in event.roles
                ]
            )
            for event in page.events
        ],
    )


def asks_next(events: Sequence[Event], draft: ProposalDraft | None) -> bool | None:
    """Return whether the next is asked by itself: as the coordinator chose it, or as it is for all of the roles."""
    if draft and draft.asks_next is not None:
        return draft.asks_next
    are = {role.asks_next for event in events for role in event.roles if is_chosen(role) and can_be_searched(role)}
    return are.pop() if len(are) == 1 else None


def _lines(
    question: Question, proposal: Proposal, new: Collection[Pick], *, viewer: Account
) -> Mapping[int, list[Suggested]]:
    """Return whom to ask for each role, in the order of turns: those to tick, and those to ask first.

    What the worker made, and the coordinator has not kept, is explained as any suggestion is.
    """
    made = {question.parts.find_pick(choice) for choice in question.wishes.made}
    kept = tuple(pick for pick in question.problem.locked if pick not in made)
    found = {each.pick: each for each in suggestions(replace(question.problem, locked=kept), proposal.picks)}
    people = {person.id: person for person in question.problem.people}
    orders = in_turn(question.problem, proposal.picks, shown=new)
    ids = {one.person_id for order in orders.values() for one in order}
    beside = words_beside(question.events[0], ids, viewer=viewer)
    lines: defaultdict[int, list[Suggested]] = defaultdict(list)
    for (role_id, part), order in orders.items():
        for one in order:
            pick = Pick(role_id, one.person_id, part)
            line = (
                _asked_first(people[one.person_id], pick, question)
                if one.is_asked_first
                else _suggested(found[pick], question)
            )
            line.hints.extend(filter(None, [beside.get(one.person_id)]))
            lines[question.parts.role_of(role_id, part)].append(line)
    return lines


def why_not_proposed(number: int) -> str:
    """Say why nothing can be proposed for so many panels; empty if it can."""
    if not number:
        return "No panel between these days needs people chosen. Choose other days"
    return f"There are {number:,} panels between these days. Choose fewer days" if number > MOST_AT_ALL else ""


def asked_in_words(number: int, left: int = 0) -> str:
    """Say how many members are being asked, and how many are left to be asked."""
    if not number:
        return "They are in the roster already."
    words = "We are asking 1 member." if number == 1 else f"We are asking {number} members."
    return f"{words} You can ask {left} more next." if left else words


def value_of(choice: Choice) -> str:
    """Return what a tick sends for a choice."""
    return f"{choice.role_id}-{choice.member_id}"


def _event(
    event: Event, question: Question, lines: Mapping[int, list[Suggested]], *, missing: Sequence[Gap]
) -> ProposedEvent:
    roles = [_role(role, question, lines.get(role.id, []), missing=missing) for role in event.roles if is_chosen(role)]
    is_open = any(role.suggested or role.missing for role in roles)
    return ProposedEvent(event.id, is_open, event.title, event.starts_at, event.ends_at, roles)


def _role(role: EventRole, question: Question, lines: list[Suggested], *, missing: Sequence[Gap]) -> ProposedRole:
    return ProposedRole(
        role.id,
        role.name,
        list(_standing(role, question)),
        lines,
        any(not line.is_asked_first for line in lines),
        [_missing(gap) for gap in missing if question.parts.role_of(gap.role_id, PART_OF[gap.lacks]) == role.id],
    )


def _standing(role: EventRole, question: Question) -> Iterator[Standing]:
    for choice, state in question.standing.items():
        if choice.role_id == role.id:
            yield Standing(question.names[choice.member_id], TO_STAFF[state])


def _suggested(suggestion: Suggestion, question: Question) -> Suggested:
    choice = question.parts.choice_of(suggestion.pick)
    by_name = question.wishes.by_name.get(choice)
    why = words.why_suggested(suggestion) if by_name is None else words.chosen_by_name(by_name)
    hints = [why, words.beside_the_name(suggestion.history, question.numbers[HISTORY_DAYS])]
    return Suggested(
        value_of(choice), choice.member_id, question.names[choice.member_id], [*_told_us(choice, question), *hints]
    )


def _asked_first(person: Person, pick: Pick, question: Question) -> Suggested:
    choice = question.parts.choice_of(pick)
    hints = [*_told_us(choice, question), words.beside_the_name(person.history, question.numbers[HISTORY_DAYS])]
    return Suggested(value_of(choice), person.id, question.names[person.id], hints, is_asked_first=True)


def _told_us(choice: Choice, question: Question) -> list[str]:
    """Return what somebody said of the event before."""
    event_id = next(role.event_id for event in question.events for role in event.roles if role.id == choice.role_id)
    asked = (event_id, choice.member_id)
    told = [f"{SAID[question.said[asked]]}."] if asked in question.said else []
    return [*told, "They put themselves forward."] if choice in question.forward else told


def _missing(gap: Gap) -> Missing:
    return Missing(
        words.what_is_missing(gap),
        words.why_nobody_fits(gap),
        words.what_would_help(gap),
        gap.lacks is not Lacks.EXPERIENCE,
    )
