"""Coordinators see every event, add roles, publish and cancel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.members.models import Interest
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
)


def test_the_list_shows_every_event_to_come_with_how_its_roles_stand(coordinator, noon):
    panel = EventFactory(kind=EventKind.PANEL, title="Nurse interviews", state=EventState.DRAFT)
    role = EventRoleFactory(event=panel, name="Panel member", minimum=2, maximum=2, is_open=False)
    for state in (
        PlaceState.HELD,
        PlaceState.OFFERED,
        PlaceState.TENTATIVE,
        PlaceState.INTERESTED,
        PlaceState.DECLINED,
    ):
        PlaceFactory(role=role, state=state)
    EventFactory(title="Work plan", starts_at=panel.starts_at + timedelta(days=1))
    EventFactory(title="Over", starts_at=noon - timedelta(days=1))

    page = coordinator.get("/manage/events")

    assert page.rows == [
        [
            "Nurse interviews Interview panel Draft",
            "Thursday 14 January 2027, 10:30am to 12:30pm",
            "Panel member: 1 of 2 held, 2 waiting for an answer, 1 put themselves forward, short of 1",
        ],
        [
            "Work plan Meeting Published",
            "Friday 15 January 2027, 10:30am to 12:30pm",
            "No roles yet",
        ],
    ]


@pytest.mark.parametrize("events", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(coordinator, count_statements, events):
    for _ in range(events):
        event = EventFactory()
        for role in EventRoleFactory.create_batch(events, event=event):
            PlaceFactory.create_batch(events, role=role)

    with count_statements() as statements:
        page = coordinator.get("/manage/events")

    assert len(page.rows) == events
    assert len(statements) == 3  # the account, the events, how their roles stand


def test_the_list_shows_one_kind_when_asked(coordinator):
    EventFactory(title="Work plan")
    EventFactory(title="Nurse interviews", kind=EventKind.PANEL)

    page = coordinator.get("/manage/events").follow("Interview panel")

    assert [row[0] for row in page.rows] == ["Nurse interviews Interview panel Published"]


def test_a_long_list_has_pages(coordinator):
    EventFactory.create_batch(26)

    page = coordinator.get("/manage/events")
    assert len(page.rows) == 25
    assert len(coordinator.get(page.soup.select_one("a[rel=next]")["href"]).rows) == 1


def test_an_empty_list_says_what_to_do(coordinator):
    assert (
        "There are no events to come. Make the first one with the buttons above."
        in coordinator.get("/manage/events").text
    )


@pytest.mark.parametrize(
    "button", ["New meeting", "New training session", "New interview panel", "New event of another kind"]
)
def test_each_kind_has_a_button_to_make_one(coordinator, button):
    page = coordinator.get("/manage/events").follow(button)

    assert page.status == 200
    assert "Save event" in [name for form in page.forms for name in form.buttons]


@pytest.mark.parametrize("roles", [1, 3])
def test_an_event_costs_the_same_however_many_roles_it_has(coordinator, count_statements, roles):
    event = EventFactory()
    for role in EventRoleFactory.create_batch(roles, event=event):
        PlaceFactory.create_batch(roles, role=role)
    path = f"/manage/events/{event.id}"

    with count_statements() as statements:
        page = coordinator.get(path)

    assert len(page.soup.select("main .app-role")) == roles
    assert len(statements) == 5  # the account, the event, its roles, its own facts, how they stand


def test_publishing_says_who_will_see_it_and_asks_those_who_like_it(coordinator, inbox):
    role = EventRoleFactory(event__state=EventState.DRAFT, event__title="Work plan")
    MemberFactory.create_batch(2, interested_in=[Interest.MEETINGS])

    page = coordinator.get(f"/manage/events/{role.event_id}").follow("Publish")
    assert "All members will see it in their schedule." in page.text
    page = page.press("Publish", invite="yes")

    assert page.messages == ["Published. 2 members are being asked."]
    assert [subject for _to, subject in inbox.letters] == ["Can you join us? Work plan"] * 2
    assert "Publish" not in page.links


def test_a_panel_is_published_to_those_it_is_for_and_asks_nobody(coordinator):
    role = EventRoleFactory(event=EventFactory(kind=EventKind.PANEL, state=EventState.DRAFT), is_open=False)

    page = coordinator.get(f"/manage/events/{role.event_id}/publish")

    assert "Only members who are asked, or who hold what one of its roles requires, will see it" in page.text
    assert "invite" not in page.values
    assert page.press("Publish").messages == ["Published."]


def test_an_event_without_roles_is_not_published(coordinator):
    event = EventFactory(state=EventState.DRAFT)

    page = coordinator.post(f"/manage/events/{event.id}/publish")

    assert page.errors == ["Add a role first, so that members know how they can take part."]
    assert event.state is EventState.DRAFT


def test_cancelling_says_whom_it_will_tell_and_needs_a_reason(coordinator, inbox):
    role = EventRoleFactory(event__title="Work plan")
    PlaceFactory.create_batch(2, role=role)
    PlaceFactory(role=role, member__channel="phone", state=PlaceState.OFFERED)
    PlaceFactory(role=role, state=PlaceState.DECLINED)

    page = coordinator.get(f"/manage/events/{role.event_id}").follow("Cancel the event")
    assert page.items == ["2 people by email", "1 person to ring"]
    page = page.press("Cancel the event")
    assert page.errors == ["Enter why it is cancelled"]
    assert inbox.messages == []

    page = page.press("Cancel the event", reason="The hall has flooded.")

    assert page.messages == ["The event is cancelled. Everybody with a part in it is being told."]
    assert "This event is cancelled. The hall has flooded." in page.text
    assert [subject for _to, subject in inbox.letters] == ["Cancelled: Work plan"] * 3
    assert [
        name for name in page.links if name in ("Publish", "Change the details", "Cancel the event", "Add a role")
    ] == []


def test_cancelling_what_nobody_has_a_part_in_says_so(coordinator):
    event = EventFactory()

    assert "Nobody has to be told." in coordinator.get(f"/manage/events/{event.id}/cancel").text


@pytest.mark.parametrize(
    "number", ["/manage/events/999999", "/manage/events/999999/change", "/manage/roles/999999/change"]
)
def test_what_does_not_exist_is_not_found(coordinator, number):
    assert coordinator.get(number).status == 404


def test_members_do_not_open_the_coordinators_pages(browser):
    role = EventRoleFactory()

    for path in (
        "/manage/events",
        f"/manage/events/{role.event_id}",
        f"/manage/events/{role.event_id}/cancel",
        f"/manage/roles/{role.id}/change",
    ):
        assert browser.get(path).status == 403
