"""How each membership came to stand where it does: its moves, its term and next review, an induction, a departure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from coproduction.demo.book import Book
from coproduction.demo.plans import Person
from coproduction.members.models import Departure, InductionDone, InductionStep, MembershipMove, MemberState

INDUCTION, PROBATION, ACTIVE = MemberState.INDUCTION, MemberState.PROBATION, MemberState.ACTIVE
PATHS: Mapping[MemberState, tuple[MemberState, ...]] = {
    INDUCTION: (INDUCTION,),
    PROBATION: (INDUCTION, PROBATION),
    ACTIVE: (INDUCTION, PROBATION, ACTIVE),
    MemberState.PAUSED: (INDUCTION, PROBATION, ACTIVE, MemberState.PAUSED),
    MemberState.LEAVING: (INDUCTION, PROBATION, ACTIVE, MemberState.LEAVING),
    MemberState.LEFT: (INDUCTION, PROBATION, ACTIVE, MemberState.LEFT),
    MemberState.DIED: (INDUCTION, PROBATION, ACTIVE, MemberState.DIED),
}
WHY: Mapping[MemberState, str] = {
    MemberState.LEAVING: "Moves away to be near a daughter.",
    MemberState.DIED: "His son rang.",
}
# Days from joining to each of the first states, and days ago for those that are news.
AFTER: Mapping[MemberState, int] = {INDUCTION: 0, PROBATION: 30, ACTIVE: 210}
AGO: Mapping[MemberState, int] = {
    MemberState.PAUSED: 4,
    MemberState.LEAVING: 6,
    MemberState.LEFT: 1,
    MemberState.DIED: 5,
}
GONE = (MemberState.LEFT, MemberState.DIED)
TERM_YEARS, MOST_TERMS, PROBATION_MONTHS = 3, 2, 6
BY_COORDINATOR = 1


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a membership that matter; none of them for somebody who has left or died."""

    term_ends_on: date | None
    terms: int
    review_due_on: date | None
    probation_ends_on: date | None


def days_of(book: Book, person: Person) -> Days:
    """Return the end of the term, the next review and the end of a probation, counted from the day they joined."""
    joined = book.day(-person.joined_days_ago)
    if person.state in GONE:
        return Days(None, 1, None, None)
    years = relativedelta(book.today, joined).years
    before = years // TERM_YEARS
    review = joined + relativedelta(years=years + 1) if person.review_in is None else book.day(person.review_in)
    began = joined + timedelta(days=AFTER[PROBATION])
    on_probation = person.state is PROBATION
    return Days(
        joined + relativedelta(years=(before + 1) * TERM_YEARS),
        min(before + 1, MOST_TERMS),
        review,
        began + relativedelta(months=PROBATION_MONTHS) if on_probation else None,
    )


def write_life(book: Book, person: Person, *, member_id: int) -> None:
    """Write every move of the membership, and what is written down about its beginning, its last year and its end."""
    before: MemberState | None = None
    for state, moved_at in _moments(book, person):
        book.rows.add(
            MembershipMove,
            member_id=member_id,
            from_state=before,
            to_state=state,
            moved_at=moved_at,
            moved_by_id=BY_COORDINATOR,
            reason=WHY.get(state, ""),
            message_key=None,
        )
        before = state
    _write_induction(book, person, member_id=member_id)
    if person.leaves_in is not None:
        _write_departure(book, person, leaves_on=book.day(person.leaves_in), member_id=member_id)


def died_at(book: Book, person: Person) -> datetime | None:
    """Return when it was written down that they have died; None for everybody else."""
    return dict(_moments(book, person)).get(MemberState.DIED)


def _moments(book: Book, person: Person) -> Iterator[tuple[MemberState, datetime]]:
    """Yield each state with when it began: as soon as is usual, and sooner in a short membership."""
    path = PATHS[person.state]
    share = person.joined_days_ago / (len(path) + 1)
    for number, state in enumerate(path):
        ago = AGO[state] if state in AGO else person.joined_days_ago - min(AFTER[state], int(number * share))
        yield state, book.moment(days_ago=max(ago, 1)) + timedelta(minutes=number)


def _write_induction(book: Book, person: Person, *, member_id: int) -> None:
    joined_at = book.members[member_id].joined_at
    for number, step in enumerate(list(InductionStep)[: person.steps_done]):
        done_at = joined_at + timedelta(days=number + 1)
        book.rows.add(
            InductionDone,
            member_id=member_id,
            step=step,
            done_on=done_at.date(),
            note="",
            recorded_at=done_at,
            recorded_by_id=BY_COORDINATOR,
        )


def _write_departure(book: Book, person: Person, *, leaves_on: date, member_id: int) -> None:
    book.rows.add(
        Departure,
        member_id=member_id,
        leaves_on=leaves_on,
        wants_exit_talk=True,
        wants_reference=person.wants_reference,
        keeps_in_touch=True,
    )
