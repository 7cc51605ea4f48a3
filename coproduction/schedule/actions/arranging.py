"""Comparing what those who come need with what is arranged: what is missing is made, what is over is dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member, NeedKind
from coproduction.schedule.models import Arrangement, ArrangementMove, ArrangementState, Event, Place, PlaceState
from coproduction.schedule.queries import arrangements as queries
from coproduction.schedule.rules import COMING
from coproduction.schedule.rules import arrangements as rules
from coproduction.schedule.words.arrangements import TO_STAFF

# A place, and the state that it came from.
Moved = tuple[Place, PlaceState | None]
Wanted = Mapping[tuple[int, NeedKind | None], date]
COMES, COMES_NOT, MOVED = "They are coming", "They are not coming, or need it no longer", "The event has moved"
NEW_WORDS = "They have changed what they wrote"


def compare(event: Event, *, by: Account | None, now: datetime, member_ids: Collection[int] | None = None) -> None:
    """Make the arrangements of an event what those who come to it need: of the members named, or of everybody.

    What is missing is made, to be booked by its day. What nobody needs any more is dropped if it was never booked, and
    is to be cancelled if it was. Doing it twice changes nothing, and once the event has started nothing is changed. The
    caller has locked the event, and the members if they are named.
    """
    if event.starts_at <= now:
        return
    wanted = _wanted(event, member_ids, now=now)
    there = {(each.member_id, each.kind): each for each in queries.lock_arrangements(event.id, member_ids)}
    for key, arrangement in there.items():
        _bring_in_line(arrangement, wanted.get(key), by=by, now=now)
    for (member_id, kind), book_by in wanted.items():
        if (member_id, kind) not in there:
            _make(event, member_id, kind, book_by=book_by, by=by, now=now)
    db.session.flush()


def follow_place(place: Place, before: PlaceState | None, *, by: Account | None, now: datetime) -> None:
    """Compare when a member begins to come or ceases to. Other moves of a place change nothing here.

    The caller has locked the member. The place may have moved already; `before` is the state it came from.
    """
    follow_places([(place, before)], by=by, now=now)


def follow_places(moved: Sequence[Moved], *, by: Account | None, now: datetime) -> None:
    """Compare once, as `follow_place` does, for several members of one event whose places moved together."""
    turned = [place.member_id for place, before in moved if (before in COMING) is not (place.state in COMING)]
    if turned:
        compare(queries.lock_event_shared(moved[0][0].event_id), by=by, now=now, member_ids=turned)


def follow_details(place: Place, *, has_new_needs: bool, by: Account | None, now: datetime) -> None:
    """Compare when somebody who comes has said how they take part. The caller has locked the member.

    When what is different this time is not what they wrote before, whatever was done about that is looked at again.
    """
    if place.state not in COMING:
        return
    _compare_member(place.event_id, place.member_id, by=by, now=now)
    if has_new_needs:
        for arrangement in queries.lock_arrangements(place.event_id, [place.member_id]):
            if arrangement.kind is None:
                _look_again(arrangement, NEW_WORDS, by=by, now=now)


def follow_event(event: Event, *, has_moved: bool, by: Account | None, now: datetime) -> None:
    """Bring the arrangements of an event in line after it was published, changed or cancelled.

    If its time or place has moved, what was booked is to be checked with the supplier again, and what could not be had
    is to be tried again. The caller has locked the event.
    """
    if has_moved and event.starts_at > now:
        for arrangement in queries.lock_arrangements(event.id, None):
            _look_again(arrangement, MOVED, by=by, now=now)
    compare(event, by=by, now=now)


def follow_needs(member: Member, *, by: Account | None, now: datetime) -> None:
    """Compare in every event to come when what the member needs has changed. The caller has locked the member."""
    for event_id in queries.events_to_come_of(member.id, now=now):
        _compare_member(event_id, member.id, by=by, now=now)


def bring_arrangements(kept: Member, other: Member) -> None:
    """Bring what was arranged under another record of the same person to the kept one.

    Of two alike the one that a supplier knows of comes or stays; if both are known to one, theirs is left where it is,
    to be cancelled.
    """
    mine = {(each.event_id, each.kind): each for each in queries.arrangements_of_record(kept.id)}
    for theirs in queries.arrangements_of_record(other.id):
        here = mine.get((theirs.event_id, theirs.kind))
        if here and (rules.is_with_supplier(here) or not rules.is_with_supplier(theirs)):
            continue
        if here:
            forget([here.id])
        theirs.member_id = kept.id
    db.session.flush()


def forget(arrangement_ids: Sequence[int]) -> None:
    """Delete arrangements with their history."""
    db.session.execute(delete(ArrangementMove).where(ArrangementMove.arrangement_id.in_(arrangement_ids)))
    db.session.execute(delete(Arrangement).where(Arrangement.id.in_(arrangement_ids)))


def move(
    arrangement: Arrangement, to: ArrangementState, *, by: Account | None, now: datetime, reason: str = ""
) -> ArrangementMove:
    """Move the arrangement, write the move down and return it. One that is not legal is refused and changes nothing."""
    before = arrangement.state
    if not rules.is_legal(before, to):
        said, asked = TO_STAFF[before].words.lower(), TO_STAFF[to].words.lower()
        raise Refusal(f"This cannot be changed from “{said}” to “{asked}”.")
    return _write(arrangement, before, to, by=by, now=now, reason=reason)


def _compare_member(event_id: int, member_id: int, *, by: Account | None, now: datetime) -> None:
    compare(queries.lock_event_shared(event_id), by=by, now=now, member_ids=[member_id])


def _wanted(event: Event, member_ids: Collection[int] | None, *, now: datetime) -> Wanted:
    """Return by when each thing must be booked for each member who comes; nothing for an event that is not on."""
    if not rules.is_arranged_for(event, now=now):
        return {}
    coming = queries.people_coming(event.id, member_ids)
    return queries.days_to_book(event, coming, today=uk_wall(now).date())


def _bring_in_line(arrangement: Arrangement, book_by: date | None, *, by: Account | None, now: datetime) -> None:
    turns, reason = (rules.WHEN_COMING, COMES) if book_by else (rules.WHEN_NOT_COMING, COMES_NOT)
    if after := turns.get(arrangement.state):
        move(arrangement, after, by=by, now=now, reason=reason)
    if book_by:
        arrangement.book_by = book_by


def _look_again(arrangement: Arrangement, reason: str, *, by: Account | None, now: datetime) -> None:
    arrangement.late_choice = None
    if after := rules.WHEN_MOVED.get(arrangement.state):
        move(arrangement, after, by=by, now=now, reason=reason)


def _make(
    event: Event, member_id: int, kind: NeedKind | None, *, book_by: date, by: Account | None, now: datetime
) -> None:
    arrangement = Arrangement(
        event_id=event.id, member_id=member_id, kind=kind, book_by=book_by, owner_id=event.organiser_id, made_at=now
    )
    db.session.add(arrangement)
    _write(arrangement, None, ArrangementState.TO_BOOK, by=by, now=now, reason=COMES)


def _write(
    arrangement: Arrangement,
    before: ArrangementState | None,
    after: ArrangementState,
    *,
    by: Account | None,
    now: datetime,
    reason: str,
) -> ArrangementMove:
    arrangement.state, arrangement.moved_at = after, now
    moved_by_id = by.id if by else None
    written = ArrangementMove(
        arrangement=arrangement, from_state=before, to_state=after, moved_at=now, moved_by_id=moved_by_id, reason=reason
    )
    db.session.add(written)
    return written
