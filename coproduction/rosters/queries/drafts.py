"""What coordinators have changed in proposals and not sent yet: each reads their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.rosters import rules
from coproduction.rosters.models import ProposalDraft
from coproduction.rosters.proposals.problem import Travel, share_time
from coproduction.rosters.queries.dates import dates_of
from coproduction.rosters.queries.limits import limits_around, turns_at
from coproduction.rosters.queries.parts import Choice
from coproduction.rosters.queries.problems import Wishes, times_of
from coproduction.schedule.models import Event


class About(NamedTuple):
    """What a proposal is for: an event, the panels between two UK days, or the panels of one that the worker made."""

    event_id: int | None = None
    wanted_id: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def key(self) -> str:
        """Return the words by which a draft of it is known."""
        if self.event_id:
            return f"event {self.event_id}"
        return f"wanted {self.wanted_id}" if self.wanted_id else f"panels {self.first} {self.last}"


def about_of(draft: ProposalDraft) -> About:
    """Return what a draft is about. For a caller that has found it for its viewer."""
    return About(draft.event_id, draft.wanted_id, draft.first, draft.last)


def find_draft(about: About, *, viewer: Account) -> ProposalDraft | None:
    """Return what the viewer has changed in a proposal, or None if that is nothing."""
    return _find(ProposalDraft.about == about.key, viewer=viewer)


def find_draft_of(draft_id: int, *, viewer: Account) -> ProposalDraft | None:
    """Return the viewer's draft of that id, or None."""
    return _find(ProposalDraft.id == draft_id, viewer=viewer)


def _find(which: ColumnElement[bool], *, viewer: Account) -> ProposalDraft | None:
    require_staff(viewer)
    own = select(ProposalDraft).where(which, ProposalDraft.account_id == viewer.id)
    return db.session.scalars(own.options(joinedload(ProposalDraft.choices))).unique().one_or_none()


def lock_draft(draft_id: int) -> ProposalDraft:
    """Return the draft as it is now, and make another page of the same coordinator that changes it wait."""
    draft = select(ProposalDraft).where(ProposalDraft.id == draft_id).with_for_update(key_share=True)
    return db.session.scalars(draft.execution_options(populate_existing=True)).one()


def known_members(member_ids: Collection[int]) -> set[int]:
    """Return which of these ids are members'. For the programme itself."""
    return set(db.session.scalars(select(Member.id).where(Member.id.in_(member_ids)).order_by(Member.id)))


def events_of_roles(events: Sequence[Event]) -> Mapping[int, Event]:
    """Return the events by their roles."""
    return {role.id: event for event in events for role in event.roles}


def wishes_in(draft: ProposalDraft | None, events: Sequence[Event], *, made: Collection[Choice] = ()) -> Wishes:
    """Return what the coordinator wishes of these events, and what the worker made of those that they left as they are.

    Whomever they put in by name anywhere is looked at again everywhere else: what the worker made knew nothing of it.
    """
    event_of = events_of_roles(events)
    rows = [row for row in draft.choices if row.role_id in event_of] if draft else []
    touched = {event_of[row.role_id].id for row in rows}
    named = {row.member_id for row in draft.choices if row.by_name} if draft else set()
    kept, left_out = (
        [Choice(row.role_id, row.member_id) for row in rows if row.is_kept is is_kept] for is_kept in (True, False)
    )
    by_name = {Choice(row.role_id, row.member_id): row.set_aside for row in rows if row.by_name}
    as_made = [
        choice
        for choice in made
        if choice.role_id in event_of and event_of[choice.role_id].id not in touched and choice.member_id not in named
    ]
    return Wishes(kept, left_out, by_name, as_made)


def not_beside(event: Event, others: Sequence[Event], *, member_id: int, now: datetime) -> Sequence[Event]:
    """Return which of the others a member could not take as well as this event: at its time, or more than they take.

    For the programme itself.
    """
    if not others:
        return []
    dates = dates_of([event, *others], now=now)
    way = Travel(otherwise=timedelta(minutes=rules.numbers_of_obstacles(uk_wall(now).date())[rules.TRAVEL_MINUTES]))
    own = times_of(dates[event.id])
    at_once = [
        other
        for other in others
        if any(share_time(one, another, way) for one in own for another in times_of(dates[other.id]))
    ]
    limits, turns = limits_around([event, *others], now=now, member_id=member_id), turns_at(dates)
    more = [turn for other in others if other not in at_once for turn in turns[other.id]]
    asked = {member_id: [*limits.asked.get(member_id, ()), *more]}
    return others if member_id in replace(limits, asked=asked).at_limit(turns[event.id]) else at_once
