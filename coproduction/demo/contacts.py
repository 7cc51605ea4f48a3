"""What waits to be told by phone and letter after loading: the words are the programme's own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.demo.book import Book
from coproduction.members import emails as about_membership
from coproduction.members.models import Application, Member, MemberState
from coproduction.members.rules import new_link_key
from coproduction.notifications.models import Channel
from coproduction.schedule import emails as about_places
from coproduction.schedule.models import CallRequest, Event, EventKind, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import is_mirrored

PAUSED_DAYS_AGO = 4
WAITS = "Lee"


def leave_to_staff(book: Book) -> None:
    """Write the calls and letters that coordinators still have to make. Email of the past is not sent again."""
    for place in db.session.scalars(
        select(Place)
        .join(Place.member)
        .join(Event, Event.id == Place.event_id)
        .where(Place.state == PlaceState.OFFERED, Member.channel != Channel.EMAIL, Event.starts_at > book.now)
        .where(~is_mirrored())
        .options(joinedload(Place.role).joinedload(EventRole.event))
        .order_by(Place.id)
    ).all():
        about_places.place_offered(place, now=place.moved_at)
    for application in db.session.scalars(
        select(Application).where(Application.channel != Channel.EMAIL).order_by(Application.id)
    ).all():
        about_membership.application_received(application, new_link_key(), now=application.submitted_at or book.now)
    for member in db.session.scalars(
        select(Member).where(Member.state == MemberState.PAUSED, Member.channel != Channel.EMAIL).order_by(Member.id)
    ).all():
        about_membership.paused(member, key=f"member-{member.id}-move-2", now=book.moment(days_ago=PAUSED_DAYS_AGO))


def leave_out_newcomers(book: Book) -> None:
    """Write that everybody was asked to the next meeting, before the newest of them joined."""
    next_meeting = (
        select(Event)
        .where(Event.kind == EventKind.MEETING, Event.state == EventState.PUBLISHED, Event.starts_at > book.now)
        .order_by(Event.starts_at, Event.id)
        .limit(1)
    )
    for event in db.session.scalars(next_meeting):
        event.everybody_asked_at = event.changed_at
    db.session.flush()


def wish_for_call(book: Book) -> None:
    """Write that somebody who waits for a place would like to be rung about it."""
    lee = select(Place.id).join(Place.member).where(Member.known_as == WAITS, Place.state == PlaceState.WAITING)
    for place_id in db.session.scalars(lee.order_by(Place.id).limit(1)).all():
        book.rows.add(CallRequest, place_id=place_id, asked_at=book.moment(days_ago=1), done_at=None, done_by_id=None)
