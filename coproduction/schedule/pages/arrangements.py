"""What coordinators see of an event's arrangements, and a member of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_date, uk_period, uk_wall
from coproduction.members.kinds.needs import SEEN_BY
from coproduction.members.models import NeedKind, SeenBy
from coproduction.schedule.kinds.arrangements import ALONE_FOR, FACTS, how_arranged
from coproduction.schedule.models import Arrangement, ArrangementState, Event, Venue
from coproduction.schedule.pages.venue_summary import IN_WORDS
from coproduction.schedule.queries import arranged as queries
from coproduction.schedule.queries.arranged import Told
from coproduction.schedule.rules import arrangements as rules
from coproduction.schedule.words import Tag
from coproduction.schedule.words.arrangements import (
    LATE,
    TO_MEMBERS,
    TO_STAFF,
    arranged_in_words,
    cost_too_high,
    in_pounds,
    things,
)

_S = ArrangementState
# The parts of the page, each with the states that stand in it.
GROUPS: Mapping[str, tuple[ArrangementState, ...]] = {
    "To do": (_S.TO_CANCEL, _S.CHECK_AGAIN, _S.TO_BOOK, _S.CANNOT_BE_MET),
    "Asked for, and not confirmed": (_S.REQUESTED,),
    "Confirmed": (_S.CONFIRMED,),
    "No longer needed": (_S.NOT_NEEDED,),
}
BOOK_TWO = "This is too long for one. Book two, who take turns."
VENUE_SAYS: Mapping[bool | None, str] = {
    True: "We noted that this venue has it. Ask if it is free that day.",
    False: "We noted that this venue does not have it.",
    None: "Nobody has checked if this venue has it.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One arrangement on the event's page."""

    id: int
    label: str
    who: str
    detail: str
    instead: str
    state: Tag
    deadline: str
    is_late: bool
    decided: str
    venue_says: str
    hint: str
    booking: str
    cost_check: str
    owner: str
    may_know: str
    is_not_sure: bool
    can_change: bool
    can_agree: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the page."""

    heading: str
    cards: list[Card]


class ToAsk(NamedTuple):
    """Somebody to ask if others may know what they need, because these are not told it."""

    member_id: int
    words: str


@dataclass(frozen=True, slots=True)
class ArrangementsPage:
    """All that is arranged for an event."""

    standing: str
    late: int
    to_ask: list[ToAsk]
    groups: list[Group]


def arrangements_page(event: Event, *, viewer: Account, now: datetime) -> ArrangementsPage:
    """Return what is arranged for the event, what is late first. For coordinators."""
    rows = queries.arrangements_of(event.id, viewer=viewer)
    told = queries.told_about(event.id, viewer=viewer)
    not_sure = queries.not_sure_of_coming(event.id, viewer=viewer)
    today = uk_wall(now).date()
    alone_for = value_of(ALONE_FOR, on=today)
    cards: dict[ArrangementState, list[Card]] = {state: [] for state in _S}
    for each in rows:
        said, is_not_sure = told.get((each.member_id, each.kind)), each.member_id in not_sure
        card = _card(each, said, event=event, is_not_sure=is_not_sure, today=today, alone_for=alone_for)
        cards[each.state].append(card)
    groups = [
        Group(heading, sorted((card for state in states for card in cards[state]), key=lambda card: not card.is_late))
        for heading, states in GROUPS.items()
    ]
    return ArrangementsPage(
        standing=standing_in_words(rows),
        late=sum(card.is_late for card in groups[0].cards),
        to_ask=[ToAsk(each.member_id, words) for each in rows if (words := _to_ask(each, told))],
        groups=[group for group in groups if group.cards],
    )


def _to_ask(each: Arrangement, told: Mapping[tuple[int, NeedKind | None], Told]) -> str:
    said = told.get((each.member_id, each.kind))
    if not said or each.kind not in IN_WORDS or each.state not in rules.LIVE:
        return ""
    if said.seen_by is not SeenBy.COORDINATORS:
        return ""
    return f"Ask {each.member.known_as} if {IN_WORDS[each.kind]} may know: {said.detail}"


@dataclass(frozen=True, slots=True)
class OneArrangement:
    """One arrangement on a page of its own, with its history."""

    card: Card
    event: str
    when: str
    history: list[tuple[str, str]]


def one_arrangement(arrangement: Arrangement, *, viewer: Account, now: datetime) -> OneArrangement:
    """Return one arrangement with every step that it has made, the newest first. For coordinators."""
    event, key = arrangement.event, (arrangement.member_id, arrangement.kind)
    told = queries.told_about(event.id, viewer=viewer).get(key)
    is_not_sure = arrangement.member_id in queries.not_sure_of_coming(event.id, viewer=viewer)
    today = uk_wall(now).date()
    alone_for = value_of(ALONE_FOR, on=today)
    return OneArrangement(
        card=_card(arrangement, told, event=event, is_not_sure=is_not_sure, today=today, alone_for=alone_for),
        event=event.title,
        when=uk_period(event.starts_at, event.ends_at),
        history=[
            (f"{TO_STAFF[move.to_state].words}, {uk_date(move.moved_at)}", move.reason)
            for move in reversed(arrangement.moves)
        ],
    )


class OwnLine(NamedTuple):
    """One thing that a member needs at an event, and how far it is."""

    label: str
    state: Tag
    instead: str


class OwnArrangements(NamedTuple):
    """What is arranged for a member at an event, in one sentence and line by line."""

    standing: str
    lines: list[OwnLine]


def arranged_for(event_id: int, member_id: int) -> OwnArrangements | None:
    """Return what is arranged at an event, for the member or for whom they let see it; None when nothing has to be."""
    rows = queries.arranged_for(event_id, member_id)
    if not rows:
        return None
    confirmed = sum(row.state == _S.CONFIRMED for row in rows)
    lines = [OwnLine(how_arranged(row.kind).label, TO_MEMBERS[row.state], row.instead) for row in rows]
    return OwnArrangements(arranged_in_words(confirmed, len(rows)), lines)


def standing_in_words(rows: Sequence[Arrangement]) -> str:
    """Return how an event's arrangements stand, in one sentence."""
    live = [each for each in rows if each.state in rules.LIVE]
    if not live:
        return "Nobody who comes needs anything to be booked."
    confirmed = sum(each.state is _S.CONFIRMED for each in live)
    return f"Confirmed: {confirmed} of {things(len(live))}."


def _card(
    arrangement: Arrangement, told: Told | None, *, event: Event, is_not_sure: bool, today: date, alone_for: int
) -> Card:
    is_late, is_to_book = rules.is_late(arrangement, today=today), rules.needs_booking(arrangement)
    decided = LATE.get(arrangement.late_choice, "") if arrangement.late_choice and is_to_book else ""
    return Card(
        id=arrangement.id,
        label=how_arranged(arrangement.kind).label,
        who=arrangement.member.known_as,
        detail=told.detail if told else "",
        instead=arrangement.instead,
        state=TO_STAFF[arrangement.state],
        deadline=_deadline(arrangement.book_by, today=today) if is_to_book else "",
        is_late=is_late,
        decided=decided,
        venue_says=_venue_says(arrangement, event.listed_venue) if is_to_book else "",
        hint=BOOK_TWO if is_to_book and rules.needs_two(arrangement.kind, event, alone_for=alone_for) else "",
        booking=_booking(arrangement),
        cost_check="" if (likely := rules.likelier_cost(arrangement.cost)) is None else cost_too_high(likely),
        owner=arrangement.owner.name,
        may_know=SEEN_BY[told.seen_by] if told else "",
        is_not_sure=is_not_sure,
        can_change=bool(rules.moves_by_hand(arrangement.state)),
        can_agree=rules.can_agree_instead(arrangement),
    )


def _deadline(book_by: date, *, today: date) -> str:
    return f"The day to book it was {uk_date(book_by)}." if book_by < today else f"Book it by {uk_date(book_by)}."


def _venue_says(arrangement: Arrangement, venue: Venue | None) -> str:
    fact = FACTS.get(arrangement.kind) if arrangement.kind else None
    return VENUE_SAYS[getattr(venue, fact)] if venue and fact else ""


def _booking(arrangement: Arrangement) -> str:
    cost = "" if arrangement.cost is None else in_pounds(arrangement.cost)
    return ", ".join(filter(None, (arrangement.supplier, cost, arrangement.reference)))
