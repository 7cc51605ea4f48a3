"""Where a membership stands, in words: for the coordinators' page of one member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members import kinds, rules
from coproduction.members.models import Departure, InductionDone, InductionStep, Member
from coproduction.members.queries import belonging as queries

Fact = tuple[str, str]
APART = (*kinds.ENDINGS, kinds.DIED, kinds.FORGET)
FOR_SOMEBODY = {
    kinds.REJOIN,
    kinds.NOT_DIED,
    kinds.EXIT_TALK,
    kinds.REFERENCE,
    kinds.ASK_REFERENCE,
    kinds.DIED,
    kinds.FORGET,
}  # what makes no sense when we do not know any more who it was
FORGOTTEN = "Deleted when their membership ended."
DELETED = "Deleted since they left or died."


class StepLine(NamedTuple):
    """One step of the induction: its words, what was done about it, and its name in addresses. Done or not."""

    words: str
    hint: str
    name: str
    is_buddy: bool
    done: str


class Belonging(NamedTuple):
    """The state with its colour, the days that matter, the steps of an induction, and what is offered.

    What ends a membership stands apart from the rest, and a death apart from that. Of somebody who `has_left` nothing
    more is written down but a new address, if they `can_be_reached`; a `deletion` of their details is offered.
    `forgotten` says what became of what they told us so that they could take part; it is empty while they belong to us.
    `deleted` says so of the rest, and `deleted_contact` of how to reach them, once we have deleted it.
    """

    state: str
    colour: str
    facts: Sequence[Fact]
    steps: Sequence[StepLine]
    moves: Sequence[kinds.OfferedMove]
    endings: Sequence[kinds.OfferedMove]
    death: kinds.OfferedMove | None
    deletion: kinds.OfferedMove | None
    has_left: bool
    can_be_reached: bool
    forgotten: str
    deleted: str
    deleted_contact: str
    sign_in: str


def belonging_of(member: Member, *, viewer: Account, today: date) -> Belonging:
    """Return where the membership stands and what a coordinator can do about it now."""
    rules.require_staff(viewer)
    departure = queries.departure_of(member)
    offered = list(_offered(member, departure, today=today))
    return Belonging(
        state=kinds.MEMBER_STATES[member.state],
        colour=kinds.MEMBER_COLOURS[member.state],
        facts=list(_facts(member, departure)),
        steps=_steps(member) if rules.is_in_induction(member) else (),
        moves=[move for move in offered if move not in APART],
        endings=[move for move in offered if move in kinds.ENDINGS],
        death=kinds.DIED if kinds.DIED in offered else None,
        deletion=kinds.FORGET if kinds.FORGET in offered else None,
        has_left=rules.has_left(member),
        can_be_reached=rules.can_be_reached(member),
        forgotten=FORGOTTEN if rules.has_left(member) else "",
        deleted=DELETED if rules.is_forgotten(member) else "",
        deleted_contact=DELETED if rules.is_nameless(member) else "",
        sign_in=_sign_in(member),
    )


def is_offered(endpoint: str, member: Member, *, viewer: Account, today: date) -> bool:
    """Say whether the page of a move makes sense now for somebody who has left or died."""
    rules.require_staff(viewer)
    return endpoint in {move.endpoint for move in _offered(member, queries.departure_of(member), today=today)}


def _sign_in(member: Member) -> str:
    if member.account is None:
        return "Has no sign-in"
    if member.account.closed_at:
        return "No longer signs in"
    return f"Signs in with {member.account.email}"


def _facts(member: Member, departure: Departure | None) -> Iterator[Fact]:
    days = {
        "Probation ends": member.probation_ends_on,
        "Next yearly review": member.review_due_on,
        "Term ends": member.term_ends_on,
        "Last day": departure.leaves_on if departure else None,
    }
    yield from ((name, uk_short_date(day)) for name, day in days.items() if day)
    if buddy := queries.buddy_of(member):
        yield "Buddy", buddy.name
    if departure:
        yield from _wishes(departure)


def _wishes(departure: Departure) -> Iterator[Fact]:
    """Yield what somebody who leaves would like from us, and whether they have had it."""
    if departure.wants_exit_talk or departure.exit_talk_held_at:
        held = departure.exit_talk_held_at
        yield "Exit talk", f"Held on {uk_short_date(uk_wall(held).date())}" if held else "They would like one"
    if departure.wants_reference or departure.reference_given_at:
        given = departure.reference_given_at
        yield "Reference", f"Given on {uk_short_date(uk_wall(given).date())}" if given else "They would like one"
    yield "Afterwards", "Would like to hear from us" if departure.keeps_in_touch else "Does not want to hear from us"


def _steps(member: Member) -> list[StepLine]:
    done = queries.induction_of(member)
    return [
        StepLine(
            words.words,
            words.hint,
            kinds.NAMES_OF_STEPS[step],
            step is InductionStep.BUDDY,
            _done_in_words(done[step]) if step in done else "",
        )
        for step, words in kinds.INDUCTION_STEPS.items()
    ]


def _done_in_words(done: InductionDone) -> str:
    words = f"Done on {uk_short_date(done.done_on)}. Written down by {done.recorded_by.name}."
    return f"{words} {done.note}" if done.note else words


def _offered(member: Member, departure: Departure | None, *, today: date) -> Iterator[kinds.OfferedMove]:
    """Yield the moves that make sense now: no term that is not there to give, nothing that is done already."""
    senseless = set()
    if not rules.has_term_left(member, today=today):
        senseless.add(kinds.RENEW)
    if departure is None or departure.exit_talk_held_at or not departure.wants_exit_talk:
        senseless.add(kinds.EXIT_TALK)
    if departure is None or departure.reference_given_at or not departure.wants_reference:
        senseless.add(kinds.REFERENCE)
    if departure is None or departure.wants_reference:
        senseless.add(kinds.ASK_REFERENCE)
    if rules.is_nameless(member):
        senseless |= FOR_SOMEBODY
    yield from (move for move in kinds.MOVES_OFFERED[member.state] if move not in senseless)
    if rules.was_taken_back(queries.moves_of(member)):
        yield kinds.STOPPED
