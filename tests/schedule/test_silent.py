"""Those who stay silent after two reminders: they are rung, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.actions.calls import ask_for_call
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, offer_place
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.models import PlaceState
from coproduction.site.queries.to_do.calls import calls_asked
from coproduction.site.queries.to_do.contacts import contacts_by_hand
from coproduction.site.queries.to_do.offers import silent_members, unanswered_offers
from tests.factories import EventRoleFactory, MemberFactory, ReminderFactory, StaffFactory
from tests.schedule.reminded import MINUTE, START, TWO_DAYS, WEEK, forum


def test_who_does_not_answer_two_reminders_is_rung(coordinator, noon):
    place, staff = forum(PlaceState.OFFERED, member__name="Amara Okafor"), StaffFactory()
    send_reminders(now=WEEK)
    assert [task.what for task in unanswered_offers(viewer=staff, now=WEEK).tasks] == ["Ask Amara Okafor about Forum"]
    assert silent_members(viewer=staff, now=WEEK).total == 0

    send_reminders(now=TWO_DAYS)

    [task] = silent_members(viewer=staff, now=TWO_DAYS).tasks
    assert task[:4] == (
        place.id,
        "Ring Amara Okafor about Forum",
        "We reminded them twice. Write down what they say.",
        "14 January 2027, in 2 days",
    )
    assert unanswered_offers(viewer=staff, now=TWO_DAYS).total == 0
    assert coordinator.get(f"/rosters/places/{place.id}/record-answer").status == 200
    answer(place.id, Answer.YES, hand=Hand(), now=TWO_DAYS + MINUTE)
    assert silent_members(viewer=staff, now=TWO_DAYS + MINUTE).total == 0


def test_who_was_reminded_of_an_hour_that_is_over_is_asked_as_before_when_the_event_comes_later():
    place, staff = forum(PlaceState.OFFERED), StaffFactory()
    send_reminders(now=TWO_DAYS)
    place.role.event.starts_at, place.role.event.ends_at = START + timedelta(days=21), START + timedelta(days=22)
    db.session.flush()

    def totals(now):
        return silent_members(viewer=staff, now=now).total, unanswered_offers(viewer=staff, now=now).total

    assert [totals(now) for now in (TWO_DAYS + MINUTE, START - MINUTE, START)] == [(1, 0), (1, 0), (0, 1)]


def test_who_is_asked_again_and_stays_silent_is_rung_although_they_have_a_place():
    place, staff = forum(member__name="Amara Okafor"), StaffFactory()
    place.asked_again_at = TWO_DAYS - timedelta(days=3)
    send_reminders(now=TWO_DAYS)

    [task] = silent_members(viewer=staff, now=TWO_DAYS).tasks
    assert task[1:3] == (
        "Ring Amara Okafor about Forum",
        "We reminded them once. Write down what they say.",
    )
    answer(place.id, Answer.YES, hand=Hand(), now=TWO_DAYS + MINUTE)
    assert silent_members(viewer=staff, now=TWO_DAYS + MINUTE).total == 0


def test_who_comes_and_was_not_asked_again_is_not_rung():
    forum()
    send_reminders(now=WEEK)
    send_reminders(now=TWO_DAYS)

    assert silent_members(viewer=StaffFactory(), now=TWO_DAYS).total == 0


def test_a_second_reminder_that_is_itself_a_call_is_one_task_and_not_two():
    forum(PlaceState.OFFERED, member=MemberFactory(account=None, channel="phone", email=None))
    send_reminders(now=TWO_DAYS)

    assert silent_members(viewer=StaffFactory(), now=TWO_DAYS + MINUTE).total == 0


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.TEXT, Channel.LETTER])
def test_who_is_rung_or_written_to_stands_on_one_list_once_at_every_moment(noon, channel, person_to_tell):
    place = person_to_tell(channel)
    staff = place.role.event.organiser

    def tasks(at):
        lists = (contacts_by_hand, unanswered_offers, silent_members, calls_asked)
        return [found.name for find in lists for found in [find(viewer=staff, now=at)] for _ in range(found.total)]

    def passes_on(at):
        for message in db.session.scalars(select(Message).where(Message.state == MessageState.WAITING)):
            if message.member_id == place.member_id:
                mark_done(message.id, by=staff, now=at)

    send_reminders(now=WEEK)
    assert tasks(WEEK) == ["contacts"]  # the offer waits still: that call is the reminder
    send_reminders(now=TWO_DAYS)
    assert tasks(TWO_DAYS) == ["contacts"]
    passes_on(TWO_DAYS + MINUTE)
    send_reminders(now=TWO_DAYS + 2 * MINUTE)
    assert tasks(TWO_DAYS + 2 * MINUTE) == ["offers"]  # they have just heard
    ask_for_call(place, hand=Hand(), now=TWO_DAYS + 3 * MINUTE)
    assert tasks(TWO_DAYS + 3 * MINUTE) == ["calls"]


def test_who_was_rung_in_time_is_reminded_twice_and_then_to_be_rung(noon, person_to_tell):
    place = person_to_tell(Channel.PHONE)
    staff, found = place.role.event.organiser, []
    for at in (WEEK - MINUTE, WEEK, WEEK + MINUTE, TWO_DAYS, TWO_DAYS + MINUTE):
        send_reminders(now=at)
        waits = select(Message).where(Message.state == MessageState.WAITING).order_by(Message.id)
        waiting = db.session.scalars(waits).all()
        found.append([message.subject for message in waiting if message.member_id == place.member_id])
        assert unanswered_offers(viewer=staff, now=at).total == (0 if waiting else int(at < TWO_DAYS))
        for message in waiting:
            mark_done(message.id, by=staff, now=at)

    asked, wanted = ["Can you join us? Forum"], ["Can you come? Forum"]
    assert found == [asked, wanted, [], wanted, []]
    assert silent_members(viewer=staff, now=TWO_DAYS + MINUTE).total == 1


@pytest.fixture
def person_to_tell(noon):
    """Makes an offer of a place to somebody who is told things in this way."""

    def asked(channel):
        member = MemberFactory(
            account=None, channel=channel, email=None, phone="0115 496 0012", address="1 Example Road"
        )
        role = EventRoleFactory(event__title="Forum", event__starts_at=START)
        return offer_place(role.id, member, hand=Hand(StaffFactory()), now=noon)

    return asked


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_those_to_ring_is_one_statement(count_statements, rows):
    ReminderFactory.create_batch(rows)
    staff = StaffFactory()

    with count_statements() as statements:
        silent_members(viewer=staff, now=TWO_DAYS)

    assert len(statements) == 1
