"""Requests of recruiting managers: as they see their own, and as coordinators see all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.paging import Page, page_of_rows
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.models import Panel, PanelCase, PanelMove, PanelRequest, PanelStage, RequestedTime
from coproduction.panels.queries.dates import first_time
from coproduction.panels.rules.seats import is_seat, may_be_there
from coproduction.panels.rules.short import is_short, role_to_ring_for
from coproduction.panels.rules.stages import ENDED, FOLLOWS_ITS_EVENT
from coproduction.panels.words.seats import WATCHING
from coproduction.schedule.models import GOES_AHEAD, Event, EventRole, Part, Place
from coproduction.schedule.rules import SEATED, is_of_set

UNANSWERED = (PanelStage.REQUESTED, PanelStage.NEEDS_INFORMATION)

_WHOLE = (
    joinedload(PanelRequest.case).joinedload(PanelCase.owner),
    joinedload(PanelRequest.case).joinedload(PanelCase.panel),
    selectinload(PanelRequest.times),
)

_CASES = select(PanelCase).options(
    joinedload(PanelCase.owner), joinedload(PanelCase.panel).joinedload(Panel.event).joinedload(Event.organiser)
)


def request_with(seed: str | None) -> PanelRequest | None:
    """Return the request that a manager's own key opens, with how far it has come; None once we forgot who sent it."""
    if seed is None:
        return None
    opened = select(PanelRequest).where(PanelRequest.seed == seed, PanelRequest.contact_email != "")
    return db.session.scalar(opened.options(*_WHOLE))


def request_of(case_id: int) -> PanelRequest | None:
    """Return what was asked for, if somebody asked for this panel."""
    return db.session.scalar(
        select(PanelRequest).where(PanelRequest.case_id == case_id).options(selectinload(PanelRequest.times))
    )


def manager_of(event_id: int) -> str:
    """Return who is told why the panel of this event is cancelled, in words; empty if nobody asked for it."""
    name = db.session.scalar(
        select(PanelRequest.contact_name)
        .join(PanelRequest.case)
        .where(
            PanelCase.event_id == event_id,
            PanelRequest.contact_email != "",
            is_one_of(PanelCase.stage, FOLLOWS_ITS_EVENT),
        )
    )
    return f"{name}, who asked for the panel" if name else ""


def read_again(request: PanelRequest) -> None:
    """Read what was asked for, with its times, as it is now. The caller has locked its case."""
    db.session.scalars(
        select(PanelRequest)
        .where(PanelRequest.case_id == request.case_id)
        .options(selectinload(PanelRequest.times))
        .execution_options(populate_existing=True)
    ).one()


def find_case(case_id: int, *, viewer: Account) -> PanelCase | None:
    """Return a panel with how far it has come, whether somebody asked for it or not. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(_CASES.where(PanelCase.id == case_id))


def find_case_of(event_id: int, *, viewer: Account) -> PanelCase | None:
    """Return how far the panel of this event has come, also of one that was put off. For coordinators."""
    require_staff(viewer)
    put_off = exists().where(PanelMove.case_id == PanelCase.id, PanelMove.event_id == event_id)
    return db.session.scalar(_CASES.where(or_(PanelCase.event_id == event_id, put_off)))


def requests_of_sender(email: str) -> Sequence[PanelRequest]:
    """Return the requests that were sent from this address and are not over, the newest first."""
    return db.session.scalars(
        select(PanelRequest)
        .join(PanelRequest.case)
        .where(func.lower(PanelRequest.contact_email) == email.lower(), ~is_one_of(PanelCase.stage, ENDED))
        .order_by(PanelRequest.sent_at.desc(), PanelRequest.case_id)
        .options(contains_eager(PanelRequest.case))
    ).all()


def requests_with_contact(*, over_before: datetime) -> Sequence[PanelRequest]:
    """Return the requests that say who sent them, and whose panels were over before that moment.

    Over is what is declined, cancelled or closed, or was put off and has no new dates, and a panel whose day has been.
    So is what nobody answered, once the last day that was asked for has been.
    """
    left = is_one_of(PanelCase.stage, (*ENDED, PanelStage.POSTPONED))
    to_come = exists().where(RequestedTime.case_id == PanelCase.id, RequestedTime.ends_at >= over_before)
    ended = and_(left, PanelCase.moved_at < over_before)
    unanswered = and_(is_one_of(PanelCase.stage, UNANSWERED), PanelRequest.sent_at < over_before, ~to_come)
    return db.session.scalars(
        select(PanelRequest)
        .join(PanelRequest.case)
        .outerjoin(Event, Event.id == PanelCase.event_id)
        .where(PanelRequest.contact_email != "", or_(ended, unanswered, Event.ends_at < over_before))
        .order_by(PanelRequest.case_id)
    ).all()


def listed_panels(number: int, *, viewer: Account, is_over: bool) -> Page[AnyRow]:
    """Return panels with how far they have come: those that are not over, or those that are, the latest move first.

    For coordinators.
    """
    require_staff(viewer)
    over = is_one_of(PanelCase.stage, ENDED)
    return page_of_rows(
        select(
            PanelCase.id,
            PanelCase.stage,
            PanelCase.moved_at,
            PanelCase.event_id,
            func.coalesce(Event.title, PanelRequest.post).label("title"),
            PanelRequest.team,
            PanelCase.is_short_notice,
            func.coalesce(Event.starts_at, first_time()).label("starts_at"),
            Account.name.label("owner"),
            PanelRequest.case_id.label("request_id"),
            is_short().label("is_short"),
            role_to_ring_for().label("role_to_ring_for"),
        )
        .outerjoin(PanelRequest, PanelRequest.case_id == PanelCase.id)
        .outerjoin(Event, Event.id == PanelCase.event_id)
        .outerjoin(Account, Account.id == PanelCase.owner_id)
        .where(over if is_over else ~over)
        .order_by(PanelCase.moved_at.desc(), PanelCase.id),
        number,
    )


def moves_of(case: PanelCase, *, viewer: Account) -> Sequence[PanelMove]:
    """Return every step of the panel, the first first, with who made it. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(PanelMove)
        .where(PanelMove.case_id == case.id)
        .order_by(PanelMove.id)
        .options(joinedload(PanelMove.moved_by), raiseload("*", sql_only=True))
    ).all()


def number_of_moves(case: PanelCase) -> int:
    """Count the steps of the panel so far."""
    return db.session.scalars(select(func.count()).where(PanelMove.case_id == case.id)).one()


def last_words(case: PanelCase) -> str:
    """Return what was said with the last step into the stage in which the panel stands; empty if nothing was."""
    said = (
        select(PanelMove.reason)
        .where(PanelMove.case_id == case.id, PanelMove.to_stage == case.stage)
        .order_by(PanelMove.id.desc())
        .limit(1)
    )
    return db.session.scalar(said) or ""


def number_with_places(event_id: int) -> int:
    """Count the members who hold a place on the panel, at whichever of its dates."""
    held = (is_of_set(event_id), is_one_of(Place.state, SEATED), is_seat())
    count = select(func.count(Place.member_id.distinct())).join(Event, Event.id == Place.event_id)
    return db.session.scalars(count.where(*held)).one()


def names_on(event_id: int) -> Sequence[AnyRow]:
    """Return the parts and the first names of those who hold a place on a panel that is on: all a manager sees.

    Whoever is there to learn watches, in a word that managers know.

    Who stands by is not on the panel yet. Of those who are only at a date with a roster of its own, with its `label`.
    """
    return db.session.execute(
        select(
            case((EventRole.part == Part.SHADOW, WATCHING), else_=EventRole.name).label("part"),
            Member.known_as,
            Event.label,
        )
        .join(Place, Place.role_id == EventRole.id)
        .join(Member, Member.id == Place.member_id)
        .join(Event, Event.id == EventRole.event_id)
        .where(
            is_of_set(event_id),
            EventRole.part != Part.STANDBY,
            is_one_of(Place.state, SEATED),
            is_one_of(Event.state, GOES_AHEAD),
            is_seat(),
            may_be_there(literal(event_id), Place.member_id),
        )
        .order_by(Event.follows_id.is_not(None), Event.starts_at, EventRole.id, Member.known_as, Member.id)
    ).all()
