"""Packs: for those who may open them, and for coordinators who prepare them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db, is_one_of
from coproduction.documents.models import Document
from coproduction.documents.queries import documents_named
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.models import (
    Candidate,
    Pack,
    PackHandover,
    PackOpening,
    PackPaper,
    PackQuestion,
    Panel,
    ScoreSheet,
)
from coproduction.panels.rules import packs as rules
from coproduction.panels.rules.alone import own_standing_alone
from coproduction.panels.rules.candidates import has_names_to_answer, takes_answers
from coproduction.panels.rules.seats import is_seat, may_be_there, scores_on, sits_on, was_at
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.schedule.rules import SEATED, is_of_set

# Those at the interviews first, and then those who are only at another date, the soonest first.
_BY_DATE = (Event.follows_id.is_not(None), Event.starts_at)


def find_pack(event_id: int, *, viewer: Member) -> tuple[Pack, Panel] | None:
    """Return the pack and its panel, or None unless the viewer may read it now."""
    row = db.session.execute(
        select(Pack, Panel)
        .join(Panel, Panel.event_id == Pack.event_id)
        .join(Panel.event)
        .where(Pack.event_id == event_id, rules.is_open_to(literal(viewer.id)))
        .options(contains_eager(Panel.event).joinedload(Event.organiser))
        .execution_options(populate_existing=True)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def find_own_panel(event_id: int, *, viewer: Member) -> Panel | None:
    """Return the panel, or None unless the viewer has a place on it and may be there."""
    return _find_panel(event_id, sits_on(Panel.event_id, literal(viewer.id)))


def find_panel_attended(event_id: int, *, viewer: Member) -> Panel | None:
    """Return a panel that is over, or None unless the viewer was there: a standby was, where that is written down."""
    return _find_panel(event_id, was_at(Panel.event_id, literal(viewer.id)))


def _find_panel(event_id: int, *such: ColumnElement[bool]) -> Panel | None:
    return db.session.scalar(
        select(Panel)
        .join(Panel.event)
        .where(Panel.event_id == event_id, *such)
        .options(contains_eager(Panel.event).joinedload(Event.organiser))
    )


def pack_of(event_id: int) -> Pack | None:
    """Return the pack of a panel that the caller has found, as it is now; None before it is prepared."""
    return db.session.scalar(select(Pack).where(Pack.event_id == event_id).execution_options(populate_existing=True))


def questions_of(event_id: int) -> Sequence[PackQuestion]:
    """Return the questions of the pack in their order, as they are now."""
    return db.session.scalars(
        select(PackQuestion)
        .where(PackQuestion.event_id == event_id)
        .order_by(PackQuestion.position)
        .execution_options(populate_existing=True)
    ).all()


def is_brought(event_id: int) -> bool:
    """Say whether the pack came along from a day that was put off, and nobody has looked through it yet."""
    found = exists().where(Pack.event_id == event_id, Pack.brought_from_id.is_not(None))
    return bool(db.session.scalar(select(found)))


def brought_from(pack: Pack) -> Event | None:
    """Return the event that was put off from which the pack came along, until somebody has looked through it."""
    return db.session.get(Event, pack.brought_from_id) if pack.brought_from_id else None


def papers_of(event_id: int, *such: ColumnElement[bool] | InstrumentedAttribute[bool]) -> list[Document]:
    """Return the documents of the pack with their versions, in the order in which they were added.

    With `such`, conditions on PackPaper, no others.
    """
    ids = db.session.scalars(
        select(PackPaper.document_id).where(PackPaper.event_id == event_id, *such).order_by(PackPaper.document_id)
    ).all()
    found = documents_named(ids)
    return [found[number] for number in ids]


def find_paper(event_id: int, document_id: int) -> PackPaper | None:
    """Return the document's part in the pack, or None if it is not in it."""
    return db.session.get(PackPaper, (event_id, document_id))


def opening_of(event_id: int, member_id: int) -> PackOpening | None:
    """Return when the member opened the pack, or None if they have not."""
    return db.session.get(PackOpening, (event_id, member_id))


def handover_of(event_id: int, member_id: int) -> PackHandover | None:
    """Return how the member got the pack from us, as it is now, or None if nobody noted that they did."""
    return db.session.get(PackHandover, (event_id, member_id), populate_existing=True)


def who_sits_on(event_id: int) -> Sequence[AnyRow]:
    """Return the names and parts of those on the panel, for a reader who may know of it, by part and name.

    Of those who are only at a date with a roster of its own, with what that is: their `label`.
    """
    return db.session.execute(_sitting(event_id, Member.id, Member.known_as)).all()


def standing_of(event_id: int, member_id: int, *, now: datetime) -> AnyRow | None:
    """Return how a member stands to a panel, in one statement, for the pages of its dates; None without a panel.

    `sits`: they have a place and may be there. `was_there`: they were, once it is over; not as a standby who stayed at
    home. `is_asked`: there are names, and they can still answer; `waits`: there are some they have not looked at.
    `is_open`: they can read the pack. `has_sheet`: they have written scores. `alone`: how far it is where they were
    asked whether they agree to be the only member; None if they were not.
    """
    me = literal(member_id)
    comes = exists().where(
        Place.event_id == Event.id,
        Place.member_id == me,
        is_of_set(Panel.event_id),
        is_one_of(Place.state, SEATED),
        takes_answers(now=now),
        is_seat(),
    )
    opens = exists().where(Pack.event_id == Panel.event_id, rules.is_open_to(me))
    return db.session.execute(
        select(
            sits_on(Panel.event_id, me).label("sits"),
            was_at(Panel.event_id, me).label("was_there"),
            and_(comes.correlate(Panel), exists().where(Candidate.event_id == Panel.event_id)).label("is_asked"),
            has_names_to_answer(Panel.event_id, me).label("waits"),
            opens.correlate(Panel).label("is_open"),
            _scored(Panel.event_id, me).label("has_sheet"),
            own_standing_alone(me).label("alone"),
        ).where(Panel.event_id == event_id)
    ).one_or_none()


def _scored(event_id: InstrumentedAttribute[int], member_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition for a member who scores, and has a score sheet."""
    has_sheet = exists().where(ScoreSheet.event_id == event_id, ScoreSheet.member_id == member_id)
    return and_(has_sheet.correlate_except(ScoreSheet), scores_on(event_id, member_id))


def readers(event_id: int, *, viewer: Account, now: datetime) -> Sequence[AnyRow]:
    """Return who is on the panel: their part, whether names wait for them, and when they opened, locked and shared.

    For coordinators. What stands in a score sheet is nobody's but its member's. Of those who are only at a date with a
    roster of its own, with what that is: their `label`. `is_asked`: they can still answer about the names. `way` is how
    they got the pack from us, as noted; `can_read`: they may read it now.
    """
    require_staff(viewer)
    can_read = exists().where(Pack.event_id == event_id, rules.is_open_to(Member.id)).correlate_except(Pack)
    return db.session.execute(
        _sitting(event_id, Member.id, Member.name)
        .add_columns(
            takes_answers(now=now).label("is_asked"),
            has_names_to_answer(literal(event_id), Place.member_id).label("waits"),
            can_read.label("can_read"),
            PackOpening.opened_at,
            PackHandover.way,
            PackHandover.noted_at,
            Account.name.label("noted_by"),
            ScoreSheet.locked_at,
            ScoreSheet.shared_at,
        )
        .outerjoin(PackOpening, (PackOpening.event_id == event_id) & (PackOpening.member_id == Member.id))
        .outerjoin(PackHandover, (PackHandover.event_id == event_id) & (PackHandover.member_id == Member.id))
        .outerjoin(Account, Account.id == PackHandover.noted_by_id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.event_id == event_id)
            & (ScoreSheet.member_id == Member.id)
            & scores_on(ScoreSheet.event_id, ScoreSheet.member_id),
        )
    ).all()


def _sitting(event_id: int, *columns: InstrumentedAttribute[Any]) -> AnySelect:
    """Select these columns of those on the panel, with their parts, by part and name."""
    return (
        select(*columns, EventRole.name.label("role"), Event.label)
        .join(Place, Place.member_id == Member.id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Event, Event.id == EventRole.event_id)
        .where(is_of_set(event_id), is_one_of(Place.state, SEATED), is_seat())
        .where(may_be_there(literal(event_id), Place.member_id))
        .order_by(*_BY_DATE, EventRole.id, Member.known_as, Member.id)
    )
