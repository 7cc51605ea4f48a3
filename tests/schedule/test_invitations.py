"""Publishing with an invitation: who is asked, who is not, and what it costs."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.refusals import Refusal
from coproduction.members.models import Interest, MemberState
from coproduction.schedule.actions import publishing
from coproduction.schedule.models import EventKind, EventState, PlaceState
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

LIKES = [Interest.MEETINGS]


@pytest.fixture
def meeting():
    """A draft of a meeting that everybody can come to."""
    role = EventRoleFactory(event=EventFactory(state=EventState.DRAFT), name="Attendee")
    return role.event


def invited(meeting, noon):
    places = publishing.publish_event(meeting, invite=True, by=StaffFactory(), now=noon)
    return [(place.member.name, place.state) for place in places]


def test_those_who_like_such_events_are_asked_and_nobody_else(meeting, noon, inbox):
    amara = MemberFactory(name="Amara", interested_in=LIKES)
    MemberFactory(interested_in=[Interest.PANELS])
    MemberFactory(interested_in=LIKES, state=MemberState.PAUSED)

    assert invited(meeting, noon) == [("Amara", PlaceState.OFFERED)]
    assert inbox.letters == [(amara.email, f"Can you join us? {meeting.title}")]


def test_those_who_are_away_or_busy_then_are_not_asked(meeting, noon):
    AwayDateFactory(member=MemberFactory(interested_in=LIKES), starts_on=date(2027, 1, 14), ends_on=date(2027, 1, 14))
    PlaceFactory(member=MemberFactory(interested_in=LIKES))

    assert invited(meeting, noon) == []


def test_those_without_what_the_role_requires_are_not_asked(meeting, noon):
    meeting.roles[0].qualification = QualificationFactory()
    MemberFactory(interested_in=LIKES)
    able = MemberFactory(name="Able", interested_in=LIKES)
    HeldQualificationFactory(member=able, qualification=meeting.roles[0].qualification)

    assert invited(meeting, noon) == [("Able", PlaceState.OFFERED)]


def test_a_panel_is_not_offered_to_everybody(noon):
    panel = EventRoleFactory(event=EventFactory(kind=EventKind.PANEL, state=EventState.DRAFT)).event

    with pytest.raises(Refusal, match="no role that everybody can be asked to take"):
        publishing.publish_event(panel, invite=True, by=StaffFactory(), now=noon)


def test_one_more_member_costs_a_place_a_move_and_a_message(meeting, noon, count_statements):
    MemberFactory.create_batch(3, interested_in=LIKES)
    staff = StaffFactory()
    with count_statements() as few:
        publishing.publish_event(meeting, invite=True, by=staff, now=noon)

    other = EventRoleFactory(event=EventFactory(state=EventState.DRAFT, starts_at=meeting.ends_at)).event
    MemberFactory.create_batch(10, interested_in=LIKES)
    with count_statements() as many:
        publishing.publish_event(other, invite=True, by=staff, now=noon)

    assert len(many) - len(few) <= 4 * 10
