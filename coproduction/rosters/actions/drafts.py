"""What a coordinator changes in a proposal: kept as they go, so that nothing is lost, and nobody is asked by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.rules import belongs
from coproduction.notifications.actions import insert_into
from coproduction.rosters import rules
from coproduction.rosters.actions.asking import ByName, ask_proposed
from coproduction.rosters.models import DraftChoice, ProposalDraft, WantedProposal
from coproduction.rosters.queries import Candidate, Choice, candidate, standing_in
from coproduction.rosters.queries import drafts as queries
from coproduction.rosters.queries.drafts import About
from coproduction.schedule.models import Event, EventRole, Place

MOST_AT_ONCE = 200  # for one page to wait for, while nobody else can write


class Ticks(NamedTuple):
    """What one page of a proposal sent: who is ticked, who was shown, and which events were."""

    kept: Sequence[Choice]
    shown: Sequence[Choice]
    event_ids: Collection[int]


class Named(NamedTuple):
    """Whom a coordinator puts in by name, why all the same, and in whose place."""

    member_id: int
    reason: str = ""
    instead: int | None = None


def keep_ticks(about: About, ticks: Ticks, *, events: Sequence[Event], by: Account, now: datetime) -> ProposalDraft:
    """Keep who is ticked on a page, and leave out who was shown there and is not ticked. The other pages stay as kept.

    Whom the page did not show any more, because they could not come by now, is not kept for it either.
    """
    draft = _open(about, by=by, now=now)
    here = {role_id for role_id, event in queries.events_of_roles(events).items() if event.id in ticks.event_ids}
    rows = {Choice(row.role_id, row.member_id): row for row in draft.choices if row.role_id in here}
    known = queries.known_members({choice.member_id for choice in (*ticks.kept, *ticks.shown)})
    kept = {choice for choice in ticks.kept if choice.role_id in here and choice.member_id in known}
    shown = {choice for choice in ticks.shown if choice.role_id in here and choice.member_id in known}
    for choice, row in rows.items():
        if row.is_kept and choice not in kept | shown:
            draft.choices.remove(row)
    for choice in sorted(kept | shown):
        _keep(draft, choice, rows.get(choice), is_kept=choice in kept)
    db.session.flush()
    return draft


def _open(about: About, *, by: Account, now: datetime) -> ProposalDraft:
    """Return the coordinator's draft, which is made if there is none, and is locked until the commit."""
    values = {"account_id": by.id, "about": about.key, "changed_at": now, **about._asdict()}
    db.session.execute(insert_into(ProposalDraft).values(**values).on_conflict_do_nothing())
    which = (ProposalDraft.account_id == by.id, ProposalDraft.about == about.key)
    draft = queries.lock_draft(db.session.scalars(select(ProposalDraft.id).where(*which)).one())
    draft.changed_at = now
    return draft


def _keep(draft: ProposalDraft, choice: Choice, row: DraftChoice | None, *, is_kept: bool) -> None:
    if row is None:
        row = DraftChoice(role_id=choice.role_id, member_id=choice.member_id)
        draft.choices.append(row)
    row.is_kept = is_kept
    if not is_kept:
        row.by_name, row.reason, row.set_aside = False, "", []


def keep_typed(draft: ProposalDraft, hours: int | None, asks_next: bool | None) -> None:
    """Keep what was typed for the offers."""
    draft.hours, draft.asks_next = hours, asks_next
    db.session.flush()


def ask_kept(draft: ProposalDraft, *, events: Sequence[Event], by: Account, now: datetime) -> list[Place]:
    """Ask all whom the coordinator kept for these events, on whichever page, and return the new offers.

    Of very many those for the first events: the others stay kept, and can be asked next. Refused as `ask_proposed`
    says. Whom they left out stays left out.
    """
    kept = _first_of(queries.wishes_in(draft, events).kept, events)
    by_name = {Choice(row.role_id, row.member_id): ByName(row.reason, row.set_aside) for row in draft.choices}
    asked = ask_proposed(kept, by=by, now=now, hours=draft.hours, by_name=by_name, asks_next=draft.asks_next)
    let_go(draft, kept)
    if not queries.wishes_in(draft, events).kept:
        keep_typed(draft, None, None)
    return asked


def _first_of(kept: Sequence[Choice], events: Sequence[Event]) -> Sequence[Choice]:
    """Return the choices for the first of the events, as many as are asked at once, or all of one event."""
    found: list[Choice] = []
    for event in events:
        here = [choice for choice in kept if choice.role_id in {role.id for role in event.roles}]
        if found and len(found) + len(here) > MOST_AT_ONCE:
            break
        found += here
    return found


def start_again(draft: ProposalDraft) -> None:
    """Forget all that was changed in the proposal."""
    draft.choices.clear()
    keep_typed(draft, None, None)


def let_go(draft: ProposalDraft, choices: Collection[Choice]) -> None:
    """Keep these choices no longer. Nobody is left out by it."""
    for row in [row for row in draft.choices if (row.role_id, row.member_id) in choices and row.is_kept]:
        draft.choices.remove(row)
    db.session.flush()


def choose_member(
    draft: ProposalDraft, role: EventRole, named: Named, *, events: Sequence[Event], by: Account, now: datetime
) -> Sequence[Event]:
    """Put a member into the proposal by name, in place of another, and return where somebody else is looked for.

    That is wherever the proposal had them and they could not do both. Refused as asking is: without a reason if
    something stands in the way, and whatever the reason if the member told us that it cannot be, which they may have
    done by how much they take, counted with all that they are put in for by name.
    """
    draft = queries.lock_draft(draft.id)
    seen = candidate(role, named.member_id, viewer=by, now=now)
    if seen is None:
        raise Refusal("They are in the roster already. Choose somebody else", field="member")
    words = "; ".join(seen.reasons).lower()
    if not seen.can_be_asked:
        raise Refusal(f"{seen.name} cannot be asked: {words}", field="member")
    if seen.reasons and not named.reason:
        raise Refusal(f"Say why you choose them all the same: {words}", field="reason")
    moved = _make_way(draft, role, seen, events=events, now=now)
    _refuse_full(draft, role, but=named.instead, by=by)
    let_go(draft, [Choice(role.id, named.instead)] if named.instead else [])
    draft.choices.append(_by_name(role, seen, named.reason))
    draft.changed_at = now
    db.session.flush()
    return moved


def _by_name(role: EventRole, seen: Candidate, reason: str) -> DraftChoice:
    why = {"reason": reason, "set_aside": seen.reasons} if seen.reasons else {}
    return DraftChoice(role_id=role.id, member_id=seen.member_id, is_kept=True, by_name=True, **why)


def _make_way(
    draft: ProposalDraft, role: EventRole, seen: Candidate, *, events: Sequence[Event], now: datetime
) -> Sequence[Event]:
    """Take the member out of what they could not do as well, and return it. What they are in by name is refused."""
    event_of = queries.events_of_roles(events)
    theirs = [row for row in draft.choices if row.member_id == seen.member_id and row.role_id in event_of]
    here = [row for row in theirs if event_of[row.role_id].id == role.event_id]
    others = {event_of[row.role_id].id: event_of[row.role_id] for row in theirs if row.is_kept and row not in here}
    gone = queries.not_beside(role.event, list(others.values()), member_id=seen.member_id, now=now)
    titles = {event.id: event.title for event in gone}
    there = [row for row in theirs if row.is_kept and event_of[row.role_id].id in titles]
    for row in there:
        if row.by_name:
            title = titles[event_of[row.role_id].id]
            raise Refusal(f"You chose {seen.name} for {title}. They cannot do both", field="member")
    for row in (*here, *there):
        draft.choices.remove(row)
    db.session.flush()
    return gone


def _refuse_full(draft: ProposalDraft, role: EventRole, *, but: int | None, by: Account) -> None:
    """Refuse more by name than are wanted beside those who are in the roster already."""
    named = {row.member_id for row in draft.choices if row.role_id == role.id and row.by_name} - {but}
    if len(named) + len(standing_in([role.id], viewer=by)) >= rules.wanted_in(role):
        raise Refusal(f"Enough people are chosen as {role.name}. Untick one of them first", field="member")


def purge_drafts(*, until: datetime) -> int:
    """Forget what nobody has changed since then, and what is about proposals from before it; return how many.

    And whatever is left of members who have gone. What a coordinator sends at this moment waits for the next day.
    """
    old = select(WantedProposal.id).where(WantedProposal.asked_at <= until)
    gone = select(ProposalDraft.id).where(or_(ProposalDraft.changed_at <= until, ProposalDraft.wanted_id.in_(old)))
    ids = db.session.scalars(gone.order_by(ProposalDraft.id).with_for_update(skip_locked=True)).all()
    _forget(or_(DraftChoice.draft_id.in_(ids), DraftChoice.member_id.in_(select(Member.id).where(~belongs()))))
    drafts = delete(ProposalDraft).where(ProposalDraft.id.in_(ids))
    db.session.execute(drafts.execution_options(synchronize_session=False))
    return len(ids)


def forget_choices(member_ids: Collection[int]) -> None:
    """Delete what proposals had of members whom we forget, but for what is sent at this moment: `purge_drafts` does.

    Whoever sends it waits for the members, who are locked.
    """
    _forget(DraftChoice.member_id.in_(member_ids))


def _forget(which: ColumnElement[bool]) -> None:
    free = select(DraftChoice.id).where(which).order_by(DraftChoice.id).with_for_update(skip_locked=True)
    rows = delete(DraftChoice).where(DraftChoice.id.in_(db.session.scalars(free).all()))
    db.session.execute(rows.execution_options(synchronize_session=False))
