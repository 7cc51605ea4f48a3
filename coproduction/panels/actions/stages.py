"""The one way in which a panel moves from one stage to the next, and the moves that it makes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_before
from coproduction.panels.actions.naming import refuse_candidates_in
from coproduction.panels.actions.notice import note_notice
from coproduction.panels.emails import requesters
from coproduction.panels.kinds import NAMES_DAYS
from coproduction.panels.models import Panel, PanelCase, PanelMove, PanelRequest, PanelStage
from coproduction.panels.queries import cases as queries
from coproduction.panels.queries import requests
from coproduction.panels.queries.asides import waiting_for_outcome
from coproduction.panels.rules import stages as rules
from coproduction.panels.rules.notice import Notice
from coproduction.panels.rules.requests import fewest_members
from coproduction.schedule.models import Event
from coproduction.schedule.queries.locks import lock_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is written down with a step: why, whether the manager made it, and the panel that was called off with it."""

    reason: str = ""
    by_manager: bool = False
    is_told: bool = True
    put_off: Panel | None = None


def begin_case(
    stage: PanelStage,
    notice: Notice,
    *,
    panel: Panel | None = None,
    request: PanelRequest | None = None,
    short_because: str = "",
    by: Account | None,
    now: datetime,
) -> PanelCase:
    """Make the case of a panel that is asked for, or that a coordinator makes. A second time it is the one there is.

    Whoever makes it owns it. Refused for a stage in which no panel begins.
    """
    if panel and (there := queries.case_of(panel.event_id)):
        return there
    rules.refuse_move(None, stage)
    case = PanelCase(panel=panel, stage=stage, moved_at=now, owner_id=by.id if by else None)
    db.session.add(case)
    if request:
        request.case = case
        db.session.add(request)
    note_notice(case, notice, because=short_because)
    _write(case, None, Said(), by=by, now=now)
    return case


def move_stage(
    case: PanelCase,
    to: PanelStage,
    *,
    by: Account | None,
    now: datetime,
    reason: str = "",
    by_manager: bool = False,
) -> PanelCase:
    """Move the panel on, write the move down, and tell the recruiting manager if there is one.

    Locks its event and it. `by` is None for the manager (`by_manager`) and for what happens by itself. A move that is
    not legal is refused and changes nothing; to the stage that it is in already, nothing happens.
    """
    return move_locked(lock(case), to, by=by, now=now, reason=reason, by_manager=by_manager)


def lock(case: PanelCase) -> PanelCase:
    """Return the case as it is now, with its event, and make every other change to the two wait.

    Refused when it has got another event since it was read: events are locked first, and then cases.
    """
    event_id = case.event_id
    if event_id is not None:
        lock_events([event_id])
    case = queries.lock_case(case.id)
    if case.event_id != event_id:
        raise Refusal("Somebody else has just changed this panel. Look at it again first.")
    return case


def lock_request(request: PanelRequest) -> PanelCase:
    """Lock the case as `lock` does, and read again what is asked for: others may have changed it since it was read."""
    case = lock(request.case)
    requests.read_again(request)
    return case


def lock_put_off(case: PanelCase) -> int | None:
    """Lock the event that was called off when the panel was put off last, and return its id; None if it never was.

    Whoever locks the case too does so afterwards.
    """
    event_id = queries.last_put_off(case)
    if event_id is not None:
        lock_events([event_id])
    return event_id


def move_locked(
    case: PanelCase,
    to: PanelStage,
    *,
    by: Account | None,
    now: datetime,
    reason: str = "",
    by_manager: bool = False,
    is_told: bool = True,
    put_off: Panel | None = None,
) -> PanelCase:
    """Move a panel that the caller has locked, as `move_stage` does; its manager hears of it if `is_told`.

    `put_off` is the panel that had been made for it, and is called off. Refused for a reason that names a candidate.
    """
    if case.stage is to:
        return case
    rules.refuse_move(case.stage, to)
    refuse_candidates_in(case.event_id, reason=reason)
    before, case.stage, case.moved_at = case.stage, to, now
    said = Said(reason=reason, by_manager=by_manager, is_told=is_told, put_off=put_off)
    _write(case, before, said, by=by, now=now)
    return case


def follow_event(event: Event, *, by: Account | None, now: datetime) -> None:
    """Move the panel as its event and the people on it say. The caller has locked the event.

    It recruits when the event is published, is rostered when every part has enough people and recruits again when it
    has not, and is cancelled with its event. Whether it is for one member alone is kept with the event, for whoever is
    asked, when `by` changes its roles: those who answer share the event, and change nothing of it. Twice changes
    nothing more.
    """
    found = queries.case_of(event.id)
    if found and by:
        event.is_for_one = queries.places_wanted(event.id) == 1
    if found is None or found.stage not in rules.FOLLOWS_ITS_EVENT:
        return
    case = queries.lock_case(found.id)
    to = rules.stage_by_itself(case.stage, event.state, has_enough=queries.has_enough(event.id))
    move_locked(case, to, by=by, now=now, reason=event.cancelled_because)


def refuse_too_few(event: Event, *, now: datetime) -> None:
    """Refuse a panel for fewer members than the norm, unless a coordinator has said why that may be."""
    found, wanted = queries.case_of(event.id), queries.places_wanted(event.id)
    fewest = fewest_members(now=now)
    if found and wanted is not None and wanted < fewest and not found.few_because:
        raise Refusal(
            f"This panel is for {wanted} of at least {fewest} members, so that nobody is alone. "
            "Ask for more, or say why under “From request to outcome”."
        )


def hold_panels(*, now: datetime) -> int:
    """Write down that panels whose time is over were held, and return how many. For the worker.

    One on which no member was is closed at once: nobody waits to hear what came of it.
    """
    over = queries.cases_that_are_over(now=now)
    _lock_events_of(over)
    for found in over:
        case = lock(found)
        if case.stage in rules.UNDER_WAY:
            is_waited_for = bool(waiting_for_outcome(case))
            move_locked(case, PanelStage.HELD, by=None, now=now, is_told=is_waited_for)
            if not is_waited_for:
                move_locked(case, PanelStage.CLOSED, by=None, now=now)
    return len(over)


def close_panels(*, now: datetime) -> int:
    """Close the panels whose outcome was shared so long ago that no names are kept any more; return how many."""
    today = uk_wall(now).date()
    last = working_days_before(today, value_of(NAMES_DAYS, on=today))
    shared = queries.cases_shared_before(uk_moment(last, time()))
    _lock_events_of(shared)
    for found in shared:
        case = lock(found)
        if case.stage is PanelStage.OUTCOME_SHARED:
            move_locked(case, PanelStage.CLOSED, by=None, now=now)
    return len(shared)


def _lock_events_of(cases: Sequence[PanelCase]) -> None:
    """Lock all the events before the first case: whoever has a case waits for no event."""
    lock_events([case.event_id for case in cases if case.event_id is not None])


def _write(case: PanelCase, before: PanelStage | None, said: Said, *, by: Account | None, now: datetime) -> None:
    key = f"{requesters.about(case.id)}move-{requests.number_of_moves(case) + 1}"
    sent = requesters.stage_reached(case, before, reason=said.reason, key=key, now=now) if said.is_told else None
    db.session.add(
        PanelMove(
            case_id=case.id,
            from_stage=before,
            to_stage=case.stage,
            moved_at=now,
            moved_by_id=by.id if by else None,
            by_manager=said.by_manager,
            reason=said.reason,
            message_key=sent.key if sent else None,
            event_id=said.put_off.event_id if said.put_off else None,
        )
    )
    record("panel.moved", case, by=by, now=now, before=before, to=case.stage)
