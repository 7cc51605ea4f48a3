"""Asking the only member left on a panel whether they agree to be alone, and taking what they say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.notifications.actions import drop
from coproduction.notifications.taking_back import untold
from coproduction.panels.actions.stages import follow_event, lock
from coproduction.panels.emails import members as emails
from coproduction.panels.models import AloneState, AloneStep, PanelCase
from coproduction.panels.queries import alone as queries
from coproduction.panels.queries.candidates import is_told
from coproduction.rosters.actions.searches import rest_searches, take_up_searches
from coproduction.schedule.actions.details import keep_agreement, let_go_on_alone
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Event, Place, Via

NOT_ALONE = "This panel is not down to one member any more, so there is nothing to ask."


def ask_alone(case: PanelCase, reason: str, *, by: Account, now: datetime) -> None:
    """Ask the only member whether they agree to be alone, and keep why they are asked. Twice asks once.

    Refused once they would rather not, for nobody is pressed; and where they are not alone any more.
    """
    place, last = _locked(case, now=now)
    if last and last.state is AloneState.RATHER_NOT:
        raise Refusal(f"{place.member.name} has said that they would rather not. Please do not ask them again.")
    if last is None:
        step = _write(place, AloneState.ASKED, hand=Hand(by), reason=reason, now=now)
        emails.alone_asked(place, step, now=now)


def answer_alone(
    case: PanelCase, *, agrees: bool, hand: Hand, now: datetime, member: Member | None = None, reason: str = ""
) -> None:
    """Take what the only member says: themselves as `member`, or to a coordinator. They can change their mind.

    Who agrees is enough for the panel, and nobody more is looked for, unless they change their mind. Who would rather
    not keeps their place until a coordinator decides. Refused
    where they are not alone any more; for a member who was not asked; and beside `reason`, for an agreement of which
    no coordinator has said why.
    """
    place, last = _locked(case, now=now)
    if member and (last is None or place.member_id != member.id):
        raise Refusal("You are not the only member any more, so there is nothing to answer.")
    state = AloneState.AGREES if agrees else AloneState.RATHER_NOT
    if last and last.state is state:
        return
    why = reason or queries.reason_given(place.event_id)
    if agrees and not why:
        raise Refusal("Enter why the panel may go on with one member", field="reason")
    if last:
        _forget_question(place, now=now)
    _write(place, state, hand=hand, reason=reason, now=now)
    let_go_on_alone(place, agrees, now=now)
    if agrees:
        keep_agreement(place, hand=hand, now=now)
        case.few_because = case.few_because or why
        rest_searches(place.role.event, now=now)
    elif last and last.state is AloneState.AGREES:
        take_up_searches(place.role.event, now=now)
    follow_event(place.role.event, by=hand.account, now=now)


def end_alone(event: Event, *, now: datetime) -> None:
    """Let the matter rest when another member has a place too, the one who was asked has none, or one is enough.

    Whoever was told of the question and stays is told that they are not alone. The caller has locked the panel.
    """
    last = queries.last_step(event.id)
    if last is None:
        return
    held = queries.places_held(event.id)
    if [place.id for place in held] == [last.place_id] and not event.is_for_one:
        return
    was_told = not _forget_question(last.place, now=now)
    if last.state is AloneState.AGREES:
        let_go_on_alone(last.place, False, now=now)
    over = _write(last.place, AloneState.OVER, hand=Hand(via=Via.AUTOMATIC), reason="", now=now)
    if was_told and last.place in held and len(held) > 1:
        emails.not_alone(last.place, over, now=now)


def ask_anew(place: Place, *, now: datetime) -> None:
    """Ask again whoever has not heard the question yet, because it was taken back when their date changed."""
    last = queries.last_step(place.event_id)
    if last is None or last.state is not AloneState.ASKED or last.place_id != place.id:
        return
    if not is_told([f"{emails.about_being_alone(place.event_id)}{last.id}-%"], place.member_id):
        emails.alone_asked(place, last, now=now)


def forget_reasons(member_ids: Collection[int]) -> None:
    """Delete what was written about the only member of a panel when we forget them. That they were asked stays."""
    theirs = select(Place.id).where(Place.member_id.in_(member_ids))
    db.session.execute(
        update(AloneStep)
        .where(AloneStep.place_id.in_(theirs), AloneStep.reason != "")
        .values(reason="")
        .execution_options(synchronize_session=False)
    )


def _locked(case: PanelCase, *, now: datetime) -> tuple[Place, AloneStep | None]:
    lock(case)
    place = queries.place_left_alone(case.event_id, now=now) if case.event_id else None
    if place is None:
        raise Refusal(NOT_ALONE)
    return place, queries.last_step(place.event_id)


def _forget_question(place: Place, *, now: datetime) -> bool:
    """Take the question out of the outbox, and say whether it was there: they have not heard it yet."""
    begins = emails.about_being_alone(place.event_id)
    waiting = [each.key for each in untold([place.member_id]) if each.key.startswith(begins) and not each.is_copy]
    dropped = [drop(key, now=now) for key in waiting]
    return any(dropped)


def _write(place: Place, state: AloneState, *, hand: Hand, reason: str, now: datetime) -> AloneStep:
    step = AloneStep(
        event_id=place.event_id,
        place_id=place.id,
        state=state,
        at=now,
        by_id=hand.account.id if hand.account else None,
        via=hand.via,
        reason=reason,
    )
    db.session.add(step)
    db.session.flush()
    record("panels.alone", place, by=hand.account, now=now, state=state)
    return step
