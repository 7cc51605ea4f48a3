"""What came of panels: what is due, what was told, what people thought, and whose names are to be deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db, is_one_of
from coproduction.core.dated_settings import values_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import NAMES_DAYS, NAMES_DAYS_WITHOUT_OUTCOME
from coproduction.panels.models import (
    Candidate,
    Outcome,
    OutcomeCorrection,
    Pack,
    PackHandover,
    PackOpening,
    Panel,
    PanelCase,
    PanelFeedback,
    PanelMove,
    PanelStage,
    ScoreSheet,
)
from coproduction.panels.queries.dates import ends_at, last_end
from coproduction.panels.rules.outcomes import last_day_of_names, outcomes_due_after
from coproduction.panels.rules.seats import somebody_took_part
from coproduction.panels.rules.stages import ENDED, UNDER_WAY
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.models import GOES_AHEAD, Change, Event, EventChange, EventState
from coproduction.schedule.rules import is_of_set

NOT_TOLD = (*UNDER_WAY, PanelStage.HELD)


def outcome_of(event_id: int) -> Outcome | None:
    """Return what came of a panel that the caller has found; None before it is told."""
    return db.session.scalar(
        select(Outcome).where(Outcome.event_id == event_id).execution_options(populate_existing=True)
    )


def is_held_by_the_clock(case: PanelCase) -> bool:
    """Say whether a panel counts as held only because its time is over: nobody told its outcome, or wrote who came."""
    if case.stage is not PanelStage.HELD or case.event_id is None or outcome_of(case.event_id):
        return False
    written = select(exists().where(is_of_set(case.event_id), is_one_of(Event.state, (EventState.HELD,))))
    return not db.session.scalar(written)


def corrections_of(event_id: int) -> Sequence[OutcomeCorrection]:
    """Return what was said of a panel's outcome before each correction, the first first."""
    return db.session.scalars(
        select(OutcomeCorrection).where(OutcomeCorrection.event_id == event_id).order_by(OutcomeCorrection.id)
    ).all()


def corrected_by(event_id: int, *, viewer: Account) -> Sequence[AnyRow]:
    """Return what was said before each correction, the newest first, and the coordinator who made it, if one did."""
    require_staff(viewer)
    return db.session.execute(
        select(OutcomeCorrection, Account.name)
        .outerjoin(Account, Account.id == OutcomeCorrection.corrected_by_id)
        .where(OutcomeCorrection.event_id == event_id)
        .order_by(OutcomeCorrection.id.desc())
    ).all()


def number_of_corrections(event_id: int) -> int:
    """Count how often the outcome of a panel was corrected."""
    return db.session.scalars(select(func.count()).where(OutcomeCorrection.event_id == event_id)).one()


def keeps_names(event: Event, *, now: datetime) -> bool:
    """Say whether we still keep the names of the candidates of a panel that was not cancelled, if we had any."""
    settled_at = db.session.scalar(
        select(_settled_at())
        .select_from(Event)
        .outerjoin(Outcome, Outcome.event_id == Event.id)
        .where(Event.id == event.id)
    )
    return uk_wall(now).date() <= _kept_until(now)(ends_at(event), settled_at)


def _kept_until(now: datetime) -> Callable[[datetime, datetime | None], date]:
    """Return what says, of a panel that ended and was settled then, the last day on which its names are kept."""
    days = values_of((NAMES_DAYS, NAMES_DAYS_WITHOUT_OUTCOME), on=uk_wall(now).date())
    return partial(
        last_day_of_names, working_days=days[NAMES_DAYS], days_without_outcome=days[NAMES_DAYS_WITHOUT_OUTCOME]
    )


def due_of(event: Event) -> date:
    """Return the last day on which the panel's members hear of its outcome in time."""
    return outcomes_due_after()(ends_at(event))


def outcomes_due(*, now: datetime, since: datetime) -> AnySelect:
    """Return the statement for the panels that ended since and whose members have not heard what came of it.

    The oldest stands first. `outcomes_due_after` says of each by when they should hear.
    """
    return (
        select(Event.id, Event.title, last_end().label("ends_at"))
        .join(Panel, Panel.event_id == Event.id)
        .join(PanelCase, PanelCase.event_id == Event.id)
        .where(
            _was_held(now=now),
            Event.ends_at > since,
            is_one_of(PanelCase.stage, NOT_TOLD),
            ~exists().where(Outcome.event_id == Event.id),
        )
        .order_by(Event.ends_at, Event.id)
    )


def _was_held(*, now: datetime) -> ColumnElement[bool]:
    """Return the condition for panels that are over, with members on them."""
    is_on = is_one_of(Event.state, GOES_AHEAD)
    return and_(is_on, last_end() <= now, somebody_took_part(Event.id))


def feedback_of(event_id: int, *, viewer: Account) -> Sequence[AnyRow]:
    """Return what members said of a panel, with their names while we know whose it is. For coordinators alone."""
    require_staff(viewer)
    return db.session.execute(
        select(PanelFeedback, Member.known_as)
        .outerjoin(Member, Member.id == PanelFeedback.member_id)
        .where(PanelFeedback.event_id == event_id)
        .order_by(PanelFeedback.given_at, PanelFeedback.id)
    ).all()


def feedback_passed_on(event_id: int) -> Sequence[str]:
    """Return what members said and coordinators passed on, for the page of whoever asked for the panel. No names."""
    return db.session.scalars(
        select(PanelFeedback.words)
        .where(PanelFeedback.event_id == event_id, PanelFeedback.passed_on_at.is_not(None))
        .order_by(PanelFeedback.passed_on_at, PanelFeedback.id)
    ).all()


def find_feedback(feedback_id: int, event_id: int) -> PanelFeedback | None:
    """Return what somebody said of the panel, or None if it is of another."""
    return db.session.scalar(
        select(PanelFeedback)
        .where(PanelFeedback.id == feedback_id, PanelFeedback.event_id == event_id)
        .execution_options(populate_existing=True)
    )


def own_feedback(event_id: int, *, viewer: Member) -> PanelFeedback | None:
    """Return what the viewer said of the panel, as it is now; None before they do."""
    return db.session.scalar(
        select(PanelFeedback)
        .where(PanelFeedback.event_id == event_id, PanelFeedback.member_id == viewer.id)
        .execution_options(populate_existing=True)
    )


class ToForget(NamedTuple):
    """A panel for whose names and scores the time is over. It was put off, and its pack waits for another day, or not.

    What waits so does no longer than names do where no outcome was told.
    """

    event_id: int
    keeps_pack: bool


def panels_to_forget(*, now: datetime) -> list[ToForget]:
    """Return the panels that hold names, packs, scores, or whose feedback it is, for whom the time is over."""
    today, last_day = uk_wall(now).date(), _kept_until(now)
    rows = db.session.execute(
        select(Event.id, last_end(), _settled_at(), _holds_what_is_of_people(), _waits_for_another_day())
        .join(Panel, Panel.event_id == Event.id)
        .outerjoin(Outcome, Outcome.event_id == Event.id)
        .where(or_(_holds_what_is_of_people(), _holds(Pack)))
        .order_by(Event.id)
    )
    found = []
    for event_id, ended_at, settled_at, is_of_people, waits in rows:
        keeps_pack = waits and last_day(ended_at if settled_at is None else settled_at, None) >= today
        if last_day(ended_at, settled_at) < today and (is_of_people or not keeps_pack):
            found.append(ToForget(event_id, keeps_pack))
    return found


def _settled_at() -> ColumnElement[datetime | None]:
    """Select, beside Event and Outcome, when the outcome was told, the panel closed without one, or cancelled last."""
    closed = (
        select(func.max(PanelMove.moved_at))
        .join(PanelCase, PanelCase.id == PanelMove.case_id)
        .where(PanelCase.event_id == Event.id, PanelMove.to_stage == PanelStage.CLOSED)
    )
    cancelled = select(func.max(EventChange.at)).where(
        EventChange.event_id == Event.id, EventChange.what == Change.CANCELLED
    )
    told, *others = Outcome.told_at, closed.correlate(Event), cancelled.correlate(Event)
    return func.coalesce(told, *(other.scalar_subquery() for other in others), type_=told.type)


def _holds_what_is_of_people() -> ColumnElement[bool]:
    """Return the condition on Event for a panel with names, readers, a conflict, or feedback of which we know whose."""
    return or_(
        *(_holds(table) for table in (Candidate, PackHandover, PackOpening, ScoreSheet, DeclaredConflict)),
        exists().where(PanelFeedback.event_id == Event.id, PanelFeedback.member_id.is_not(None)),
    )


def _holds(
    table: type[Candidate | Pack | PackHandover | PackOpening | ScoreSheet | DeclaredConflict],
) -> ColumnElement[bool]:
    return exists().where(table.event_id == Event.id)


def _waits_for_another_day() -> ColumnElement[bool]:
    """Return the condition on Event for a panel that was put off, and has no other day yet."""
    return (
        exists()
        .where(PanelMove.event_id == Event.id, PanelCase.id == PanelMove.case_id)
        .where(PanelCase.event_id.is_(None), ~is_one_of(PanelCase.stage, ENDED))
        .correlate_except(PanelMove, PanelCase)
    )


def panel_numbered(event_id: int) -> Panel:
    """Return the panel of this event, which the caller has found before, with its event and who organises it."""
    return db.session.scalars(
        select(Panel)
        .join(Panel.event)
        .where(Panel.event_id == event_id)
        .options(contains_eager(Panel.event).joinedload(Event.organiser))
    ).one()
