"""The rules of belonging: legal moves of a membership, what its state lets a member do, and how long things last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from coproduction.core.dated_settings import number, value_of
from coproduction.core.refusals import Refusal
from coproduction.members.models import InductionStep, Member, MembershipMove, MemberState

PROBATION_MONTHS = number(
    "probation-months", "How long a new member is on probation", unit="months", seed=6, highest=24
)
REVIEW_MONTHS = number("review-months", "Time between reviews with a member", unit="months", seed=12, highest=36)
TERM_YEARS = number("term-years", "How long a term of membership lasts", unit="years", seed=3, highest=10)
MOST_TERMS = number("most-terms", "How many terms a member can have", unit="terms", seed=2, highest=10)
FORMER_MONTHS = number(
    "former-member-months",
    "How long we keep the details of a member who left or died",
    unit="months",
    seed=12,
    highest=84,
)

FORMER_MEMBER = "Former member"  # what stands where their name stood
FORMER_SUPPORTER = "Former supporter"

# Who is asked to things. A new member takes part from the first day, mostly by watching (practice, section 5).
TAKING_PART = (MemberState.INDUCTION, MemberState.PROBATION, MemberState.ACTIVE)
REVIEWED = (MemberState.PROBATION, MemberState.ACTIVE, MemberState.PAUSED)
ENDED = (MemberState.LEFT, MemberState.DIED)
MEMBER_MOVES: Mapping[MemberState | None, tuple[MemberState, ...]] = {
    None: (
        MemberState.INDUCTION,
        MemberState.PROBATION,
        MemberState.ACTIVE,
        MemberState.PAUSED,
    ),  # some were here before us
    MemberState.INDUCTION: (
        MemberState.PROBATION,
        MemberState.PAUSED,
        MemberState.LEAVING,
        MemberState.LEFT,
        MemberState.DIED,
    ),
    MemberState.PROBATION: (
        MemberState.ACTIVE,
        MemberState.PAUSED,
        MemberState.LEAVING,
        MemberState.LEFT,
        MemberState.DIED,
    ),
    MemberState.ACTIVE: (MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT, MemberState.DIED),
    MemberState.PAUSED: (*TAKING_PART, MemberState.LEAVING, MemberState.LEFT, MemberState.DIED),
    MemberState.LEAVING: (*TAKING_PART, MemberState.PAUSED, MemberState.LEFT, MemberState.DIED),
    MemberState.LEFT: (MemberState.INDUCTION, MemberState.DIED),
    MemberState.DIED: (),
}
_STANDS: Mapping[MemberState, str] = {
    MemberState.INDUCTION: "is in their induction",
    MemberState.PROBATION: "is on probation",
    MemberState.ACTIVE: "is an active member",
    MemberState.PAUSED: "has paused their membership",
    MemberState.LEAVING: "is leaving the group",
    MemberState.LEFT: "has left the group",
    MemberState.DIED: "has died",
}


def can_turn(state: MemberState | None, after: MemberState) -> bool:
    """Say whether a membership in this state may move to the other; from nothing, whether it may begin so."""
    return after in MEMBER_MOVES[state]


def refuse_turn(member: Member, after: MemberState) -> None:
    """Refuse a move that is not legal, and say how the membership stands."""
    if not can_turn(member.state, after):
        raise Refusal(f"{member.known_as} {_STANDS[member.state]}, so this cannot be done. Nothing has changed.")


def has_left(member: Member) -> bool:
    """Say whether the member belongs to the group no more."""
    return member.state in ENDED


def is_forgotten(member: Member) -> bool:
    """Say whether we have deleted what we held about the member, but perhaps the name and how to reach them."""
    return member.forgotten_at is not None


def is_nameless(member: Member) -> bool:
    """Say whether we have deleted who the member was."""
    return is_forgotten(member) and member.name == FORMER_MEMBER


def refuse_forgotten(member: Member) -> None:
    """Refuse to take somebody back whose name we have deleted, or to write down anew where they are."""
    if is_nameless(member):
        raise Refusal("We have deleted their details. Ask them to join again as a new member.")


def can_be_reached(member: Member) -> bool:
    """Say whether it makes sense to know how to reach the member: they live, and we know who they are."""
    return not has_died(member) and not is_nameless(member)


def has_died(member: Member) -> bool:
    """Say whether the member has died."""
    return member.state is MemberState.DIED


def takes_part(member: Member) -> bool:
    """Say whether the member is asked to things."""
    return member.state in TAKING_PART


def is_in_induction(member: Member) -> bool:
    """Say whether the steps of the induction are being done with the member."""
    return member.state is MemberState.INDUCTION


def is_on_probation(member: Member) -> bool:
    """Say whether the member is trying out how it is to be one."""
    return member.state is MemberState.PROBATION


def is_leaving(member: Member) -> bool:
    """Say whether the member has said when they leave."""
    return member.state is MemberState.LEAVING


def can_be_reviewed(member: Member) -> bool:
    """Say whether there is a yearly review with the member: not in their induction, and not at the end."""
    return member.state in REVIEWED


def stood_before_rest(moves: Sequence[MembershipMove]) -> MemberState:
    """Return in which state the member last took part, from their moves in order: a pause takes nothing away."""
    for move in reversed(moves):
        for state in (move.to_state, move.from_state):
            if state in TAKING_PART:
                return state
    return MemberState.ACTIVE


def stood_before_leaving(moves: Sequence[MembershipMove]) -> MemberState:
    """Return where the member stood before they said that they would leave, from their moves in order."""
    before = [move.from_state for move in moves if move.to_state is MemberState.LEAVING and move.from_state]
    return before[-1] if before else MemberState.ACTIVE


def stood_before_death(moves: Sequence[MembershipMove]) -> MemberState:
    """Return where somebody stood before their death was written down, from their moves in order.

    Who was leaving stands where they stood before that, because their last day was deleted. Where no move tells it,
    they have left: they can be welcomed back, and get nothing by mistake.
    """
    before = [move.from_state for move in moves if move.to_state is MemberState.DIED and move.from_state]
    if not before:
        return MemberState.LEFT
    return stood_before_leaving(moves) if before[-1] is MemberState.LEAVING else before[-1]


def was_taken_back(moves: Sequence[MembershipMove]) -> bool:
    """Say whether the last thing that happened is that a death was found to be a mistake."""
    return bool(moves) and moves[-1].from_state is MemberState.DIED


def can_be_restored(member: Member, to: MemberState) -> bool:
    """Say whether a death that was a mistake can be taken back to this state: where they can die, but leaving."""
    return has_died(member) and to is not MemberState.LEAVING and can_turn(to, MemberState.DIED)


def begin_days_again(member: Member, *, today: date) -> None:
    """Give somebody whose days were deleted by mistake new ones: a review today, and whole terms from today.

    They have had as many terms as before. Somebody who had left has none.
    """
    if has_left(member):
        return
    terms = member.terms
    begin_term(member, today=today)
    member.terms, member.review_due_on = terms, today
    if is_on_probation(member):
        member.probation_ends_on = end_of_probation(today)


def steps_to_do(done: Collection[InductionStep]) -> list[InductionStep]:
    """Return the steps of the induction that are still to be done, in their order."""
    return [step for step in InductionStep if step not in done]


def begin_term(member: Member, *, today: date) -> None:
    """Give the member a first term and the day of their first review, from today."""
    member.terms = 1
    member.term_ends_on = today + relativedelta(years=value_of(TERM_YEARS, on=today))
    member.review_due_on = next_review(today)


def next_review(today: date) -> date:
    """Return the day of the review after one that is held today."""
    return today + relativedelta(months=value_of(REVIEW_MONTHS, on=today))


def end_of_probation(today: date) -> date:
    """Return the day on which a probation that begins today is over."""
    return today + relativedelta(months=value_of(PROBATION_MONTHS, on=today))


def has_term_left(member: Member, *, today: date) -> bool:
    """Say whether the member can be given another term."""
    return member.terms < value_of(MOST_TERMS, on=today)
