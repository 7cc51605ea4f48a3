"""What is asked of the server: which pages, as whom, and what a good answer is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

from flask import Flask, url_for
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Select, case, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member, MemberState
from coproduction.schedule.models import LIVE_STATES, Event, EventKind, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER

PLACES_OF_THE_MEMBER = 5
MOST_ANSWERERS = 60
ANSWERS = ("yes", "not sure")


@dataclass(frozen=True, slots=True)
class Call:
    """One request. A call made again sends its next body; `turn` says which comes first."""

    method: str
    path: str
    cookie: str = ""
    bodies: tuple[str, ...] = ("",)
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to measure: the calls are made one after another, round and round, and each must answer `status`.

    `target` is the least share of the hello's requests a second that the project asks of it.
    """

    name: str
    calls: tuple[Call, ...]
    status: int = 200
    target: float | None = None


HELLO = Visit("Bare hello", (Call("GET", "/"),))


def visits_to(app: Flask) -> list[Visit]:
    """Return what is asked of an application over demonstration data: the same in a small group and in a large one."""
    now = datetime.now(UTC)
    with app.app_context():
        member = _member(now)
        event_id = _next_event(member, now)
        coordinator = db.session.scalars(select(Account).where(Account.is_coordinator).order_by(Account.id)).first()
        as_member, as_coordinator = _cookie(app, member.account), _cookie(app, coordinator)
        return [
            Visit("Public home", (Call("GET", "/"),)),
            Visit("Member’s home", (Call("GET", "/my-page", as_member),), target=0.20),
            Visit("Schedule, 25 events", (Call("GET", "/schedule", as_member),), target=0.20),
            Visit("Event", (Call("GET", f"/events/{event_id}", as_member),)),
            Visit("Coordinator’s list, 25 events", (Call("GET", "/manage/events", as_coordinator),), target=0.12),
            Visit("Coordinator’s to-do list", (Call("GET", "/to-do", as_coordinator),)),
            Visit("Answering an invitation", tuple(_answers(app, now)), status=302),
        ]


def pages_beside(app: Flask) -> list[Visit]:
    """Return further pages whose statements should find their way by an index, though their speed has no target."""
    now = datetime.now(UTC)
    with app.app_context():
        member = _member(now)
        event_id = _next_event(member, now)
        panel_role = db.session.scalars(
            select(EventRole.id).join(Event).where(Event.kind == EventKind.PANEL, Event.starts_at > now).limit(1)
        ).one()
        coordinator = db.session.scalars(select(Account).where(Account.is_coordinator).order_by(Account.id)).first()
        as_member, as_coordinator = _cookie(app, member.account), _cookie(app, coordinator)
    with app.test_request_context():
        paths = [
            (url_for("schedule.show_month", year=now.year, month=now.month), as_member),
            (url_for("schedule.list_events", page=40), as_member),
            (url_for("schedule.list_events", kind="panel"), as_member),
            (url_for("members.show_profile"), as_member),
            (url_for("schedule_staff.manage_events", page=40), as_coordinator),
            (url_for("schedule_staff.show_event", event_id=event_id), as_coordinator),
            (url_for("rosters.show_roster", event_id=event_id), as_coordinator),
            (url_for("rosters.show_role", role_id=panel_role), as_coordinator),
            (url_for("members_staff.list_members"), as_coordinator),
            (url_for("members_staff.show_member", member_id=member.id), as_coordinator),
            (url_for("members_staff.list_applications"), as_coordinator),
            (url_for("notifications_staff.list_messages"), as_coordinator),
        ]
    return [Visit(path, (Call("GET", path, cookie),)) for path, cookie in paths]


def again(visit: Visit, app: Flask) -> Visit:
    """Return the visit so that each first answer changes something, whatever the answers before it were."""
    if visit.status != 302:
        return visit
    with app.app_context():
        return Visit(visit.name, tuple(_answers(app, datetime.now(UTC))), status=302)


def _live_places(now: datetime) -> Select[Any]:
    """Select live places in coming events of active members who can sign in."""
    return (
        select(Place)
        .join(Event, Event.id == Place.event_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Member, Member.id == Place.member_id)
        .where(
            Place.state.in_(LIVE_STATES),
            Event.state == EventState.PUBLISHED,
            Event.starts_at > now + timedelta(days=1),
            Member.state == MemberState.ACTIVE,
            Member.account_id.is_not(None),
        )
    )


def _member(now: datetime) -> Member:
    """Return a member with five coming places or nearly so, one of which waits for an answer."""
    waiting = func.sum(case((Place.state.in_(AWAITING_ANSWER), 1), else_=0))
    numbers = (
        _live_places(now)
        .with_only_columns(Place.member_id)
        .group_by(Place.member_id)
        .having(waiting == 1)
        .order_by(func.abs(func.count() - PLACES_OF_THE_MEMBER), Place.member_id)
    )
    return db.session.get_one(Member, db.session.scalar(numbers.limit(1)))


def _next_event(member: Member, now: datetime) -> int:
    mine = _live_places(now).with_only_columns(Event.id).where(Place.member_id == member.id, EventRole.is_open)
    return int(db.session.scalars(mine.order_by(Event.starts_at).limit(1)).one())


def _answers(app: Flask, now: datetime) -> Iterator[Call]:
    """Yield answers of different members, each to be said yes and not sure in turn."""
    answerable = (
        _live_places(now)
        .where(EventRole.is_open, Place.state.in_((*AWAITING_ANSWER, PlaceState.HELD)))
        .order_by(Place.id)
    )
    seen: set[int] = set()
    for place in db.session.scalars(answerable.limit(MOST_ANSWERERS * 5)):
        if place.member_id in seen or len(seen) == MOST_ANSWERERS:
            continue
        seen.add(place.member_id)
        secret = secrets.token_hex(20)
        token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(secret)
        yield Call(
            "POST",
            f"/places/{place.id}/answer",
            _cookie(app, place.member.account, csrf_token=secret),
            tuple(f"csrf_token={quote_plus(token)}&answer={quote_plus(answer)}" for answer in ANSWERS),
            turn=1 if place.state is PlaceState.HELD else 0,
        )


def _cookie(app: Flask, account: Account | None, **more: str) -> str:
    """Return the session cookie of somebody who has signed in a moment ago."""
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)  # noqa: S101 - for the type checker
    signer = interface.get_signing_serializer(app)
    if account is None or signer is None:
        raise RuntimeError("The demonstration data has nobody to sign in as.")
    ends = (datetime.now(UTC) + timedelta(hours=24)).timestamp()
    session = {"_user_id": account.get_id(), "_fresh": True, "last_account": account.id, "ends": ends, **more}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"
