"""Coordinators see every event, add roles, publish and cancel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest
from coproduction.schedule.models import EventKind, EventRole, EventState, PlaceState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
)

CHAIR = {"name": "Chair", "minimum": "1", "maximum": "2", "qualification_id": "", "is_open": "chosen"}


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


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(EventKind.MEETING, "Attendee"), (EventKind.TRAINING, "Co-trainer"), (EventKind.PANEL, "Panel member")],
)
def test_the_first_role_is_filled_in_as_such_events_have_it_and_the_next_is_not(coordinator, kind, heading):
    event = EventFactory(kind=kind)
    path = f"/manage/events/{event.id}/roles/new"

    page = coordinator.get(path)
    assert page.values["name"] == [heading]
    page.press("Save role")

    assert coordinator.get(path).values["name"] == [""]


def test_a_role_is_added_with_what_it_requires(coordinator):
    event, skills = EventFactory(title="Work plan"), QualificationFactory(name="Interview skills")

    page = coordinator.post(f"/manage/events/{event.id}/roles/new", CHAIR | {"qualification_id": skills.id})

    assert (page.heading, page.messages) == ("Work plan", ["The role is saved."])
    assert (
        "Chair 0 of 2 held, short of 1 At least 1, at most 2. A coordinator chooses."
        " Qualification needed: Interview skills." in page.text
    )


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"name": ""}, ["Enter the name of the role"]),
        ({"name": "x" * 201}, ["Name of the role must be 200 characters or less"]),
        ({"name": "Note taker"}, ["This event already has a role with that name"]),
        ({"minimum": ""}, ["Enter the fewest people"]),
        ({"minimum": "-1"}, ["Fewest people must be 0 to 500"]),
        ({"minimum": "two"}, ["Fewest people must be a whole number, like 12"]),
        ({"maximum": "0"}, ["Most people must be 1 or more"]),
        ({"minimum": "3", "maximum": "2"}, ["The most people must not be below the fewest"]),
        ({"qualification_id": "999999"}, ["Select an answer from the list"]),
        ({"is_open": None}, ["Select how members get a place"]),
        (
            {"name": "", "minimum": "", "is_open": None},
            ["Enter the name of the role", "Enter the fewest people", "Select how members get a place"],
        ),
    ],
)
def test_a_slip_in_a_role_is_shown_beside_its_field_and_what_was_typed_stays(coordinator, wrong, errors):
    event = EventRoleFactory(name="Note taker").event
    changing = EventRoleFactory(name="Usher", event=event, minimum=1, maximum=9)
    typed = CHAIR | wrong

    for path in (f"/manage/events/{event.id}/roles/new", f"/manage/roles/{changing.id}/change"):
        page = coordinator.post(path, typed)

        assert page.errors == errors
        assert {name: page.values[name] for name in ("name", "minimum", "maximum")} == {
            name: [typed[name]] for name in ("name", "minimum", "maximum")
        }
    assert sorted(name for (name,) in db.session.query(EventRole.name)) == ["Note taker", "Usher"]


def test_a_role_is_shown_as_it_is_and_changed(coordinator):
    skills = QualificationFactory()
    role = EventRoleFactory(name="Chair", minimum=1, maximum=2, qualification=skills, is_open=False)

    page = coordinator.get(f"/manage/roles/{role.id}/change")
    assert page.heading == "Change Chair"
    assert (page.values["minimum"], page.values["maximum"], page.values["qualification_id"]) == (
        ["1"],
        ["2"],
        [str(skills.id)],
    )
    page.press("Save role", name="Co-chair", maximum="", qualification_id="")

    assert (role.name, role.maximum, role.qualification_id) == ("Co-chair", None, None)


def test_a_role_shrunk_below_the_people_who_hold_it_is_refused_beside_the_number(coordinator):
    role = EventRoleFactory(name="Chair", minimum=0, maximum=3)
    PlaceFactory.create_batch(2, role=role)

    page = coordinator.post(f"/manage/roles/{role.id}/change", maximum="1")

    assert page.errors == ["2 people have a place already, so the most cannot be below 2"]
    assert page.values["maximum"] == ["1"]
    assert role.maximum == 3


def test_a_requirement_that_somebody_with_a_place_lacks_is_refused_beside_it(coordinator):
    role, skills = EventRoleFactory(name="Chair"), QualificationFactory(name="Interview skills")
    PlaceFactory(role=role)

    page = coordinator.post(f"/manage/roles/{role.id}/change", name="Co-chair", qualification_id=skills.id)

    assert page.errors == ["1 person with a place does not hold it"]
    assert (page.values["name"], page.values["qualification_id"]) == (["Co-chair"], [str(skills.id)])
    assert (role.name, role.qualification_id) == ("Chair", None)


def test_a_role_sent_late_to_a_cancelled_event_is_refused_with_what_was_typed(coordinator):
    event = EventFactory(title="Work plan", state=EventState.CANCELLED)

    page = coordinator.post(f"/manage/events/{event.id}/roles/new", CHAIR)

    assert page.errors == ["Work plan is over or cancelled, and its roles can no longer be changed."]
    assert page.values["name"] == ["Chair"]
    assert db.session.query(EventRole).count() == 0


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


def test_standbys_and_shadows_are_added_with_how_many_and_changed(coordinator):
    role = EventRoleFactory(name="Chair", is_open=False)
    event = coordinator.get(f"/manage/events/{role.event_id}")

    page = event.follow("Add standbys for Chair")
    assert (page.heading, page.values["name"], page.values["maximum"]) == (
        "Add standbys for Chair",
        ["Standby"],
        ["1"],
    )
    page = page.press("Save role")
    assert "Standby 0 of 1 held Up to 1 to stand by for Chair." in page.text
    assert "Add standbys for Chair" not in page.links
    page = page.follow("Change Standby").press("Save role", maximum="2")
    assert "Up to 2 to stand by for Chair." in page.text

    page = page.follow("Add people who come to learn").press("Save role", maximum="")
    assert page.errors == ["Enter how many you want"]
    page = page.press("Save role", maximum="1")
    assert "Up to 1 to watch and learn." in page.text
    assert page.follow("Change Shadow").values["name"] == ["Shadow"]


def test_nobody_can_be_added_to_stand_by_where_members_take_places_themselves(coordinator):
    role = EventRoleFactory(name="Attendee")

    assert "Add standbys for Attendee" not in coordinator.get(f"/manage/events/{role.event_id}").links
    assert coordinator.get(f"/manage/roles/{role.id}/standbys/new").status == 404
