"""What the to-do list says of places: parts that lack people, members to choose from, and offers with no answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule import emails
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do.contacts import contacts_by_hand
from coproduction.site.queries.to_do.offers import unanswered_offers
from coproduction.site.queries.to_do.roles import WEEKS_AHEAD, short_roles, unchosen_members
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory


def test_a_role_below_its_minimum_says_who_is_missing(tasks_of):
    role = EventRoleFactory(name="Panel member", minimum=3, event__title="Band 7 nurse interviews")
    PlaceFactory(role=role, state=PlaceState.HELD)
    PlaceFactory(role=role, state=PlaceState.OFFERED)
    PlaceFactory(role=role, state=PlaceState.TENTATIVE)
    PlaceFactory(role=role, state=PlaceState.DECLINED)

    assert tasks_of(short_roles) == [
        (
            "Panel member for Band 7 nurse interviews",
            "1 of 3 found. 1 person to answer, 1 person not sure.",
            "14 January 2027, in 10 days",
        )
    ]


def test_a_role_that_nobody_was_asked_for_says_so(tasks_of):
    EventRoleFactory(name="Lead trainer", minimum=1, event__title="Doing with")

    assert tasks_of(short_roles) == [
        ("Lead trainer for Doing with", "0 of 1 found. Nobody else has been asked.", "14 January 2027, in 10 days")
    ]


def test_roles_that_are_full_cancelled_past_or_far_away_are_not_short(tasks_of, noon):
    PlaceFactory(role__minimum=1)
    EventRoleFactory(minimum=1, event__state=EventState.CANCELLED)
    EventRoleFactory(minimum=1, event__state=EventState.DRAFT)
    EventRoleFactory(minimum=1, event__starts_at=noon - timedelta(days=1))
    EventRoleFactory(minimum=1, event__starts_at=noon + timedelta(weeks=8, days=1))

    assert tasks_of(short_roles) == []


def test_how_far_ahead_it_looks_is_a_number_that_people_set(tasks_of, noon):
    EventRoleFactory(minimum=1, event__starts_at=noon + timedelta(weeks=9))

    set_number(WEEKS_AHEAD, 10, from_day=noon.date(), account_id=None, now=noon)

    assert len(tasks_of(short_roles)) == 1


def test_members_who_put_themselves_forward_wait_for_a_choice(tasks_of, noon):
    later = EventRoleFactory(name="Co-trainer", event__title="Doing with")
    PlaceFactory(role=later, state=PlaceState.INTERESTED, moved_at=noon - timedelta(days=1))
    first = EventRoleFactory(name="Panel member", event__title="Band 5 interviews")
    PlaceFactory(role=first, state=PlaceState.INTERESTED, moved_at=noon - timedelta(days=1))
    PlaceFactory(role=first, state=PlaceState.INTERESTED, moved_at=noon - timedelta(days=4))

    assert tasks_of(unchosen_members) == [
        (
            "Choose for Panel member, Band 5 interviews",
            "2 people put themselves forward. The event is in 10 days.",
            "Waiting for 4 days",
        ),
        (
            "Choose for Co-trainer, Doing with",
            "1 person put themselves forward. The event is in 10 days.",
            "Waiting since yesterday",
        ),
    ]


def test_offers_without_an_answer_come_longest_wait_first(tasks_of, noon):
    role = EventRoleFactory(event__title="Work plan")
    PlaceFactory(role=role, state=PlaceState.OFFERED, member__name="Kieran Doyle", moved_at=noon - timedelta(days=1))
    PlaceFactory(
        role=role, state=PlaceState.OFFERED, member__name="Ruth Adeyemi-Clarke", moved_at=noon - timedelta(days=3)
    )
    PlaceFactory(role=role, state=PlaceState.HELD)
    PlaceFactory(state=PlaceState.OFFERED, role__event__state=EventState.CANCELLED)

    assert tasks_of(unanswered_offers) == [
        ("Ask Ruth Adeyemi-Clarke about Work plan", "No answer yet. The event is in 10 days.", "Asked 3 days ago"),
        ("Ask Kieran Doyle about Work plan", "No answer yet. The event is in 10 days.", "Asked yesterday"),
    ]


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.TEXT, Channel.LETTER])
def test_an_offer_that_is_still_to_be_passed_on_is_one_task_and_not_two(tasks_of, noon, channel):
    member = MemberFactory(name="Dennis Whitlock", channel=channel, phone="0115 496 0102", address="2 Example Row")
    place = PlaceFactory(
        state=PlaceState.OFFERED, member=member, role__event__title="Work plan", moved_at=noon, moves_made=7
    )
    emails.place_offered(place, now=noon)
    call = db.session.scalars(select(Message)).one()

    assert [len(tasks_of(tasks)) for tasks in (contacts_by_hand, unanswered_offers)] == [1, 0]

    call.state = MessageState.DONE
    assert tasks_of(contacts_by_hand) == []
    assert tasks_of(unanswered_offers) == [
        ("Ask Dennis Whitlock about Work plan", "No answer yet. The event is in 10 days.", "Asked today")
    ]


def test_an_offer_sent_by_email_waits_for_its_answer_at_once(tasks_of, noon):
    emails.place_offered(PlaceFactory(state=PlaceState.OFFERED, member__name="Kieran Doyle", moved_at=noon), now=noon)

    assert [len(tasks_of(tasks)) for tasks in (contacts_by_hand, unanswered_offers)] == [0, 1]
