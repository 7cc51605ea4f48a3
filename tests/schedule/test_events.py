"""Making, changing, publishing and cancelling an event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import Interest, MemberState
from coproduction.schedule.actions import events, publishing
from coproduction.schedule.models import Event, EventFormat, EventKind, EventState, Place, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.event_answers import details
from tests.schedule.refusals import refusal_of

LIVE = [PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.WAITING, PlaceState.HELD]
ENDED = [PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.STEPPED_BACK, PlaceState.RELEASED]


def details_of(event, **changed):
    """Return the event's own details, with the ones that are named here changed."""
    own = {
        name: getattr(event, name)
        for name in (
            "title",
            "summary",
            "starts_at",
            "ends_at",
            "format",
            "venue",
            "joining_link",
            "joining_phone",
        )
    }
    return details(**own | changed)


def places_in_every_state(event):
    """Put a member in each state into a role of the event, and return the places by their states."""
    role = EventRoleFactory(event=event)
    return {state: PlaceFactory(role=role, state=state) for state in [*LIVE, *ENDED]}


def test_a_new_event_is_a_draft_of_whoever_made_it(noon):
    priya = StaffFactory()

    event = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)

    assert (event.state, event.organiser, event.sequence, event.created_at) == (EventState.DRAFT, priya, 0, noon)
    assert [
        (entry.action, entry.subject_id, entry.account_id)
        for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)
    ] == [
        ("schedule.venue_added", event.venue_id, priya.id),
        ("schedule.event_created", event.id, priya.id),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_at": datetime(2027, 1, 4, 12, tzinfo=UTC)}, ("The date must be in the future", "day")),
        ({"ends_at": datetime(2027, 2, 11, 10, 30, tzinfo=UTC)}, ("The end must be after the start", "ends")),
        ({"ends_at": datetime(2027, 2, 11, 9, tzinfo=UTC)}, ("The end must be after the start", "ends")),
        ({"venue": ""}, ("Enter where it takes place", "venue")),
        ({"venue": "", "format": EventFormat.IN_PERSON}, ("Enter where it takes place", "venue")),
    ],
)
def test_what_cannot_be_is_refused_for_a_new_event_and_for_a_change(noon, wrong, said):
    event, staff = EventFactory(), StaffFactory()
    before = details_of(event)

    assert refusal_of(events.create_event, EventKind.OTHER, details(**wrong), by=staff, now=noon) == said
    assert refusal_of(events.change_event, event, details(**wrong), by=staff, now=noon) == said
    assert details_of(event) == before
    assert db.session.query(Event).count() == 1


def test_an_online_event_needs_no_venue(noon):
    online = details(format=EventFormat.ONLINE, venue="")

    assert events.create_event(EventKind.OTHER, online, by=StaffFactory(), now=noon).venue == ""


def test_the_database_itself_refuses_an_event_that_cannot_be():
    event = EventFactory()

    wrongs: list[dict[Any, Any]] = [{"ends_at": event.starts_at}, {"venue": ""}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.query(Event).filter_by(id=event.id).update(wrong)


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_at": datetime(2027, 1, 14, 10, 45, tzinfo=UTC)},
        {"ends_at": datetime(2027, 1, 14, 13, tzinfo=UTC)},
        {"format": EventFormat.ONLINE},
        {"venue": "Another Hall, Nottingham"},
        {"joining_link": "https://example.org/join/2"},
        {"joining_phone": "0115 496 0999"},
    ],
)
def test_a_new_time_or_place_is_told_once_to_each_person_with_a_part_and_their_answers_stay(noon, inbox, changed):
    event = EventFactory(title="Forum")
    places = places_in_every_state(event)

    for _ in range(2):  # the second time nothing has changed
        events.change_event(event, details_of(event, **changed), by=StaffFactory(), now=noon)

    assert sorted(inbox.letters) == sorted(
        (places[state].member.email, "Please check, something has changed: Forum") for state in LIVE
    )
    assert {state: place.state for state, place in places.items()} == {state: state for state in places}
    assert event.sequence == 1


def test_two_changes_are_two_messages(noon, inbox):
    place = PlaceFactory()
    event = place.role.event

    for venue in ("First Hall", "Second Hall"):
        events.change_event(event, details_of(event, venue=venue), by=StaffFactory(), now=noon)

    assert [to for to, _subject in inbox.letters] == [place.member.email] * 2
    assert ["First Hall" in message.text for message in inbox.messages] == [True, False]


def test_a_new_title_is_told_to_nobody(noon, inbox):
    event = PlaceFactory().role.event

    events.change_event(event, details_of(event, title="Social", summary="Cake"), by=StaffFactory(), now=noon)

    assert (event.title, event.sequence, inbox.messages) == ("Social", 0, [])


def test_a_draft_changes_without_a_word(noon, inbox):
    event = PlaceFactory(role__event__state=EventState.DRAFT).role.event

    events.change_event(event, details_of(event, venue="Another Hall"), by=StaffFactory(), now=noon)

    assert (event.venue, inbox.messages) == ("Another Hall", [])


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.HELD])
def test_what_is_over_or_cancelled_is_not_changed_or_published(noon, state):
    event = EventFactory(title="Forum", state=state)
    staff = StaffFactory()

    assert refusal_of(events.change_event, event, details(), by=staff, now=noon) == (
        "Forum is over or cancelled, and can no longer be changed.",
        None,
    )
    assert refusal_of(publishing.publish_event, event, invite=False, by=staff, now=noon) == (
        "Forum is over or cancelled, and cannot be published.",
        None,
    )


def test_publishing_asks_every_active_member_who_likes_this_kind(noon, inbox):
    meeting = EventFactory(state=EventState.DRAFT, title="Forum")
    role = EventRoleFactory(event=meeting)
    likes = MemberFactory(interested_in=[Interest.MEETINGS, Interest.PANELS])
    MemberFactory(interested_in=[Interest.PANELS])
    MemberFactory(interested_in=[Interest.MEETINGS], state=MemberState.PAUSED)
    MemberFactory(interested_in=[Interest.MEETINGS], state=MemberState.LEFT)

    asked = publishing.publish_event(meeting, invite=True, by=StaffFactory(), now=noon)

    assert [(place.member, place.role, place.state) for place in asked] == [(likes, role, PlaceState.OFFERED)]
    assert inbox.letters == [(likes.email, "Can you join us? Forum")]
    assert meeting.state is EventState.PUBLISHED


def test_publishing_without_asking_asks_nobody(noon, inbox):
    meeting = EventRoleFactory(event__state=EventState.DRAFT).event
    MemberFactory(interested_in=[Interest.MEETINGS])

    assert publishing.publish_event(meeting, invite=False, by=StaffFactory(), now=noon) == []
    assert (meeting.state, inbox.messages) == (EventState.PUBLISHED, [])


def test_publishing_twice_asks_once(noon, inbox):
    meeting = EventRoleFactory(event__state=EventState.DRAFT).event
    MemberFactory(interested_in=[Interest.MEETINGS])

    for _ in range(2):
        publishing.publish_event(meeting, invite=True, by=StaffFactory(), now=noon)

    assert (db.session.query(Place).count(), len(inbox.messages)) == (1, 1)


def test_an_event_without_roles_or_in_the_past_is_not_published(noon):
    staff, bare = StaffFactory(), EventFactory(state=EventState.DRAFT)
    past = EventRoleFactory(event__state=EventState.DRAFT, event__starts_at=noon - timedelta(hours=1)).event

    assert refusal_of(publishing.publish_event, bare, invite=False, by=staff, now=noon) == (
        "Add a role first, so that members know how they can take part.",
        None,
    )
    assert refusal_of(publishing.publish_event, past, invite=False, by=staff, now=noon) == (
        "The event is in the past. Change its date first.",
        None,
    )


def test_nobody_can_be_asked_to_roles_that_a_coordinator_fills(noon):
    meeting = EventRoleFactory(event__state=EventState.DRAFT, is_open=False).event

    assert refusal_of(publishing.publish_event, meeting, invite=True, by=StaffFactory(), now=noon) == (
        "There is no role that everybody can be asked to take.",
        None,
    )


def test_cancelling_tells_everybody_with_a_part_once_and_keeps_the_places(noon, inbox):
    event = EventFactory(title="Forum")
    places = places_in_every_state(event)

    for reason in ("The hall has flooded.", "Another reason."):
        events.cancel_event(event, reason, by=StaffFactory(), now=noon)

    assert (event.state, event.cancelled_because, event.sequence) == (
        EventState.CANCELLED,
        "The hall has flooded.",
        1,
    )
    assert sorted(inbox.letters) == sorted((places[state].member.email, "Cancelled: Forum") for state in LIVE)
    assert all("METHOD:CANCEL" in (message.calendar or "") for message in inbox.messages)
    assert {state: place.state for state, place in places.items()} == {state: state for state in places}


def test_a_draft_is_cancelled_without_a_word(noon, inbox):
    event = PlaceFactory(role__event__state=EventState.DRAFT).role.event

    events.cancel_event(event, "Not needed.", by=StaffFactory(), now=noon)

    assert (event.state, inbox.messages) == (EventState.CANCELLED, [])


def test_what_has_started_is_not_cancelled(noon):
    event = EventFactory(title="Forum", starts_at=noon - timedelta(minutes=1))

    assert refusal_of(events.cancel_event, event, "Too late.", by=StaffFactory(), now=noon) == (
        "Forum has already started.",
        None,
    )


def test_a_draft_whose_day_is_over_is_cancelled_with_its_dates_for_nobody_knew_of_it(noon, inbox):
    before = {"state": EventState.DRAFT, "starts_at": noon - timedelta(days=1)}
    event = EventFactory(is_followed=True, **before)
    date = EventFactory(follows_id=event.id, label="Debrief", **before)

    events.cancel_event(event, "Nobody published it.", by=StaffFactory(), now=noon)

    assert ({event.state, date.state}, inbox.messages) == ({EventState.CANCELLED}, [])


def test_each_step_of_an_event_is_written_down(noon):
    staff = StaffFactory()
    event = events.create_event(EventKind.OTHER, details(), by=staff, now=noon)
    EventRoleFactory(event=event)
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)
    publishing.publish_event(event, invite=False, by=staff, now=noon)
    events.cancel_event(event, "The hall has flooded.", by=staff, now=noon)

    assert [(entry.action, entry.detail) for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)] == [
        ("schedule.venue_added", {}),
        ("schedule.event_created", {}),
        ("schedule.venue_added", {}),
        ("schedule.event_changed", {"changed": ["venue"]}),
        ("schedule.event_published", {}),
        ("schedule.event_cancelled", {}),
    ]


def test_an_event_is_looked_at_again_before_it_is_changed(noon, inbox):
    """Two coordinators who cancel at once cancel once: the second holds the old event in hand."""
    event = PlaceFactory(role__event__title="Forum").role.event
    assert event.state is EventState.PUBLISHED

    behind_our_back = update(Event).values(state=EventState.CANCELLED, cancelled_because="First.")
    db.session.connection().execute(behind_our_back)
    events.cancel_event(event, "Second.", by=StaffFactory(), now=noon)

    assert (event.cancelled_because, event.sequence, inbox.messages) == ("First.", 0, [])
