"""Attendance: written down by a coordinator in one form, or by members who check in; without any score."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.schedule import rules
from coproduction.schedule.actions.attendance import check_in, make_code, record_attendance
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventState, PlaceState, Via
from coproduction.schedule.queries.attendance import asked_to
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.refusals import words_of_refusal

START = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
AFTER = START + timedelta(hours=3)
CAME, APOLOGIES, ABSENT = PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT


@pytest.fixture
def role():
    return EventRoleFactory(event__title="Forum")


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_coordinator_writes_down_who_came_and_the_event_counts_as_held(role):
    places, staff = PlaceFactory.create_batch(3, role=role), StaffFactory()
    marks = dict(zip([place.id for place in places], (CAME, APOLOGIES, ABSENT), strict=True))

    assert record_attendance(role.event, marks, by=staff, now=AFTER) == 3

    assert [place.state for place in places] == [CAME, APOLOGIES, ABSENT]
    assert role.event.state is EventState.HELD
    assert places[0].moves[-1].moved_by_id == staff.id


def test_what_was_written_down_can_be_put_right_and_what_is_not_marked_stays(role, inbox):
    first, second = PlaceFactory.create_batch(2, role=role)
    staff = StaffFactory()
    record_attendance(role.event, {first.id: ABSENT}, by=staff, now=AFTER)

    assert record_attendance(role.event, {first.id: CAME}, by=staff, now=AFTER) == 1
    assert record_attendance(role.event, {first.id: CAME}, by=staff, now=AFTER) == 0

    assert (first.state, second.state, inbox.messages) == (CAME, PlaceState.HELD, [])


@pytest.mark.parametrize(
    "state", [PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.DECLINED, PlaceState.STEPPED_BACK]
)
def test_somebody_who_comes_after_all_is_written_down_too(role, state):
    place = PlaceFactory(role=role, state=PlaceState(state))

    record_attendance(role.event, {place.id: CAME}, by=StaffFactory(), now=AFTER)

    assert place.state is CAME


@pytest.mark.parametrize("state", [PlaceState.DECLINED, PlaceState.STEPPED_BACK])
def test_whoever_said_no_beforehand_is_among_the_apologies_and_never_among_those_who_did_not_come(role, state):
    place = PlaceFactory(role=role, state=state)

    assert rules.outcomes_of(place) == (PlaceState.ATTENDED, PlaceState.APOLOGIES)
    record_attendance(role.event, {place.id: PlaceState.APOLOGIES}, by=StaffFactory(), now=AFTER)
    assert place.state is PlaceState.APOLOGIES


@pytest.mark.parametrize(
    ("state", "now"), [(EventState.PUBLISHED, START - timedelta(minutes=1)), (EventState.CANCELLED, AFTER)]
)
def test_nothing_is_written_down_before_it_begins_or_when_it_was_cancelled(role, state, now):
    role.event.state = state

    assert words_of_refusal(record_attendance, role.event, {}, by=StaffFactory(), now=now) == (
        "You can write down who came once the event has begun."
    )


def test_the_form_shows_everybody_who_was_asked_and_saves_them_at_once(coordinator, role, monkeypatch):
    at(monkeypatch, AFTER)
    amara, dennis = (PlaceFactory(role=role, member__name=name) for name in ("Amara", "Dennis"))
    PlaceFactory(role=role, state=PlaceState.INTERESTED, member__name="Not asked")

    page = coordinator.get(f"/rosters/{role.event_id}").follow("Who came")
    assert [legend.get_text().partition(",")[0] for legend in page.main.find_all("legend")] == ["Amara", "Dennis"]
    said = page.press("Save who came", **{f"place-{amara.id}": "attended", f"place-{dennis.id}": "apologies"}).messages

    assert said == ["Saved. 2 changed."]
    assert (amara.state, dennis.state) == (CAME, APOLOGIES)


def test_a_mark_that_nobody_can_have_is_left_out(coordinator, role, monkeypatch):
    at(monkeypatch, AFTER)
    place = PlaceFactory(role=role)

    coordinator.send(f"/rosters/{role.event_id}/attendance", {f"place-{place.id}": "declined"})

    assert place.state is PlaceState.HELD


def test_a_member_checks_in_with_the_code_of_the_day_and_still_sees_how_to_join(
    browser, coordinator, role, monkeypatch
):
    role.event.joining_link = "https://example.org/join/1"
    place = PlaceFactory(role=role, member=browser.member)
    assert "check in" not in browser.get(f"/events/{role.event_id}").text
    at(monkeypatch, START - timedelta(minutes=20))
    assert "check in" not in browser.get(f"/events/{role.event_id}").text
    code = coordinator.get(f"/rosters/{role.event_id}/attendance").press("Make a code").main.select("p.nhsuk-heading-l")

    page = browser.get(f"/events/{role.event_id}").follow("I am here: check in")
    page = page.press("Check in", code=f" {code[0].get_text()[:3]} {code[0].get_text()[3:]}")

    assert page.messages == ["Thank you. We have written down that you came."]
    assert (place.state, place.moves[-1].via) == (CAME, Via.WEBSITE)
    assert "You came" in page.text
    assert "https://example.org/join/1" in page.text


def test_no_code_is_made_for_an_event_that_is_over_or_cancelled(coordinator, role, monkeypatch):
    page = coordinator.get(f"/rosters/{role.event_id}/attendance")
    assert "Code for checking in" in page.text
    at(monkeypatch, role.event.ends_at)

    assert "Code for checking in" not in coordinator.get(f"/rosters/{role.event_id}/attendance").text
    for state in (EventState.PUBLISHED, EventState.CANCELLED):
        role.event.state = state
        db.session.flush()
        assert page.press("Make a code").messages == ["Nobody can check in to this event any more."]


def test_a_wrong_code_is_refused_and_after_five_one_has_to_wait(browser, role, monkeypatch):
    at(monkeypatch, START)
    place = PlaceFactory(role=role, member=browser.member)
    right = make_code(role.event, by=StaffFactory(), now=START).code
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    for typed in (wrong, wrong, wrong, "²³¹²³¹", "no digits"):
        page = browser.send(f"/places/{place.id}/check-in", {"code": typed})
        assert page.errors == ["This is not the code of this event. Ask the coordinator"]
    assert browser.send(f"/places/{place.id}/check-in", {"code": right}).status == 429
    assert place.state is PlaceState.HELD


@pytest.mark.parametrize("now", [START - timedelta(days=1), START + timedelta(hours=2)])
def test_on_another_day_or_when_it_is_over_nobody_checks_in(role, now):
    place = PlaceFactory(role=role)
    code = make_code(role.event, by=StaffFactory(), now=START).code

    assert (
        words_of_refusal(check_in, place.id, code, hand=Hand(), now=now) == "You can check in on the day of the event."
    )


def test_without_a_code_or_without_being_asked_nobody_checks_in(role):
    held, keen = PlaceFactory(role=role), PlaceFactory(role=role, state=PlaceState.INTERESTED)

    assert words_of_refusal(check_in, held.id, "", hand=Hand(), now=START).startswith("This is not the code")
    code = make_code(role.event, by=StaffFactory(), now=START).code
    assert words_of_refusal(check_in, keen.id, code, hand=Hand(), now=START) == (
        "Please tell the coordinator that you are here."
    )


def test_checking_in_twice_is_one_move_and_a_second_code_is_the_first(role):
    place, staff = PlaceFactory(role=role), StaffFactory()
    code = make_code(role.event, by=staff, now=START)

    assert make_code(role.event, by=staff, now=START) is code
    for _ in range(2):
        check_in(place.id, code.code, hand=Hand(), now=START)
    assert place.moves_made == 2


def test_nobody_checks_in_for_somebody_else(browser, role):
    assert browser.get(f"/places/{PlaceFactory(role=role).id}/check-in").status == 404


def test_only_coordinators_read_who_was_asked(role):
    with pytest.raises(PermissionError):
        asked_to(role.event, viewer=MemberFactory().account)


@pytest.mark.parametrize(("marked", "titles"), [(CAME, ["Forum"]), (APOLOGIES, []), (ABSENT, [])])
def test_the_record_counts_who_really_came_once_it_is_written_down(browser, monkeypatch, marked, titles):
    event = EventFactory(title="Forum", starts_at=START)
    mine = PlaceFactory(role=EventRoleFactory(event=event), member=browser.member)
    other = PlaceFactory(role=mine.role)
    at(monkeypatch, AFTER)

    record_attendance(event, {mine.id: marked, other.id: ABSENT}, by=StaffFactory(), now=AFTER)

    assert [row[1].removeprefix("What it was ") for row in browser.get("/my-details/taken-part").rows] == titles


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_of_who_came_costs_the_same_however_many_were_asked(coordinator, count_statements, role, people):
    PlaceFactory.create_batch(people, role=role)
    path = f"/rosters/{role.event_id}/attendance"
    coordinator.get(path)

    with count_statements() as statements:
        coordinator.get(path)

    assert len(statements) == 5  # the account, the event, its roles, who was asked, the code
