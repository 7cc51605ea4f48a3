"""Leaving the group: on a day to come or today, staying after all, coming back; and a death."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from coproduction.accounts.actions import close_as_member, drop_notices
from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, partings, rules
from coproduction.members.actions.forgetting import forget_what_they_needed, free_those_they_help
from coproduction.members.actions.members import open_sign_in
from coproduction.members.actions.moves import Tell, move_member, nobody_told
from coproduction.members.actions.supporters import end_all_supporters, end_help_of
from coproduction.members.locking import lock_above
from coproduction.members.models import Departure, Member, MemberState
from coproduction.members.queries import belonging as queries
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import drop_about, drop_for_member, silence
from coproduction.notifications.models import Message

MONTHS_AHEAD = 12  # further off is a slip of the keyboard
STILL_TOLD = ("members/email_changed",)  # a warning to an old address makes sense whatever else happens


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How a member leaves: their last day, why if they say so, and what they would like from us."""

    leaves_on: date
    reason: str = ""
    wants_exit_talk: bool = False
    wants_reference: bool = False
    keeps_in_touch: bool = False
    term_ends: bool = False


def plan_leaving(member_id: int, plan: Leaving, *, by: Account, now: datetime) -> Member:
    """Write down that the member leaves, or that their term ends: on a day to come, or at once if that is today.

    They are told. For the same day again, only what they would like is written anew. Refused for a day that is past or
    more than a year ahead, and for somebody who has left.
    """
    lock_above([member_id])
    member = lock_member(member_id)
    known = queries.departure_of(member)
    if known and known.leaves_on == plan.leaves_on:
        _write_wishes(known, plan)
        return member
    today = uk_wall(now).date()
    _refuse_day(plan.leaves_on, today=today)
    rules.refuse_turn(member, MemberState.LEAVING)
    departure = _write_departure(member, plan, known=known)
    if plan.leaves_on == today:
        return _leave(member, departure, by=by, now=now, reason=plan.reason)
    tell: Tell = lambda key: (emails.term_ending if plan.term_ends else emails.leaving)(  # noqa: E731
        member, departure, key=key, now=now
    )
    return move_member(member, MemberState.LEAVING, by=by, now=now, reason=plan.reason, tell=tell)


def stay_after_all(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Let a member who was leaving stay, where they stood before, and tell them. A second click changes nothing.

    Refused when they have left already: they can be welcomed back.
    """
    member = lock_member(member_id)
    if member.state is not MemberState.LEAVING:
        if rules.has_left(member):
            raise Refusal(f"{member.known_as} has left already. You can welcome them back.")
        return member
    _forget_departure(member)
    return move_member(
        member,
        rules.stood_before_leaving(queries.moves_of(member)),
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.staying(member, key=key, now=now),
    )


def leave_today(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """End the membership of somebody who is leaving at once: their access ends, and they are thanked.

    A second time changes nothing. Refused for somebody who has not said that they leave.
    """
    lock_above([member_id])
    member = lock_member(member_id)
    if member.state is MemberState.LEFT:
        return member
    departure = queries.departure_of(member)
    if member.state is not MemberState.LEAVING or departure is None:
        raise Refusal(f"{member.known_as} is not leaving. Write down first that they are.")
    departure.leaves_on = min(departure.leaves_on, uk_wall(now).date())
    return _leave(member, departure, by=by, now=now, reason=reason)


def leave_when_due(*, now: datetime) -> int:
    """End the membership of everybody whose last day is over in the UK, and return how many.

    For the rounds of the clock, so that access ends within minutes of that midnight. Whoever stays after all meanwhile
    is left alone.
    """
    today = uk_wall(now).date()
    over = queries.members_whose_last_day_is_over(today)
    lock_above(over)
    return sum(_leave_if_over(member_id, today, now=now) for member_id in over)


def rejoin(
    member_id: int, *, by: Account, now: datetime, reason: str = "", first: Callable[[], object] = lambda: None
) -> Member:
    """Welcome back somebody who had left: they begin with the induction again, and all their history stays.

    `first` is done when they belong to the group again and before they are told. A second click changes nothing.
    Refused for somebody who has not left.
    """
    member = lock_member(member_id)
    if rules.is_in_induction(member):
        return member
    rules.refuse_turn(member, MemberState.INDUCTION)
    if member.state is not MemberState.LEFT:
        raise Refusal(f"{member.known_as} has not left. Nothing has changed.")
    rules.refuse_forgotten(member)
    member.forgotten_at = member.untold_since = None  # they are told how to get the privacy notice
    for step in queries.induction_of(member).values():
        db.session.delete(step)
    _forget_departure(member)
    rules.begin_term(member, today=uk_wall(now).date())

    def tell(key: str) -> Message | None:
        first()
        return emails.rejoined(member, open_sign_in(member, by=by, now=now), key=key, now=now)

    return move_member(member, MemberState.INDUCTION, by=by, now=now, reason=reason, tell=tell)


def record_death(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Write down that the member has died. Every message and task about them stops at once, wherever it is queued.

    Nobody is told anything in their name from now on, nor their supporters. What they did with the group stays
    written down. A second click changes nothing.
    """
    lock_above([member_id])
    member = lock_member(member_id)
    if rules.has_died(member):
        return member
    rules.refuse_turn(member, MemberState.DIED)
    for record_id in queries.records_of(member):
        silence(record_id, now=now)
    for application_id in queries.applications_of(member):
        drop_about(emails.about(application_id), now=now)
    if member.account:
        drop_notices(member.account, now=now)
    if member.account:
        end_help_of(member.account, by=by, now=now)
    _forget_departure(member)
    move_member(member, MemberState.DIED, by=by, now=now, reason=reason, tell=nobody_told)
    _end_membership(member, tell=False, by=by, now=now)
    return member


def note_exit_talk(member_id: int, *, by: Account, now: datetime) -> Departure:
    """Write down that the exit talk was held. Twice is harmless. Refused for somebody who does not leave."""
    departure = _departure_of(lock_member(member_id))
    if departure.exit_talk_held_at is None:
        departure.exit_talk_held_at = now
        record("member.exit_talk_held", departure.member, by=by, now=now)
    return departure


def note_reference(member_id: int, *, by: Account, now: datetime) -> Departure:
    """Write down that the member has their reference. Twice is harmless. Refused for somebody who does not leave."""
    departure = _departure_of(lock_member(member_id))
    if departure.reference_given_at is None:
        departure.reference_given_at = now
        record("member.reference_given", departure.member, by=by, now=now)
    return departure


def ask_for_reference(member_id: int, *, by: Account, now: datetime) -> Departure:
    """Write down that somebody who leaves, or left, would like a reference after all. Twice is harmless."""
    departure = _departure_of(lock_member(member_id))
    if not departure.wants_reference:
        departure.wants_reference = True
        record("member.reference_asked", departure.member, by=by, now=now)
    return departure


def _leave_if_over(member_id: int, today: date, *, now: datetime) -> bool:
    """End the membership, unless they stay after all or leave later: that may have been written down just now."""
    member = lock_member(member_id)
    departure = queries.departure_of(member)
    if not rules.is_leaving(member) or departure is None or departure.leaves_on >= today:
        return False
    _leave(member, departure, by=None, now=now)
    return True


def _leave(member: Member, departure: Departure, *, by: Account | None, now: datetime, reason: str = "") -> Member:
    """Close what was to come, then thank them. In this order, so that the thanks are not dropped with the rest."""
    rules.refuse_turn(member, MemberState.LEFT)
    for record_id in queries.records_of(member):
        drop_for_member(record_id, now=now, but=STILL_TOLD)
    move_member(
        member,
        MemberState.LEFT,
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.left(member, departure, key=key, now=now),
    )
    _end_membership(member, tell=True, by=by, now=now)
    return member


def _end_membership(member: Member, *, tell: bool, by: Account | None, now: datetime) -> None:
    if member.account:
        close_as_member(member.account, by=by, now=now)
    partings.part(member, by=by, now=now)
    free_those_they_help(member, by=by, now=now)
    end_all_supporters(member, by=by, now=now, tell=tell)
    forget_what_they_needed(member, by=by, now=now)
    db.session.flush()


def _refuse_day(leaves_on: date, *, today: date) -> None:
    if leaves_on < today:
        raise Refusal("The last day must be today or in the future", field="leaves_on")
    if leaves_on > today + relativedelta(months=MONTHS_AHEAD):
        raise Refusal("The last day must be within a year", field="leaves_on")


def _write_departure(member: Member, plan: Leaving, *, known: Departure | None) -> Departure:
    departure = known or Departure(member_id=member.id)
    departure.leaves_on = plan.leaves_on
    _write_wishes(departure, plan)
    departure.reference_given_at = departure.exit_talk_held_at = None
    db.session.add(departure)
    db.session.flush()
    return departure


def _write_wishes(departure: Departure, plan: Leaving) -> None:
    departure.wants_exit_talk = plan.wants_exit_talk
    departure.wants_reference = plan.wants_reference
    departure.keeps_in_touch = plan.keeps_in_touch


def _forget_departure(member: Member) -> None:
    if departure := queries.departure_of(member):
        db.session.delete(departure)
        db.session.flush()


def _departure_of(member: Member) -> Departure:
    departure = queries.departure_of(member)
    if departure is None:
        raise Refusal(f"{member.known_as} is not leaving. Write down first that they are.")
    return departure
