"""What a recruiting manager does with their own request, and what they hear and see."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, managing, panels, stages
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.emails import requesters
from coproduction.panels.models import PanelStage
from coproduction.panels.queries.requests import names_on
from coproduction.schedule.actions import events
from coproduction.schedule.actions.linked import at_another_time, change_date, link_event
from coproduction.schedule.models import EventState, Part, PlaceState
from coproduction.schedule.queries.linked import events_following
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.requesting import IN_TIME, TUESDAY, address, agreed, asked, subjects
from tests.panels.seats import candidates
from tests.panels.test_actions import NURSE
from tests.schedule.event_answers import details


def test_a_manager_cancels_and_members_are_told_without_their_reason(noon, inbox):
    request = agreed()
    PlaceFactory(role=EventRoleFactory(event=request.case.panel.event), member=MemberFactory(email="a@example.org"))

    for _ in range(2):
        managing.cancel_request(request, "We hired somebody.", now=noon)

    move = request.case.moves[-1]
    assert (request.case.stage, move.by_manager, move.reason) == (PanelStage.CANCELLED, True, "We hired somebody.")
    assert request.case.panel.event.state is EventState.CANCELLED
    assert len(request.case.moves) == 1
    told = inbox.latest(to="a@example.org")
    assert managing.CANCELLED in told.text
    assert "hired" not in told.text


def test_nobody_names_a_candidate_in_why_a_panel_is_cancelled(noon, inbox):
    request = agreed()
    panel = request.case.panel
    candidates(panel, "Jo Bloggs")
    priya = StaffFactory()
    for cancel in (
        lambda why: managing.cancel_request(request, why, now=noon),
        lambda why: events.cancel_event(panel.event, why, by=priya, now=noon),
    ):
        with pytest.raises(Refusal, match="Leave out “Bloggs”") as refused:
            cancel("We hired Bloggs before.")
        assert refused.value.field == "reason"

    assert inbox.messages == []


def test_once_the_interviews_have_begun_nothing_is_changed(noon):
    request = agreed()
    later = TUESDAY + timedelta(hours=1)

    for change in (
        lambda: managing.cancel_request(request, "", now=later),
        lambda: managing.change_dates(request, IN_TIME, now=later),
    ):
        with pytest.raises(Refusal, match="can no longer be changed here"):
            change()


def test_a_manager_hears_when_members_are_agreed_and_not_when_somebody_steps_back(noon, inbox):
    request = agreed(PanelStage.ROSTERED)

    stages.move_stage(request.case, PanelStage.RECRUITING, by=None, now=noon)
    assert subjects(inbox) == []
    stages.move_stage(request.case, PanelStage.ROSTERED, by=None, now=noon)

    assert subjects(inbox) == ["Your interview panel: the members are agreed"]
    assert [bool(move.message_key) for move in request.case.moves] == [False, True]


def test_a_manager_sees_the_names_of_those_who_hold_a_place_and_of_nobody_else(noon):
    event = agreed().case.panel.event
    role = EventRoleFactory(event=event, name="Panel member")
    standby = EventRoleFactory(
        event=event, name="Standby", part=Part.STANDBY, stands_by_for_id=role.id, maximum=1, is_open=False
    )
    PlaceFactory(role=role, member__known_as="Amara")
    PlaceFactory(role=standby, member__known_as="Megan")
    watching = EventRoleFactory(event=event, name="Shadow", part=Part.SHADOW, maximum=1, is_open=False)
    PlaceFactory(role=watching, member__known_as="Kieran")
    for state in set(PlaceState) - {PlaceState.HELD, PlaceState.ATTENDED}:
        PlaceFactory(role=role, state=state, member__known_as=f"Somebody {state}")

    assert [tuple(line) for line in names_on(event.id)] == [
        ("Panel member", "Amara", ""),
        ("Watching", "Kieran", ""),
    ]

    events.cancel_event(event, "No.", by=StaffFactory(), now=noon)
    assert names_on(event.id) == []


def test_links_are_sent_again_to_the_address_that_asked_and_once_an_hour(noon, inbox):
    PanelRequestFactory(post="First")
    PanelRequestFactory(post="Second")
    PanelRequestFactory(post="Over", case__stage=PanelStage.CLOSED)

    for email in ("Sam.Lowe@example.org", "sam.lowe@example.org", "nobody@example.org"):
        managing.send_links_again(email, now=noon)

    [message] = inbox.messages
    assert ("First" in message.text, "Second" in message.text, "Over" in message.text) == (True, True, False)


def test_whoever_sees_to_a_panel_is_told_that_its_manager_cancelled_it(noon, inbox):
    request = agreed()

    managing.cancel_request(request, "The post is withdrawn.", now=noon)

    told = inbox.latest(to=request.case.owner.email)
    assert (told.subject, "The post is withdrawn." in told.text) == ("The team has cancelled an interview panel", True)


def test_a_manager_reads_the_name_of_whoever_steps_in_and_not_of_a_standby(noon, inbox):
    event = agreed().case.panel.event
    role = EventRoleFactory(event=event, name="Panel member", is_open=False)
    standby = EventRoleFactory(
        event=event, name="Standby", part=Part.STANDBY, stands_by_for_id=role.id, maximum=1, is_open=False
    )

    for part, name in ((standby, "Megan"), (role, "Amara")):
        requesters.name_agreed(PlaceFactory(role=part, member__known_as=name), now=noon)

    [told] = [message for message in inbox.messages if message.to_address == "sam.lowe@example.org"]
    assert "Amara will be on it, as panel member." in told.text


def test_a_manager_is_told_when_a_coordinator_moves_the_panel_and_not_of_other_changes(noon, tom, inbox):
    request = agreed()
    later = details(starts_at=TUESDAY + timedelta(days=7), ends_at=TUESDAY + timedelta(days=7, hours=6))

    for changed in (later, replace(later, summary="Bring a pen.")):
        panels.change_panel(request.case.panel, changed, about=NURSE, by=tom, now=noon)

    told = [message for message in inbox.messages if message.to_address == "sam.lowe@example.org"]
    assert [message.subject for message in told] == ["Your interview panel has changed"]
    assert "Tuesday 9 February 2027, 9:30am to 3:30pm" in told[0].text
    assert request.times[0].starts_at == TUESDAY + timedelta(days=7)


@pytest.mark.parametrize("label", ["Pre-meet", "Interviews, day 2", "Debrief"])
@pytest.mark.parametrize("deed", ["moved", "moved elsewhere", "called off"])
def test_a_manager_is_told_once_of_each_date_that_is_moved_or_called_off(noon, tom, inbox, label, deed):
    request = asked(noon, replace(IN_TIME, pre_meet_on=TUESDAY.date(), pre_meet_starts=time(9)))
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    [date] = [event for event in events_following(lead) if event.label == label]
    before, later = len(inbox.messages), date.starts_at + timedelta(minutes=5)

    if deed == "called off":
        events.cancel_event(date, "Not needed.", by=tom, now=noon)
    else:
        there = at_another_time(date, later if deed == "moved" else date.starts_at, ends_at=date.ends_at)
        change_date(date, label, details=there if deed == "moved" else replace(there, venue="Room 2"), by=tom, now=noon)
        change_date(date, label, details=replace(there, summary="Bring a pen.", venue=date.venue), by=tom, now=noon)

    [told] = inbox.messages[before:]
    assert (told.to_address, told.subject) == ("sam.lowe@example.org", "Your interview panel has changed")
    assert (f"{label}: " in told.text) is (deed != "called off")
    if label == "Pre-meet" and deed == "moved":
        assert later in [each.starts_at for each in request.times]


def test_a_manager_is_told_of_another_place_and_reads_it_on_their_page(noon, tom, inbox, stranger):
    request = agreed()
    lead = request.case.panel.event

    there = replace(at_another_time(lead, lead.starts_at, ends_at=lead.ends_at), venue="City Hall, Nottingham")
    panels.change_panel(request.case.panel, there, about=NURSE, by=tom, now=noon)

    told = [message for message in inbox.messages if message.to_address == "sam.lowe@example.org"]
    assert ["City Hall, Nottingham" in message.text for message in told] == [True]
    assert "City Hall, Nottingham" in stranger.get(address(request)).text


def test_a_manager_hears_once_of_the_dates_that_they_asked_for(noon, tom, inbox):
    request = asked(noon, replace(IN_TIME, pre_meet_on=TUESDAY.date(), pre_meet_starts=time(9)))
    deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    managing.change_dates(request, replace(IN_TIME, days=(TUESDAY.date() + timedelta(days=7),)), now=noon)
    before = len(inbox.messages)

    deciding.agree_dates(request, by=tom, now=noon)

    assert [message.subject for message in inbox.messages[before:]] == [
        "The dates of your interview panel have changed"
    ]


def test_a_manager_is_told_of_a_date_that_is_added(noon, tom, inbox):
    request = agreed()
    lead = request.case.panel.event

    details = at_another_time(lead, lead.ends_at, ends_at=lead.ends_at + timedelta(minutes=30))
    link_event(lead, "Debrief", details=details, by=tom, now=noon)

    told = inbox.latest(to="sam.lowe@example.org")
    assert (told.subject, "Debrief: " in told.text) == ("Your interview panel has changed", True)


def test_a_manager_is_told_of_all_the_dates_that_move_together_in_one_message(noon, tom, inbox):
    request = asked(noon, replace(IN_TIME, pre_meet_on=TUESDAY.date(), pre_meet_starts=time(9)))
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    before, week = len(inbox.messages), timedelta(days=7)
    moved = [date.id for date in events_following(lead)]

    later = at_another_time(lead, lead.starts_at + week, ends_at=lead.ends_at + week)
    panels.change_panel(request.case.panel, later, about=NURSE, moved=moved, by=tom, now=noon)

    [told] = inbox.messages[before:]
    for words in ("Pre-meet: Tuesday 9 February", "Interviews, day 2: Wednesday 10 February", "Debrief: "):
        assert words in told.text
    assert [time.starts_at.day for time in request.times] == [9, 9, 10]
