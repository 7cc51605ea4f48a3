"""What is asked of the server: which pages, as whom, and what a good answer is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

from flask import Flask, url_for
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Select, case, func, select

from bench.calendars import full_calendar
from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member, MemberState
from coproduction.schedule.feed_keys import key_for
from coproduction.schedule.models import LIVE_STATES, Event, EventKind, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER

PLACES_OF_THE_MEMBER = 5
MOST_ANSWERERS = 60
ANSWERS = ("yes", "not sure")
MANAGE = "schedule_staff.manage_events"


@dataclass(frozen=True, slots=True)
class Call:
    """One request. A call made again sends its next body; `turn` says which comes first.

    With `unless`, the answer is wanted only if its ETag is another one ('*' for any).
    """

    method: str
    path: str
    cookie: str = ""
    bodies: tuple[str, ...] = ("",)
    turn: int = 0
    unless: str = ""


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


def visits_to(app: Flask, *, now: datetime) -> list[Visit]:
    """Return what is asked of an application over demonstration data: the same in a small group and in a large one."""
    with app.test_request_context():
        who = _who(app, now)
        [calendar] = _page("schedule_public.show_calendar", feed_key=key_for(full_calendar(now=now)))
        unchanged = replace(calendar, unless="*")
        return [
            Visit("Public home", _page("site.home")),
            Visit("Member’s home", _page("site.member_home", who.as_member), target=0.20),
            Visit("Schedule, 25 events", _page("schedule.list_events", who.as_member), target=0.20),
            Visit("Event", _page("schedule.show_event", who.as_member, event_id=who.event_id)),
            Visit("Coordinator’s list, 25 events", _page(MANAGE, who.as_coordinator), target=0.12),
            Visit("Coordinator’s to-do list", _page("site.staff_home", who.as_coordinator)),
            Visit("Calendar of 500 events", (calendar,), target=1 / 60),
            Visit("Calendar of 500 events, unchanged", (unchanged,), status=304, target=1 / 4),
            Visit("Answering an invitation", tuple(_answers(app, now)), status=302),
        ]


def pages_beside(app: Flask, *, now: datetime) -> list[Visit]:
    """Return further pages whose statements should find their way by an index, though their speed has no target."""
    with app.test_request_context():
        who = _who(app, now)
        panels = select(EventRole.id).join(Event).where(Event.kind == EventKind.PANEL, Event.starts_at > now)
        role_id = db.session.scalars(panels.order_by(EventRole.id).limit(1)).one()
        pages = [
            _page("schedule.show_month", who.as_member, year=now.year, month=now.month),
            _page("schedule.show_diary", who.as_member),
            _page("schedule.list_events", who.as_member, page=40),
            _page("schedule.list_events", who.as_member, kind="panel"),
            _page("members.show_profile", who.as_member),
            _page(MANAGE, who.as_coordinator, page=40),
            _page("schedule_staff.show_event", who.as_coordinator, event_id=who.event_id),
            _page("rosters.show_roster", who.as_coordinator, event_id=who.event_id),
            _page("rosters.show_role", who.as_coordinator, role_id=role_id),
            _page("members_staff.list_members", who.as_coordinator),
            _page("members_staff.show_member", who.as_coordinator, member_id=who.member_id),
            _page("members_staff.list_applications", who.as_coordinator),
            _page("notifications_staff.list_messages", who.as_coordinator),
        ]
    return [Visit(calls[0].path, calls) for calls in pages]


def again(visit: Visit, app: Flask, *, now: datetime) -> Visit:
    """Return the visit so that each first answer changes something, whatever the answers before it were."""
    if visit.status != 302:
        return visit
    with app.test_request_context():
        return replace(visit, calls=tuple(_answers(app, now)))


@dataclass(frozen=True, slots=True)
class Who:
    """A member with their cookie, an event of theirs, and a coordinator's cookie."""

    member_id: int
    event_id: int
    as_member: str
    as_coordinator: str


def _who(app: Flask, now: datetime) -> Who:
    member = _member(now)
    coordinator = db.session.scalars(select(Account).where(Account.is_coordinator).order_by(Account.id).limit(1)).one()
    return Who(
        member_id=member.id,
        event_id=_next_event(member, now),
        as_member=_cookie(app, member.account, now=now),
        as_coordinator=_cookie(app, coordinator, now=now),
    )


def _page(endpoint: str, cookie: str = "", **values: Any) -> tuple[Call]:
    return (Call("GET", url_for(endpoint, _external=False, **values), cookie),)


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
            url_for("schedule.answer_place", place_id=place.id, _external=False),
            _cookie(app, place.member.account, now=now, secret=secret),
            tuple(f"csrf_token={quote_plus(token)}&answer={quote_plus(answer)}" for answer in ANSWERS),
            turn=1 if place.state is PlaceState.HELD else 0,
        )


def _cookie(app: Flask, account: Account | None, *, now: datetime, secret: str = "") -> str:
    """Return the session cookie of somebody who has signed in a moment ago and seen a page.

    That page has put into it what guards their forms. Without it each answer here would set a new cookie, which
    happens to a browser once.
    """
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)  # noqa: S101 - for the type checker
    signer = interface.get_signing_serializer(app)
    if account is None or signer is None:
        raise RuntimeError("The demonstration data has nobody to sign in as.")
    ends = (now + timedelta(hours=24)).timestamp()
    session = {
        "_user_id": account.get_id(),
        "_fresh": True,
        "last_account": account.id,
        "ends": ends,
        "csrf_token": secret or secrets.token_hex(20),
    }
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"
