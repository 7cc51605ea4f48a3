"""A message about a change says what changed and what it was, and tells those who come how to join."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.notifications.actions import add_copy_recipient
from coproduction.schedule.actions import events
from coproduction.schedule.models import EventFormat, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of
from tests.schedule.test_moving import busy

RING = {"account": None, "channel": "phone", "email": None}
WEEK = timedelta(days=7)


@pytest.fixture
def forum():
    """A published event that one can come to, join online or by phone."""
    ways = {"joining_link": "https://meet.example.org/old", "joining_phone": "0115 496 0031"}
    return EventRoleFactory(event=EventFactory(kind="other", title="Forum", **ways)).event


def part(event, state=PlaceState.HELD, **member):
    return PlaceFactory(role=event.roles[0], member=MemberFactory(**member), state=state)


def change(event, now, **changed):
    events.change_event(event, details_of(event, **changed), by=StaffFactory(), now=now)


def test_a_new_number_is_told_to_those_who_come_and_to_nobody_else(forum, noon, inbox):
    dennis, amara, asked = part(forum, **RING), part(forum), part(forum, PlaceState.OFFERED)
    add_copy_recipient(amara.member_id, "Mo", email="mo@example.org")

    change(forum, noon, joining_phone="0115 496 0099", joining_link="https://meet.example.org/new")

    texts = {message.to_name: message.text for message in inbox.messages}
    assert all("How to join changed." in text for text in texts.values())
    assert {name for name, text in texts.items() if "0115 496 0099" in text} == {
        dennis.member.known_as,
        amara.member.known_as,
    }
    assert [name for name, text in texts.items() if "https://meet.example.org/new" in text] == [amara.member.known_as]
    assert asked.member.known_as in texts


def test_the_link_is_not_told_once_nobody_can_join_online(forum, noon, inbox):
    part(forum)

    change(forum, noon, format=EventFormat.IN_PERSON)

    assert "meet.example.org" not in inbox.messages[0].text


def test_what_it_was_stands_beside_what_changed(forum, noon, inbox):
    part(forum)

    change(forum, noon, starts_at=forum.starts_at + WEEK, ends_at=forum.ends_at + WEEK, format=EventFormat.ONLINE)

    [message] = inbox.messages
    text = " ".join(message.text.split())
    assert "The time changed. It was: Thursday 14 January 2027, 10:30am to 12:30pm." in text
    assert "The place changed. It was: Example Hall, Nottingham, or online." in text
    assert "How to join changed." not in text


def test_who_is_asked_again_reads_it_too(forum, noon, inbox):
    place = part(forum)
    busy(place.member, forum)

    change(forum, noon, starts_at=forum.starts_at + WEEK, ends_at=forum.ends_at + WEEK)

    [message] = inbox.messages
    assert message.subject == "Can you still come? Forum"
    assert "It was: Thursday 14 January 2027, 10:30am to 12:30pm." in " ".join(message.text.split())


def test_each_of_several_dates_says_what_it_was(noon, inbox):
    both = [
        EventRoleFactory(event=EventFactory(title=title, starts_at=EventFactory.build().starts_at + days * WEEK)).event
        for title, days in (("First", 0), ("Second", 1))
    ]
    place = part(both[0])
    PlaceFactory(role=both[1].roles[0], member=place.member)
    moved = [(one, details_of(one, starts_at=one.starts_at + 3 * WEEK, ends_at=one.ends_at + 3 * WEEK)) for one in both]

    events.change_together(moved, by=StaffFactory(), now=noon)

    [message] = inbox.messages
    lines = [line for line in message.text.splitlines() if "It was:" in line]
    assert ["Thursday 14 January" in lines[0], "Thursday 21 January" in lines[1], len(lines)] == [True, True, 2]


def test_who_never_heard_of_the_time_between_is_not_told_that_it_was_so(forum, noon, inbox):
    part(forum, **RING)
    change(forum, noon, starts_at=forum.starts_at + WEEK, ends_at=forum.ends_at + WEEK)

    change(forum, noon + WEEK / 7, starts_at=forum.starts_at + WEEK, ends_at=forum.ends_at + WEEK)

    text = inbox.messages[-1].text
    assert "The time changed." in text
    assert "It was:" not in text
    assert "28 January" in text


def test_the_page_before_the_change_shows_how_to_join(coordinator, forum):
    part(forum)

    page = coordinator.get(f"/manage/events/{forum.id}/change").press("Save event", joining_phone="0115 496 0099")

    assert [row[0] for row in page.rows] == ["It was", "It will be"]
    assert ["0115 496 0031" in page.rows[0][1], "0115 496 0099" in page.rows[1][1]] == [True, True]
    page = page.press("Go back and change it").press("Save event", joining_phone="0115 496 0031", day=date(2027, 1, 21))
    assert "0115" not in page.rows[0][1]
