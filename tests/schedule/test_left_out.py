"""Nobody is forgotten: whoever joins, or is free, only after everybody was asked stands on the coordinators' list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest, MemberState
from coproduction.schedule.actions import publishing
from coproduction.schedule.models import EventKind, EventState, PlaceState
from coproduction.schedule.queries import left_out as left_out_queries
from coproduction.schedule.queries.people import members_to_be_invited
from coproduction.site.queries.to_do.left_out import members_left_out
from tests.factories import (
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
)

LIKES = {"interested_in": [Interest.MEETINGS]}
WEEK = timedelta(days=7)


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def forums(priya, noon):
    """Two meetings to which everybody was asked, while there was nobody."""
    both = []
    for weeks in (0, 1):
        event = EventFactory(title="Forum", state=EventState.DRAFT, starts_at=EventFactory.starts_at + weeks * WEEK)
        both.append(EventRoleFactory(event=event).event)
    publishing.publish_together(both, invite=True, by=priya, now=noon)
    return both


@pytest.fixture
def tasks(priya, noon):
    def found():
        return [tuple(task)[:4] for task in members_left_out(viewer=priya, now=noon).tasks]

    return found


def test_who_joins_later_stands_on_the_list_until_they_are_asked(forums, tasks, priya, noon):
    assert tasks() == []
    MemberFactory(**LIKES)
    MemberFactory(interested_in=[Interest.PANELS])

    assert tasks() == [
        (
            "meeting",
            "Ask 1 person to come: meeting",
            "Everybody was asked to 2 events to come, but not who joined or was free only since.",
            "14 January 2027, in 10 days",
        )
    ]
    publishing.ask_everybody(forums, by=priya, now=noon)
    assert tasks() == []


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_nobody_is_left_out_of_what_takes_no_answers_is_over_or_asked_nobody(forums, tasks, noon, state):
    MemberFactory(**LIKES)
    first, second = forums
    first.state, second.starts_at = state, noon
    EventRoleFactory(event=EventFactory(title="Asked nobody"))
    db.session.flush()

    assert tasks() == []


def _declined(event, member):
    PlaceFactory(role=event.roles[0], member=member, state=PlaceState.DECLINED)


def _chairs(event, member):
    PlaceFactory(role=EventRoleFactory(event=event, name="Chair", is_open=False), member=member)


def _chaired(event, member):
    chair = EventRoleFactory(event=event, name="Chair", is_open=False)
    PlaceFactory(role=chair, member=member, state=PlaceState.RELEASED)


def _is_elsewhere(event, member):
    other = EventFactory(kind=EventKind.OTHER, starts_at=event.starts_at + timedelta(hours=1))
    PlaceFactory(role__event=other, member=member, state=PlaceState.HELD)


def _is_elsewhere_later(event, member):
    other = EventFactory(kind=EventKind.OTHER, starts_at=event.ends_at)
    PlaceFactory(role__event=other, member=member, state=PlaceState.HELD)


def _is_away(event, member):
    AwayDateFactory(member=member, starts_on=date(2027, 1, 14), ends_on=date(2027, 1, 14))


def _is_away_by_uk_days(event, member):
    event.starts_at = datetime(2027, 7, 13, 23, 15, tzinfo=UTC)  # a quarter past midnight on the 14th in the UK
    event.ends_at = event.starts_at + timedelta(minutes=30)
    AwayDateFactory(member=member, starts_on=date(2027, 7, 14), ends_on=date(2027, 7, 14))


def _rests(event, member):
    member.state = MemberState.PAUSED


def _is_unqualified(event, member):
    event.roles[0].qualification = QualificationFactory()


def _is_qualified(event, member):
    event.roles[0].qualification = HeldQualificationFactory(member=member).qualification


@pytest.mark.parametrize(
    ("stands", "number"),
    [
        (_declined, 0),
        (_chairs, 0),
        (_chaired, 1),
        (_is_elsewhere, 0),
        (_is_elsewhere_later, 1),
        (_is_away, 0),
        (_is_away_by_uk_days, 0),
        (_rests, 0),
        (_is_unqualified, 0),
        (_is_qualified, 1),
    ],
)
def test_the_list_counts_whom_the_page_would_ask(forums, priya, noon, stands, number):
    event, later = forums
    later.state = EventState.CANCELLED
    stands(event, MemberFactory(**LIKES))
    db.session.flush()

    assert len(members_to_be_invited(event)) == number
    assert members_left_out(viewer=priya, now=noon).total == number


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize(
    ("declined", "holders", "counted"),
    [
        ([{0, 1, 2}, {0, 1, 2}], [None, None], None),
        ([{0}, {1}], [None, None], (2, 3)),
        ([{0, 1}, {1, 2}], [None, None], (2, 2)),
        ([{0, 1, 2}, {0}], [None, None], (1, 2)),
        ([{0}, {0}], [None, {0, 1}], (2, 2)),
        ([{0, 1, 2}, {1}], [None, {0, 1}], (1, 1)),
        ([{0}, {1}], [{0, 1}, {1, 2}], (2, 2)),
        ([{0, 1}, {1, 2}], [{0, 1}, {1, 2}], None),
    ],
)
def test_members_are_counted_once_however_many_events_they_could_be_asked_to(
    forums, noon, monkeypatch, declined, holders, counted, few
):
    monkeypatch.setattr(left_out_queries, "FEW", few)
    members = [MemberFactory(**LIKES) for _ in range(3)]
    for event, nos, holding in zip(forums, declined, holders, strict=True):
        for number in sorted(nos):
            _declined(event, members[number])
        if holding is not None:
            event.roles[0].qualification = QualificationFactory()
            for number in sorted(holding):
                HeldQualificationFactory(member=members[number], qualification=event.roles[0].qualification)
    db.session.flush()

    found = [(each.events, each.members) for each in left_out_queries.left_out(now=noon)]

    assert found == ([counted] if counted else [])


def test_a_coordinator_asks_them_once_to_the_dates_that_are_ticked(coordinator, forums, inbox):
    MemberFactory(name="New Person", known_as="New", **LIKES)
    MemberFactory(name="Dennis Whitlock", channel="phone", **LIKES)
    page = coordinator.get("/to-do").follow("Ask 2 people to come: meeting")

    assert page.heading == "Ask who has not been asked"
    assert page.items[:2] == ["1 person by email", "1 person to ring"]
    assert page.text.count("Dennis Whitlock, New Person") == 2
    assert page.press("Ask them to come", dates=None).errors == ["Select at least one date"]
    assert inbox.messages == []
    later = str(forums[1].id)
    done = page.press("Ask them to come", dates=later)
    assert done.messages == ["2 members are being asked, in one message each."]
    assert [message.subject for message in inbox.messages] == ["Can you join us? Forum"] * 2

    page = done.follow("Ask 2 people to come: meeting")
    assert page.values["dates"] == [str(forums[0].id)]
    page.press("Ask them to come")
    page = coordinator.get("/manage/events/left-out?kind=meeting")
    assert "Nobody is left out." in page.text
    assert "Ask them to come" not in page.text


def test_both_dates_are_ticked_and_asked_about_in_one_message(coordinator, forums, inbox):
    MemberFactory(known_as="New", **LIKES)

    coordinator.get("/manage/events/left-out?kind=meeting").press("Ask them to come")

    [message] = inbox.messages
    assert (message.subject, message.text.count("Answer for this date")) == ("Dates for you: Forum", 2)


@pytest.mark.parametrize("kind", ["", "?kind=nonsense"])
def test_there_is_such_a_page_for_each_kind_alone(coordinator, kind):
    assert coordinator.get(f"/manage/events/left-out{kind}").status == 404


def test_the_box_is_ticked_unless_a_coordinator_unticks_it(coordinator, inbox):
    MemberFactory(**LIKES)
    role = EventRoleFactory(event__state=EventState.DRAFT)
    page = coordinator.get(f"/manage/events/{role.event_id}/publish")
    assert page.values["invite"] == ["yes"]

    page = page.press("Publish", invite=None)

    assert (page.messages, inbox.messages) == (["Published."], [])
    assert role.event.everybody_asked_at is None
