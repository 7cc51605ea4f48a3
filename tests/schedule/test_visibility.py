"""What is not a member's to know of is not found, wherever they look."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
)


def everywhere(browser, role):
    """Return how each page of the event and the role answers, to looking and to sending."""
    paths = (f"/events/{role.event_id}", f"/roles/{role.id}/take", f"/roles/{role.id}/put-forward")
    answers = [browser.get(path).status for path in paths]
    return answers + [browser.send(path).status for path in paths[1:]]


def a_panel(**role):
    event = EventFactory(kind=EventKind.PANEL, title="Nurse interviews")
    return EventRoleFactory(event=event, name="Panel member", is_open=False, **role)


@pytest.fixture
def skills():
    return QualificationFactory(name="Interview skills")


def stands_in(browser, role):
    return tuple(f"/events/{role.event_id}" in browser.get(path).html for path in ("/schedule", "/schedule/2027/1"))


def test_a_panel_is_not_found_by_a_member_without_panel_training(browser, skills):
    role = a_panel(qualification=skills)

    assert everywhere(browser, role) == [404] * 5
    assert stands_in(browser, role) == (False, False)


def test_a_panel_that_requires_nothing_is_not_found_either(browser):
    role = a_panel()

    assert everywhere(browser, role) == [404] * 5
    assert stands_in(browser, role) == (False, False)


def test_a_panel_is_found_by_a_member_who_holds_what_it_requires(browser, skills):
    role = a_panel(qualification=skills)
    HeldQualificationFactory(member=browser.member, qualification=skills)
    HeldQualificationFactory(member=browser.member)

    assert browser.get(f"/events/{role.event_id}").heading == "Nurse interviews"
    assert stands_in(browser, role) == (True, True)


@pytest.mark.parametrize(("day", "status"), [(13, 404), (14, 200)])
def test_what_is_required_counts_on_the_uk_day_of_the_panel(browser, skills, day, status):
    role = a_panel(qualification=skills)
    role.event.starts_at = datetime(2027, 7, 13, 23, 15, tzinfo=UTC)  # a quarter past midnight on the 14th in the UK
    role.event.ends_at = datetime(2027, 7, 13, 23, 45, tzinfo=UTC)
    HeldQualificationFactory(member=browser.member, qualification=skills, valid_until=date(2027, 7, day))

    assert browser.get(f"/events/{role.event_id}").status == status


def test_another_qualification_opens_no_panel(browser, skills):
    role = a_panel(qualification=skills)
    HeldQualificationFactory(member=browser.member)

    assert everywhere(browser, role) == [404] * 5
    assert stands_in(browser, role) == (False, False)


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.HELD, PlaceState.STEPPED_BACK])
def test_a_panel_is_found_by_whoever_was_ever_asked_to_it(browser, skills, state):
    role = a_panel(qualification=skills)
    PlaceFactory(role=role, member=browser.member, state=state)

    assert browser.get(f"/events/{role.event_id}").heading == "Nurse interviews"
    assert stands_in(browser, role) == (True, True)


def test_a_place_of_somebody_else_opens_nothing(browser, skills):
    role = a_panel(qualification=skills)
    place = PlaceFactory(role=role, member=MemberFactory(), state=PlaceState.OFFERED)

    assert everywhere(browser, role) == [404] * 5
    assert stands_in(browser, role) == (False, False)
    for path in (f"/places/{place.id}/answer", f"/places/{place.id}/step-back"):
        assert browser.get(path).status == 404
        assert browser.send(path, {"answer": "yes"}).status == 404
    assert (place.state, place.moves_made) == (PlaceState.OFFERED, 1)


@pytest.mark.parametrize("kind", EventKind)
def test_a_draft_is_not_found_even_by_somebody_with_a_place_in_it(browser, kind):
    event = EventFactory(kind=kind, state=EventState.DRAFT)
    role = PlaceFactory(role__event=event, member=browser.member).role

    assert everywhere(browser, role) == [404] * 5
    assert stands_in(browser, role) == (False, False)


@pytest.mark.parametrize("kind", [EventKind.MEETING, EventKind.TRAINING, EventKind.OTHER])
def test_every_other_kind_is_for_all_members(browser, kind):
    role = EventRoleFactory(event=EventFactory(kind=kind), is_open=False)

    assert browser.get(f"/events/{role.event_id}").status == 200
    assert stands_in(browser, role) == (True, True)


@pytest.mark.parametrize("path", ["/events/999999", "/roles/999999/take", "/places/999999/answer"])
def test_what_does_not_exist_is_not_found(browser, path):
    assert browser.get(path).status == 404


def test_a_coordinator_who_is_no_member_uses_the_coordinators_pages(coordinator):
    role = EventRoleFactory()

    assert coordinator.get(f"/events/{role.event_id}").status == 403
    assert coordinator.get(f"/manage/events/{role.event_id}").status == 200
