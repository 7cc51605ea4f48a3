"""What happens to dates that share a roster costs as much however many members have a part in them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.schedule.actions import events, publishing
from coproduction.schedule.actions.mirrors import keep_mirrors
from coproduction.schedule.actions.moves import Hand, start_offers
from coproduction.schedule.models import EventKind, EventState, Place, PlaceState
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, NeedFactory, PlaceFactory
from tests.schedule.dates import link, role_of


def asks(interviews, members, _by):
    start_offers(role_of(interviews), members, hand=Hand(), now=NOON)


def moves(interviews, members, _by):
    """Have the places mirrored as they are now, as if all had answered at once."""
    places = db.session.scalars(select(Place).where(Place.role_id == role_of(interviews).id).order_by(Place.id)).all()
    for place in places:
        place.state = PlaceState.STEPPED_BACK
    keep_mirrors(places, by=None, now=NOON)


def links(interviews, _members, by):
    link(interviews, "Debrief", hours=3, by=by, now=NOON)


def publishes(interviews, _members, by):
    publishing.publish_event(interviews, invite=False, by=by, now=NOON)


def calls_off(interviews, _members, by):
    events.cancel_event(interviews, "Snow", by=by, now=NOON)


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (asks, EventState.PUBLISHED),
        (moves, EventState.PUBLISHED),
        (links, EventState.PUBLISHED),
        (publishes, EventState.DRAFT),
        (calls_off, EventState.PUBLISHED),
    ],
)
def test_no_more_is_asked_of_the_database_for_three_members_than_for_one(count_statements, deed, state):
    """Rows are written one by one on SQLite, and all at once on PostgreSQL: they are not counted."""
    asked = []
    for number in (1, 3):
        interviews = EventFactory(kind=EventKind.PANEL, state=state)
        EventRoleFactory(event=interviews, is_open=False)
        members = MemberFactory.create_batch(number)
        for member in members:
            NeedFactory(member=member, kind=NeedKind.BSL_INTERPRETER)
            if deed is not asks:
                PlaceFactory(role=role_of(interviews), member=member)
        link(interviews, "Pre-meet", hours=-1, by=interviews.organiser, now=NOON)
        db.session.flush()
        by = interviews.organiser  # may have to be read again, which is not part of the deed
        with count_statements() as statements:
            deed(interviews, members, by)
        asked.append([each for each in statements if not each.startswith("INSERT")])

    assert len(asked[0]) == len(asked[1])
