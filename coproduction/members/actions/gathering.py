"""What a record has that comes along when it is merged: needs, qualifications, days away and all the rest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select, update

from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import (
    HeldByAttending,
    HeldQualification,
    InductionDone,
    Member,
    MemberInterest,
    MembershipReview,
    Need,
    PaymentPreference,
    RestrictedNote,
    SeenBy,
    Supporter,
    TurnLimits,
)
from coproduction.notifications.actions import remove_copy_recipient
from coproduction.notifications.models import CopyRecipient

PLURALS = {"time away": "times away"}
PRIVATE_FIRST = tuple(SeenBy)


def gather(kept: Member, other: Member, *, now: datetime) -> None:
    """Bring what the other record has to the kept one; of two alike the better stays, and the other's row with it."""
    _gather_interests(kept, other)
    _gather_needs(kept, other)
    _gather_qualifications(kept, other)
    _gather_away_dates(kept, other)
    _gather_supporters(kept, other, now=now)
    _gather_induction(kept, other)
    for private in (PaymentPreference, TurnLimits):
        _move_unless_there(private, kept, other)
    for many in (MembershipReview, RestrictedNote):
        db.session.execute(update(many).where(many.member_id == other.id).values(member_id=kept.id))
    _join_buddies(kept, other)
    _gather_dates(kept, other)
    if other.untold_since is None:  # they were told under the other name
        kept.untold_since = None
    db.session.flush()


def gathering_foreseen(other: Member) -> str:
    """Say how much of the other record comes along."""
    parts = {
        "need": len(other.needs),
        "qualification": len(other.qualifications),
        "time away": len(other.away_dates),
        "interest": len(other.interests),
    }
    words = [
        f"{number} {name if number == 1 else PLURALS.get(name, f'{name}s')}" for name, number in parts.items() if number
    ]
    return f"{', '.join([*words, 'reviews and notes'])} come along. Of two alike one stays."


def _gather_interests(kept: Member, other: Member) -> None:
    mine = {line.interest for line in kept.interests}
    kept.interests += [MemberInterest(interest=line.interest) for line in other.interests if line.interest not in mine]


def _gather_needs(kept: Member, other: Member) -> None:
    """Bring every need. Of one kind in both, one line stays that says what both say, as private as the stricter."""
    mine = {need.kind: need for need in kept.needs}
    for need in list(other.needs):
        if need.kind in mine:
            _join_needs(mine[need.kind], need)
        else:
            need.member = kept


def _join_needs(mine: Need, theirs: Need) -> None:
    if theirs.detail.casefold() not in mine.detail.casefold():
        mine.detail = "; ".join(filter(None, (mine.detail, theirs.detail)))
    mine.seen_by = min(mine.seen_by, theirs.seen_by, key=PRIVATE_FIRST.index)
    mine.lead_days = max(mine.lead_days, theirs.lead_days)
    mine.review_on = min(mine.review_on, theirs.review_on)


def _gather_qualifications(kept: Member, other: Member) -> None:
    mine = {held.qualification_id: held for held in kept.qualifications}
    for held in list(other.qualifications):
        here = mine.get(held.qualification_id)
        if here is None:
            held.member = kept
        elif _lasts(held) > _lasts(here):
            here.achieved_on, here.valid_until, here.is_to_renew = held.achieved_on, held.valid_until, held.is_to_renew
            here.by_attending = _alike(held.by_attending)


def _alike(through: HeldByAttending | None) -> HeldByAttending | None:
    if through is None:
        return None
    return HeldByAttending(
        first_day=through.first_day, achieved_before=through.achieved_before, until_before=through.until_before
    )


def _lasts(held: HeldQualification) -> tuple[date, int]:
    """Return until when it counts, and, of two that end alike, which was achieved first."""
    return held.valid_until or date.max, -held.achieved_on.toordinal()


def _gather_away_dates(kept: Member, other: Member) -> None:
    mine = {(away.starts_on, away.ends_on) for away in kept.away_dates}
    for away in list(other.away_dates):
        if (away.starts_on, away.ends_on) not in mine:
            away.member = kept


def _gather_supporters(kept: Member, other: Member, *, now: datetime) -> None:
    """Bring every supporter. One who helps both, by the same name and address, keeps what the kept record allows."""
    known = {_contact(one) for one in _supporters(kept) if one.removed_at is None}
    for supporter in _supporters(other):
        if supporter.removed_at is None and _contact(supporter) in known:
            supporter.removed_at = now
            if supporter.email:
                remove_copy_recipient(other.id, supporter.name, email=supporter.email, now=now)
        else:
            supporter.member_id = kept.id
    copied = {(line.name, line.email) for line in db.session.scalars(_copies(kept))}
    for line in db.session.scalars(_copies(other)).all():
        if (line.name, line.email) not in copied:
            line.member_id = kept.id


def _supporters(member: Member) -> list[Supporter]:
    found = select(Supporter).where(Supporter.member_id == member.id).order_by(Supporter.id)
    return list(db.session.scalars(found))


def _contact(supporter: Supporter) -> tuple[str, str, str]:
    name, email = rules.plain_words(supporter.name), rules.plain_words(supporter.email)
    return name, email, rules.plain_phone(supporter.phone)


def _copies(member: Member) -> Select[CopyRecipient]:
    return select(CopyRecipient).where(CopyRecipient.member_id == member.id).order_by(CopyRecipient.id)


def _move_unless_there(table: type[PaymentPreference | TurnLimits], kept: Member, other: Member) -> None:
    """Bring rows of which a member has one each; where the kept record has its own, the other's stays behind."""
    keys = [column.key for column in table.__table__.primary_key if column.key != "member_id"]
    mine = {tuple(getattr(row, key) for key in keys) for row in db.session.scalars(_rows_of(table, kept))}
    for row in db.session.scalars(_rows_of(table, other)).all():
        if tuple(getattr(row, key) for key in keys) not in mine:
            row.member_id = kept.id


def _gather_induction(kept: Member, other: Member) -> None:
    """Bring the steps of the induction; of a step that was done under both, the first time counts.

    Not from somebody who had left to somebody who is in their induction: who comes back begins anew.
    """
    if rules.has_left(other) and rules.is_in_induction(kept):
        return
    mine = {done.step: done for done in db.session.scalars(_rows_of(InductionDone, kept))}
    for done in db.session.scalars(_rows_of(InductionDone, other)).all():
        here = mine.get(done.step)
        if here is None:
            done.member_id = kept.id
        elif done.done_on < here.done_on:
            for column in ("done_on", "note", "recorded_at", "recorded_by_id"):
                setattr(here, column, getattr(done, column))


def _gather_dates(kept: Member, other: Member) -> None:
    """Keep the later end of a term and the later day of a review, so that nobody loses time or is asked twice.

    The number of terms is that of the record that was given more. Somebody on probation has the later end of two.
    The kept record stands where it stood. One that had left has no dates to give.
    """
    if rules.has_left(other):
        return
    later = ["term_ends_on", "review_due_on", *(["probation_ends_on"] if rules.is_on_probation(kept) else [])]
    for due in later:
        known = [day for day in (getattr(kept, due), getattr(other, due)) if day]
        setattr(kept, due, max(known, default=None))
    kept.terms = max(kept.terms, other.terms)


def _rows_of(table: type[Any], member: Member) -> Select[Any]:
    return select(table).where(table.member_id == member.id)


def _join_buddies(kept: Member, other: Member) -> None:
    """Let whoever has the other as a buddy have the kept one; nobody is their own buddy."""
    theirs = other.buddy_id if other.buddy_id != kept.id else None
    kept.buddy_id = theirs if kept.buddy_id in (None, other.id) else kept.buddy_id
    db.session.flush()
    helped = update(Member).where(Member.buddy_id == other.id, Member.id != kept.id)
    db.session.execute(helped.values(buddy_id=kept.id))
