"""What somebody says beside yes or no, written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule import rules
from coproduction.schedule.actions.arranging import follow_details
from coproduction.schedule.actions.calls import ask_for_call
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.kinds import NEEDS_KEPT_WEEKS
from coproduction.schedule.models import AnswerDetail, Event, Place, PlaceState, Way
from coproduction.schedule.queries.answers import detail_of, details_of_those_who_come
from coproduction.schedule.queries.linked import mirrors_of_place


@dataclass(frozen=True, slots=True)
class AnswerDetails:
    """How somebody takes part this once, and whether they would like to be rung. What is None stays as it was."""

    way: Way | None = None
    with_supporter: bool | None = None
    may_leave_early: bool | None = None
    needs_as_usual: bool | None = None
    needs: str = ""
    ring_me: bool = False


NOTHING_MORE = AnswerDetails()
BOTH = (
    "You chose the same as usual, and wrote what is different. "
    "Choose that something is different, or delete what you wrote"
)


def note_details(place: Place, details: AnswerDetails, *, hand: Hand, now: datetime) -> None:
    """Write down what was said beside the answer to a place that the caller has locked. Needs never reach the audit.

    Refused for a way in which nobody can take part, when something is different and nobody says what, and when
    nothing is and somebody says what.
    """
    if details.ring_me:
        ask_for_call(place, hand=hand, now=now)
    details = _plainly(details)
    if replace(details, ring_me=False) == NOTHING_MORE:
        return
    rules.refuse_unless_open(place.role.event, now=now)
    if details.way and details.way not in rules.ways_of(place.role.event):
        raise Refusal("Select a way that this event offers", field="way")
    if details.needs_as_usual is False and not details.needs:
        raise Refusal("Enter what is different this time", field="needs")
    detail = detail_of(place.id) or AnswerDetail(place_id=place.id, needs="")
    before = detail.needs
    _write(detail, details, now=now)
    follow_details(place, has_new_needs=detail.needs != before, by=hand.account, now=now)
    for mirror in mirrors_of_place(place, now=now):
        _mirror_details(detail, mirror, has_new_needs=detail.needs != before, by=hand.account, now=now)
    record("schedule.answer_detailed", place, by=hand.account, now=now)


def _write(detail: AnswerDetail, said: AnswerDetails, *, now: datetime) -> None:
    for name in ("way", "with_supporter", "may_leave_early", "needs_as_usual"):
        if (stated := getattr(said, name)) is not None:
            setattr(detail, name, stated)
    if said.needs_as_usual is not None:
        detail.needs = "" if said.needs_as_usual else said.needs
    detail.changed_at = now
    db.session.add(detail)
    db.session.flush()


def _mirror_details(
    detail: AnswerDetail, mirror: Place, *, has_new_needs: bool, by: Account | None, now: datetime
) -> None:
    """Let what was said hold for a date that shares the roster too: a way of taking part only where there is such."""
    theirs = detail_of(mirror.id) or AnswerDetail(place_id=mirror.id)
    for name in ("with_supporter", "may_leave_early", "needs_as_usual", "needs", "changed_at"):
        setattr(theirs, name, getattr(detail, name))
    theirs.way = detail.way if detail.way in rules.ways_of(mirror.role.event) else None
    db.session.add(theirs)
    db.session.flush()
    follow_details(mirror, has_new_needs=has_new_needs, by=by, now=now)


def note_agreement(place: Place, *, hand: Hand, now: datetime) -> None:
    """Keep that somebody who said yes agreed to be the only member, where that is so.

    The caller has locked the place.
    """
    if place.state is PlaceState.HELD and rules.is_alone_in(place.role):
        keep_agreement(place, hand=hand, now=now)


def keep_agreement(place: Place, *, hand: Hand, now: datetime) -> None:
    """Keep that somebody agreed to be the only member. The caller has locked the place, or all of its event."""
    detail = detail_of(place.id) or AnswerDetail(place_id=place.id, needs="", changed_at=now)
    detail.agreed_alone_at = now
    db.session.add(detail)
    db.session.flush()
    record("schedule.agreed_alone", place, by=hand.account, now=now)


def let_go_on_alone(place: Place, goes_on: bool, *, now: datetime) -> None:
    """Keep whether the event goes on with this member alone, by agreement. The caller has locked all of the event."""
    detail = detail_of(place.id) or AnswerDetail(place_id=place.id, needs="", changed_at=now)
    detail.goes_on_alone = goes_on
    db.session.add(detail)
    db.session.flush()


def take_what_is_left(place: Place, *, hand: Hand, now: datetime) -> None:
    """Forget a way of taking part that the event does not offer any more: its member has answered since.

    The caller has locked the place.
    """
    detail = detail_of(place.id)
    if rules.lost_way(detail, place.role.event) and detail:
        detail.way, detail.changed_at = None, now
        db.session.flush()
        follow_details(place, has_new_needs=False, by=hand.account, now=now)


def keep_ways(event: Event, after: rules.Offers, *, now: datetime) -> None:
    """Write down how each who comes takes part, before the event changes, where that will not be possible any more.

    Also of those who never said, because there was one way only: or else the way that is left would speak for them.
    """
    for place_id, _member_id, detail in details_of_those_who_come(event):
        way = rules.way_of(detail, event)
        if way is None or way in rules.ways_of(after):
            continue
        kept = detail or AnswerDetail(place_id=place_id, needs="")
        kept.way, kept.changed_at = way, now
        db.session.add(kept)
    db.session.flush()


def _plainly(details: AnswerDetails) -> AnswerDetails:
    """Return what was said with its plain meaning: words on what is different say that something is."""
    if details.needs and details.needs_as_usual is None:
        return replace(details, needs_as_usual=False)
    if details.needs and details.needs_as_usual:
        raise Refusal(BOTH, field="usual")
    return details


def bring_details(kept: Place, other: Place) -> None:
    """Let what was said about another place of the same person hold for this one, where nothing was said about it."""
    detail = detail_of(other.id)
    if detail and detail_of(kept.id) is None:
        detail.place_id = kept.id
        db.session.flush()


def forget_needs_of(place: Place) -> None:
    """Delete what somebody needed at an event that they no longer come to, because they have gone."""
    if detail := detail_of(place.id):
        detail.needs, detail.needs_as_usual = "", None
        db.session.flush()


def forget_needs(*, now: datetime) -> int:
    """Delete the words on what was different at events that ended some weeks ago, and return how many."""
    ended = select(Place.id).join(Event, Event.id == Place.event_id).where(Event.ends_at < _kept_since(now))
    gone = (
        update(AnswerDetail)
        .where(AnswerDetail.needs != "", AnswerDetail.place_id.in_(ended))
        .values(needs="", needs_as_usual=None)
        .returning(AnswerDetail.place_id)
        .execution_options(synchronize_session=False)
    )
    return len(db.session.scalars(gone).all())


def _kept_since(now: datetime) -> datetime:
    today: date = uk_wall(now).date()
    return now - relativedelta(weeks=value_of(NEEDS_KEPT_WEEKS, on=today))
