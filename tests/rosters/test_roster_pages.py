"""The coordinator's roster: on the page, in print and as a table to download."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest, NeedKind, PaymentChoice, PaymentPreference
from coproduction.schedule.models import EventKind, EventState, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.words import TO_STAFF
from tests.factories import EventRoleFactory, MemberFactory, NeedFactory, PanelMemberFactory, PlaceFactory


@pytest.fixture
def role():
    """A panel for two."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__title="Nurse panel",
        name="Panel member",
        minimum=2,
        maximum=2,
        is_open=False,
    )


def table_of(response):
    return list(csv.reader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))


def test_the_roster_shows_who_holds_who_was_asked_and_what_is_short(coordinator, role):
    PlaceFactory(role=role, member__name="Amara Okafor", member__known_as="Amara")
    PlaceFactory(role=role, member__name="Ruth Adeyemi-Clarke", member__known_as="Ruth", state=PlaceState.OFFERED)

    page = coordinator.get(f"/rosters/{role.event_id}")

    assert [row[:2] for row in page.rows] == [
        ["Amara Okafor", "Has the place"],
        ["Ruth Adeyemi-Clarke", "Waiting for an answer"],
    ]
    assert "Short 1 of 2 held, 1 waiting for an answer, short of 1" in page.text


@pytest.mark.parametrize("people", [1, 3])
def test_the_roster_costs_the_same_however_long_it_is(coordinator, role, count_statements, people):
    PlaceFactory.create_batch(people, role=role, state=PlaceState.OFFERED)

    with count_statements() as statements:
        coordinator.get(f"/rosters/{role.event_id}")

    # the account, the event, its roles, how they stand, who is in them, since when turns count, the turns of those,
    # who is held twice, who is looked for
    assert len(statements) == 10


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_who_could_costs_the_same_however_long_it_is(coordinator, role, count_statements, people):
    PanelMemberFactory.create_batch(people, interested_in=[Interest.PANELS])

    with count_statements() as statements:
        coordinator.get(f"/rosters/roles/{role.id}")

    # The account, the role; for each of the two lists the numbers, who set limits of turns and of pay, how far back
    # to count and who; and whether anybody knows panels.
    assert len(statements) == 13


def test_what_is_over_says_who_came_and_not_who_is_missing(coordinator, role, noon):
    role.event.starts_at, role.event.ends_at = noon - timedelta(hours=3), noon - timedelta(hours=1)
    PlaceFactory.create_batch(2, role=role, state=PlaceState.ATTENDED)
    page = coordinator.get(f"/rosters/{role.event_id}")
    assert "Panel member 2 came Members" in page.text

    PlaceFactory(role=role)
    page = coordinator.get(f"/rosters/{role.event_id}")
    assert "2 came, 1 had a place, and nobody has written down if they came" in page.text
    assert "Short" not in page.text


def test_the_roster_downloads_as_a_table_without_needs_or_addresses(coordinator, role):
    place = PlaceFactory(role=role, member__name="Amara Okafor", note="I know the ward")
    NeedFactory(member=place.member, detail="Step-free room")

    response = coordinator.fetch(f"/rosters/{role.event_id}.csv")

    assert response.headers["Content-Disposition"] == f'attachment; filename="roster-2027-01-14-{role.event_id}.csv"'
    assert [row[:3] + row[4:] for row in table_of(response)] == [
        ["Role", "Member", "Answer", "Note", "How"],
        ["Panel member", "Amara Okafor", "Has the place", "I know the ward", ""],
    ]
    assert "Step-free" not in response.get_data(as_text=True)
    assert "@" not in response.get_data(as_text=True)


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(coordinator, role):
    PlaceFactory(role=role, note="=HYPERLINK(1)")

    assert table_of(coordinator.fetch(f"/rosters/{role.event_id}.csv"))[1][4] == "'=HYPERLINK(1)"


def test_last_panel_and_turns_stand_beside_each_name(coordinator, role, noon):
    free = PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    new = MemberFactory(name="Kieran Walsh", interested_in=[Interest.PANELS])
    place = PlaceFactory(
        member=free, role=EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=noon + timedelta(days=30))
    )
    for state in (PlaceState.OFFERED, PlaceState.HELD):
        db.session.add(PlaceMove(place=place, to_state=state, moved_at=noon - timedelta(days=60), via=Via.WEBSITE))
    PlaceFactory(
        member=new, role=EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=noon + timedelta(days=40))
    )
    db.session.flush()

    page = coordinator.get(f"/rosters/roles/{role.id}")

    assert [row[:-1] for row in page.rows] == [
        ["Amara Okafor", "12 March 2026", "1", "1, to come 1"],
        ["Kieran Walsh", "Has not shadowed a panel yet", "None yet", "0", "0, to come 1"],
    ]
    assert page.text.count("Last panel Times offered in 12 months Times held in 12 months") == 2


def test_nothing_private_is_on_the_page_in_the_table_or_in_the_log(coordinator, role, caplog):
    caplog.set_level("DEBUG")
    member = PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    NeedFactory(member=member, kind=NeedKind.BSL_INTERPRETER, detail="Interpreter she knows", lead_days=15)
    db.session.add(
        PaymentPreference(
            member_id=member.id, choice=PaymentChoice.LESS, weekly_cap=4321, monthly_cap=8765, ask_first=True
        )
    )
    db.session.flush()
    ask = f"/rosters/roles/{role.id}/ask/{member.id}"

    shown = [coordinator.get(path).text for path in (f"/rosters/roles/{role.id}", ask)]
    coordinator.send(ask, {"reason": "I rang her"})
    shown.append(coordinator.fetch(f"/rosters/{role.event_id}.csv").get_data(as_text=True))

    assert all("Something that they need takes longer to arrange" in page and "Ask first" in page for page in shown[:2])
    said = " ".join([*shown, caplog.text]).lower()
    for private in ("bsl", "interpreter", "4321", "8765", "less", "£", "paid", "benefit", "week", "cap "):
        assert private not in said


def test_a_member_who_could_is_asked_with_one_press(coordinator, role, inbox):
    member = PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])

    page = coordinator.get(f"/rosters/roles/{role.id}").press("Ask Amara Okafor")

    assert page.messages == ["We are asking Amara Okafor."]
    assert inbox.letters == [(member.email, "Can you join us? Nurse panel")]


def test_asking_all_the_same_without_a_reason_is_refused_beside_the_field(coordinator, role, inbox):
    member = PanelMemberFactory(name="Amara Okafor")

    page = coordinator.post(f"/rosters/roles/{role.id}/ask/{member.id}")

    assert page.errors == ["Say why you ask all the same: has not ticked panels as an interest"]
    assert inbox.messages == []


def test_asking_twice_asks_once(coordinator, role, inbox):
    member = PanelMemberFactory(interested_in=[Interest.PANELS])
    path = f"/rosters/roles/{role.id}/ask/{member.id}"

    coordinator.send(path)
    page = coordinator.send(path)

    assert page.messages == ["They are in the roster already."]
    assert len(inbox.messages) == 1


def test_a_member_who_put_themselves_forward_is_given_the_place_and_told(coordinator, role, inbox):
    keen = PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    place = PlaceFactory(role=role, state=PlaceState.INTERESTED, member=keen)

    page = coordinator.get(f"/rosters/{role.event_id}").press("Give the place to Amara Okafor")

    assert page.messages == ["Amara Okafor has the place, and is being told."]
    assert place.state is PlaceState.HELD
    assert inbox.letters == [(place.member.email, "You have a place: Nurse panel")]


def test_a_place_is_not_given_when_all_are_taken(coordinator, role):
    PlaceFactory.create_batch(2, role=role)
    keen = PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    place = PlaceFactory(role=role, state=PlaceState.INTERESTED, member=keen)

    page = coordinator.get(f"/rosters/{role.event_id}").press("Give the place to Amara Okafor")

    assert page.errors == ["All the places for Panel member have been taken."]
    assert place.state is PlaceState.INTERESTED


def test_somebody_who_is_not_needed_is_thanked(coordinator, role, inbox):
    place = PlaceFactory(role=role, state=PlaceState.INTERESTED)

    coordinator.post(f"/rosters/places/{place.id}/release")

    assert place.state is PlaceState.RELEASED
    assert inbox.letters == [(place.member.email, "Not this time: Nurse panel")]


def test_an_answer_by_phone_is_recorded_through_the_same_rules(coordinator, role, inbox):
    dennis = MemberFactory(name="Dennis Whitlock", account=None, email=None, channel="phone", phone="0115 496 0102")
    place = PlaceFactory(role=role, member=dennis, state=PlaceState.OFFERED)

    page = coordinator.post(f"/rosters/places/{place.id}/record-answer", answer="yes", via="phone")

    assert page.messages == ["Dennis Whitlock: has the place."]
    moves = db.session.get_one(Place, place.id).moves
    assert [(move.to_state, move.via, move.moved_by_id) for move in moves] == [
        (PlaceState.HELD, Via.PHONE, coordinator.account.id)
    ]
    assert inbox.letters == [("0115 496 0102", "You have a place: Nurse panel")]


def test_the_way_an_answer_came_must_be_said(coordinator, role):
    place = PlaceFactory(role=role, state=PlaceState.OFFERED)

    page = coordinator.post(f"/rosters/places/{place.id}/record-answer", answer="yes")

    assert page.errors == ["Select how they told you"]
    assert place.state is PlaceState.OFFERED


def test_a_moved_event_shows_who_is_held_twice(coordinator, role):
    member = MemberFactory(known_as="Amara")
    PlaceFactory(role=role, member=member)
    other = PlaceFactory(member=member, role__event__starts_at=datetime(2027, 1, 20, 10, tzinfo=UTC))
    assert "Two events at once" not in coordinator.get(f"/rosters/{role.event_id}").text

    other.role.event.starts_at, other.role.event.ends_at = role.event.starts_at, role.event.ends_at
    db.session.flush()

    assert "at another event at the same time: Amara." in coordinator.get(f"/rosters/{role.event_id}").text


def test_nothing_can_be_done_with_the_roster_of_a_cancelled_event(coordinator, role):
    PlaceFactory(role=role, state=PlaceState.INTERESTED)
    role.event.state = EventState.CANCELLED
    db.session.flush()

    page = coordinator.get(f"/rosters/{role.event_id}")

    assert "Cancelled" in page.text
    assert [form.buttons for form in page.forms] == []
    assert [link for link in page.links if link.startswith(("Find people", "Record", "Not this time"))] == []


@pytest.mark.parametrize(
    "state", [PlaceState.STEPPED_BACK, PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.RELEASED]
)
def test_those_who_come_no_more_stay_on_the_roster(coordinator, role, state):
    event_id = PlaceFactory(role=role, member__name="Amara", state=state).event_id
    db.session.commit()
    db.session.expunge_all()  # a page finds nothing that was loaded before

    assert f"Amara ({TO_STAFF[state].words.lower()}" in coordinator.get(f"/rosters/{event_id}").text


def test_a_coordinator_writes_down_that_a_newcomer_sat_on_panels_before(coordinator, role):
    PanelMemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS])
    new = MemberFactory(name="Kieran Walsh", known_as="Kieran", interested_in=[Interest.PANELS])
    ask = f"/rosters/roles/{role.id}/ask/{new.id}"

    form = coordinator.get(ask).follow("write that down")
    blank = form.press("Save")
    saved = coordinator.post(
        f"/members/{new.id}/panels-before", {"since[day]": "1", "since[month]": "3", "since[year]": "2025"}
    )

    assert form.heading == "Has Kieran Walsh sat on interview panels before?"
    assert blank.errors == ["Enter the day of their last one"]
    assert saved.messages == ["You have saved that Kieran has sat on panels before."]
    assert "Has sat on interview panels before" in saved.text
    assert "Before you ask" not in coordinator.get(ask).text


def test_a_page_says_that_nobody_is_held_back_where_all_are_new(coordinator, role):
    MemberFactory.create_batch(2, interested_in=[Interest.PANELS])
    words = "Nobody in the group has sat on a panel or shadowed one yet. So nobody is held back for being new."

    shown = [coordinator.get(f"/rosters/{path}") for path in (f"roles/{role.id}", f"{role.event_id}/propose")]
    PanelMemberFactory()

    assert [page.text.count(words) for page in shown] == [1, 1]
    assert words not in coordinator.get(f"/rosters/roles/{role.id}").text
