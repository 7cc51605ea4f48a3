"""The legal moves of an arrangement, what must be arranged for whom, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, and_, case, false, not_, or_, select

from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_before, working_days_left
from coproduction.members.kinds.needs import NEEDS
from coproduction.members.models import Need, NeedKind
from coproduction.schedule.kinds.arrangements import ARRANGED, FACTS, IN_TWOS
from coproduction.schedule.models import AnswerDetail, Arrangement, ArrangementState, Event, Venue, Way
from coproduction.schedule.rules import Offers, is_open_for_answers, lost_way, way_of, ways_of


class Planned(Offers, Protocol):
    """What must be arranged by when hangs on this: on an event, or on the details that it will have."""

    @property
    def starts_at(self) -> datetime: ...


_S = ArrangementState
LEGAL_MOVES: Mapping[ArrangementState | None, tuple[ArrangementState, ...]] = {
    None: (_S.TO_BOOK,),
    _S.TO_BOOK: (_S.REQUESTED, _S.CONFIRMED, _S.CANNOT_BE_MET, _S.NOT_NEEDED),
    _S.REQUESTED: (_S.CONFIRMED, _S.TO_BOOK, _S.CANNOT_BE_MET, _S.CHECK_AGAIN, _S.TO_CANCEL),
    _S.CONFIRMED: (_S.TO_BOOK, _S.CANNOT_BE_MET, _S.CHECK_AGAIN, _S.TO_CANCEL),
    _S.CHECK_AGAIN: (_S.REQUESTED, _S.CONFIRMED, _S.TO_BOOK, _S.CANNOT_BE_MET, _S.TO_CANCEL),
    _S.CANNOT_BE_MET: (_S.TO_BOOK, _S.REQUESTED, _S.CONFIRMED, _S.NOT_NEEDED),
    _S.TO_CANCEL: (_S.NOT_NEEDED, _S.CHECK_AGAIN),
    _S.NOT_NEEDED: (_S.TO_BOOK,),
}
LIVE = (_S.TO_BOOK, _S.REQUESTED, _S.CONFIRMED, _S.CHECK_AGAIN, _S.CANNOT_BE_MET)
# What a supplier knows of, and would go on with if nobody told them.
BOOKED = (_S.REQUESTED, _S.CONFIRMED, _S.CHECK_AGAIN)
UNCONFIRMED = (_S.TO_BOOK, _S.REQUESTED, _S.CHECK_AGAIN)
HIGHEST_COST = 1_000_000  # in pence: nothing for one person at one event costs more

# Where a member who comes no more leads each arrangement, one who comes again, and an event that moves.
WHEN_NOT_COMING: Mapping[ArrangementState, ArrangementState] = {
    _S.TO_BOOK: _S.NOT_NEEDED,
    _S.CANNOT_BE_MET: _S.NOT_NEEDED,
    **dict.fromkeys(BOOKED, _S.TO_CANCEL),
}
WHEN_COMING: Mapping[ArrangementState, ArrangementState] = {
    _S.NOT_NEEDED: _S.TO_BOOK,
    _S.TO_CANCEL: _S.CHECK_AGAIN,
}
WHEN_MOVED: Mapping[ArrangementState, ArrangementState] = {
    _S.REQUESTED: _S.CHECK_AGAIN,
    _S.CONFIRMED: _S.CHECK_AGAIN,
    _S.CANNOT_BE_MET: _S.TO_BOOK,
}
# What a coordinator can say of an arrangement; the rest follows from what members and events do.
BY_HAND = (_S.REQUESTED, _S.CONFIRMED, _S.TO_BOOK, _S.CANNOT_BE_MET)


def is_legal(before: ArrangementState | None, after: ArrangementState) -> bool:
    """Say whether an arrangement may move from one state to the other."""
    return after in LEGAL_MOVES[before]


def moves_by_hand(state: ArrangementState) -> list[ArrangementState]:
    """Return what a coordinator can say of an arrangement in this state, the best first."""
    if state is _S.TO_CANCEL:
        return [_S.NOT_NEEDED]
    if state is _S.NOT_NEEDED:
        return []
    return [after for after in BY_HAND if is_legal(state, after)]


def is_arranged_for(event: Event, *, now: datetime) -> bool:
    """Say whether anything is arranged for the event: members see it, and it has not started."""
    return is_open_for_answers(event, now=now)


def is_needed(kind: NeedKind, way: Way | None) -> bool:
    """Say whether a need must be arranged for somebody who takes part in this way. Who has not said may come."""
    known = ARRANGED.get(kind)
    return known is not None and not (known.is_at_venue and way in (Way.ONLINE, Way.PHONE))


def is_needed_by(kind: NeedKind, detail: AnswerDetail | None, event: Planned) -> bool:
    """Say whether somebody needs this at the event, as far as they have said how they take part.

    If their way is no longer possible, it is what they needed for it and may need still: nothing is taken for granted.
    """
    lost = lost_way(detail, event)
    if lost is None:
        return is_needed(kind, way_of(detail, event))
    return is_needed(kind, lost) and any(is_needed(kind, way) for way in ways_of(event))


def lead_of(need: Need, usual: int) -> int:
    """Return how many working days it takes to arrange: what was said of this need, or else what is usual now."""
    return usual if need.lead_days in (0, NEEDS[need.kind].lead_days) else need.lead_days


def book_by(event: Planned, lead: int) -> date:
    """Return the last day to book something that takes so many working days."""
    return working_days_before(uk_wall(event.starts_at).date(), lead)


def takes_too_long(event: Event, usual: Mapping[NeedKind, int], *, today: date) -> ColumnElement[bool]:
    """Return the condition, on Need, for what somebody would need at the event and nobody could book in time any more.

    `usual` is how many working days each kind usually takes now. What the venue is known to have takes none.
    """
    kinds = [kind for kind in usual if is_needed_by(kind, None, event)]
    if not kinds:
        return false()
    left = working_days_left(today, uk_wall(event.starts_at).date())
    usually = case({kind: usual[kind] for kind in kinds}, value=Need.kind)
    once_usual = case({kind: NEEDS[kind].lead_days for kind in kinds}, value=Need.kind)
    lead = case((or_(Need.lead_days == 0, Need.lead_days == once_usual), usually), else_=Need.lead_days)
    return and_(Need.kind.in_(kinds), lead > left, not_(_is_there(event)))


def _is_there(event: Event) -> ColumnElement[bool]:
    if event.venue_id is None:
        return false()
    has = or_(*(and_(Need.kind == kind, getattr(Venue, fact)) for kind, fact in FACTS.items()))
    return select(Venue.id).where(Venue.id == event.venue_id, has).correlate(Need).exists()


def is_late(arrangement: Arrangement, *, today: date) -> bool:
    """Say whether the day to book it by has passed, and nobody has said yet what to do."""
    return needs_booking(arrangement) and arrangement.book_by < today and arrangement.late_choice is None


def needs_booking(arrangement: Arrangement) -> bool:
    """Say whether nobody has been asked for it yet."""
    return arrangement.state is _S.TO_BOOK


def needs_two(kind: NeedKind | None, event: Event, *, alone_for: int) -> bool:
    """Say whether the event is too long for one interpreter; `alone_for` is in minutes."""
    return kind in IN_TWOS and event.ends_at - event.starts_at > timedelta(minutes=alone_for)


def can_agree_instead(arrangement: Arrangement) -> bool:
    """Say whether something else can still be agreed with the member: nobody is booked."""
    return arrangement.state in (_S.TO_BOOK, _S.CANNOT_BE_MET)


def likelier_cost(pence: int | None) -> int | None:
    """Return what a cost that can hardly be was more likely meant to be, as pence were once taken for pounds; or None.

    A page showed costs in pence where it asked for pounds, so that saving it again made them a hundred times as high.
    """
    likely = pence or 0
    while likely > HIGHEST_COST:
        likely //= 100
    return likely if likely != (pence or 0) else None


def is_with_supplier(arrangement: Arrangement) -> bool:
    """Say whether a supplier knows of it, and has not been told that it is over."""
    return arrangement.state in (*BOOKED, _S.TO_CANCEL)


def is_live() -> ColumnElement[bool]:
    """Return the condition for arrangements of people who come."""
    return is_one_of(Arrangement.state, LIVE)
