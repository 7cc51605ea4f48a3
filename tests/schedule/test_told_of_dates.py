"""What members hear of dates that share a roster: one message, one reminder a day, one question, one turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.actions import events, linked, places
from coproduction.schedule.actions.attendance import record_attendance
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.needs_met import ask_whether_met
from coproduction.schedule.actions.partings import close_places
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.models import AnswerDetail, Arrangement, EventState, Place, PlaceState
from coproduction.schedule.queries.contributions import contributions_of
from coproduction.site.queries.to_do.drafts import unpublished_events
from coproduction.site.queries.to_do.offers import unanswered_offers
from coproduction.site.queries.to_do.roles import short_roles, unchosen_members
from tests.factories import MemberFactory, NeedFactory
from tests.schedule.dates import link, role_of, states

HAND = Hand()


@pytest.fixture
def offered(interviews, premeet, amara, priya, noon):
    """Amara is asked to the interviews, and so to the pre-meet."""
    return places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)


@pytest.fixture
def held(offered, noon):
    return places.answer(offered.id, places.Answer.YES, hand=HAND, now=noon)


def subjects(inbox):
    return [message.subject for message in inbox.messages]


def test_one_message_asks_with_all_dates_in_one_calendar_file(offered, interviews, premeet, inbox):
    [message] = inbox.messages

    assert message.subject == "Can you join us? Interview panel: Nurse"
    assert "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am" in message.text
    entries = [line for line in message.calendar.splitlines() if line.startswith("UID:")]
    assert entries == [f"UID:event-{event.id}@localhost" for event in (interviews, premeet)]


def test_each_of_two_dates_that_are_added_is_told(held, interviews, priya, noon):
    for hours in (3, 5):
        link(interviews, "Debrief", hours=hours, by=priya, now=noon)
        for message in db.session.scalars(select(Message)):
            message.state = MessageState.SENT

    changed = select(Message.id).where(Message.subject == "Please check, something has changed: Interview panel: Nurse")
    assert len(db.session.scalars(changed).all()) == 2


def test_who_has_a_place_is_told_once_of_a_date_that_is_added(held, interviews, priya, noon, inbox):
    later = noon + timedelta(hours=1)
    link(interviews, "Debrief", hours=3, by=priya, now=later)

    told = inbox.messages[-1]
    assert subjects(inbox)[2:] == ["Please check, something has changed: Interview panel: Nurse"]
    assert "Debrief: This date is new." in told.text
    assert told.calendar.count("BEGIN:VEVENT") == 3


def test_moving_one_date_is_told_once_with_what_it_was(held, premeet, priya, noon, inbox):
    starts_at = premeet.starts_at - timedelta(days=1)
    details = linked.at_another_time(premeet, starts_at, ends_at=starts_at + timedelta(hours=1))

    events.change_event(premeet, details, by=priya, now=noon + timedelta(hours=1))

    assert subjects(inbox)[2:] == ["Please check, something has changed: Interview panel: Nurse"]
    assert "Pre-meet: The time changed. It was: Thursday 14 January 2027" in inbox.messages[-1].text


def test_cancelling_tells_each_member_once(held, interviews, priya, noon, inbox):
    events.cancel_event(interviews, "", by=priya, now=noon + timedelta(hours=1))

    assert subjects(inbox)[2:] == ["Cancelled: Interview panel: Nurse"]
    assert inbox.messages[-1].calendar.count("STATUS:CANCELLED") == 2


def test_a_date_that_is_called_off_alone_goes_out_of_the_calendar_and_the_others_stay(
    held, premeet, priya, noon, inbox
):
    events.cancel_event(premeet, "", by=priya, now=noon + timedelta(hours=1))

    told = inbox.messages[-1]
    assert subjects(inbox)[2:] == ["Please check, something has changed: Interview panel: Nurse"]
    assert "Pre-meet: It was cancelled." in told.text
    assert [line for line in told.calendar.splitlines() if line.startswith(("METHOD", "STATUS"))] == [
        "METHOD:PUBLISH",
        "STATUS:CONFIRMED",
        "STATUS:CANCELLED",
    ]


def test_a_change_that_is_taken_back_untold_does_not_hide_that_of_another_date(
    held, interviews, premeet, priya, noon, inbox
):
    for message in inbox.messages:
        message.state, message.finished_at = MessageState.SENT, noon
    was = linked.at_another_time(interviews, interviews.starts_at, ends_at=interviews.ends_at)
    later = linked.at_another_time(
        interviews, interviews.starts_at + timedelta(days=1), ends_at=interviews.ends_at + timedelta(days=1)
    )
    events.change_event(interviews, later, by=priya, now=noon + timedelta(hours=1))
    starts_at = premeet.starts_at - timedelta(days=1)
    moved = linked.at_another_time(premeet, starts_at, ends_at=starts_at + timedelta(hours=1))
    events.change_event(premeet, moved, by=priya, now=noon + timedelta(hours=2))

    events.change_event(interviews, was, by=priya, now=noon + timedelta(hours=3))

    [told] = [message for message in inbox.messages[2:] if message.state is MessageState.WAITING]
    assert "Pre-meet: Wednesday 13 January 2027" in told.text


def test_what_is_needed_is_arranged_at_every_date(offered, amara, noon):
    NeedFactory(member=amara, kind=NeedKind.BSL_INTERPRETER)
    said = AnswerDetails(needs="A chair with arms", with_supporter=True)

    places.answer(offered.id, places.Answer.YES, hand=HAND, now=noon, details=said)

    kinds = db.session.execute(select(Arrangement.event_id, Arrangement.kind).order_by(Arrangement.id)).all()
    assert len(set(kinds)) == 4
    assert {detail.needs for detail in db.session.scalars(select(AnswerDetail))} == {"A chair with arms"}


def test_who_leaves_is_taken_off_every_date_and_what_they_wrote_is_gone(offered, premeet, amara, priya, noon):
    said = AnswerDetails(needs="A chair with arms")
    places.answer(offered.id, places.Answer.YES, hand=HAND, now=noon, details=said)

    assert close_places(amara, by=priya, now=noon) == 1

    assert states(premeet) == {amara.id: PlaceState.RELEASED}
    assert {detail.needs for detail in db.session.scalars(select(AnswerDetail))} == {""}


def test_dates_on_one_day_have_one_reminder(held, interviews, inbox):
    send_reminders(now=interviews.starts_at - timedelta(days=2))

    assert subjects(inbox)[2:] == ["Coming up: Interview panel: Nurse"]


def test_a_date_on_another_day_has_its_last_reminder_to_itself(held, interviews, priya, noon, inbox):
    debrief = link(interviews, "Debrief", hours=96, by=priya, now=noon)
    before = len(inbox.messages)

    for days in (7, 2):
        send_reminders(now=debrief.starts_at - timedelta(days=days))

    assert subjects(inbox)[before:].count("Coming up: Debrief: Interview panel: Nurse") == 1


def test_nobody_is_asked_for_an_answer_by_a_date_that_has_the_lead_s(offered, interviews, priya, noon, inbox):
    debrief = link(interviews, "Debrief", hours=96, by=priya, now=noon)

    send_reminders(now=debrief.starts_at - timedelta(days=2))

    assert "Can you come? Debrief: Interview panel: Nurse" not in subjects(inbox)


def test_whether_needs_were_met_is_asked_once(offered, interviews, amara, noon, inbox):
    NeedFactory(member=amara, kind=NeedKind.BSL_INTERPRETER)
    places.answer(offered.id, places.Answer.YES, hand=HAND, now=noon)

    assert ask_whether_met(now=interviews.ends_at) == 1


def test_who_came_is_written_down_once_for_the_dates_that_are_over(held, interviews, premeet, amara, priya):
    record_attendance(interviews, {held.id: PlaceState.ATTENDED}, by=priya, now=interviews.ends_at)

    assert (states(premeet), premeet.state) == ({amara.id: PlaceState.ATTENDED}, EventState.HELD)


def test_what_is_written_down_of_one_date_stays_when_another_is(held, interviews, premeet, amara, priya):
    mirror = db.session.scalars(select(Place).where(Place.event_id == premeet.id)).one()
    record_attendance(premeet, {mirror.id: PlaceState.APOLOGIES}, by=priya, now=premeet.ends_at)

    record_attendance(interviews, {held.id: PlaceState.ATTENDED}, by=priya, now=interviews.ends_at)

    assert states(premeet) == {amara.id: PlaceState.APOLOGIES}


def test_what_a_member_took_part_in_counts_once(held, interviews, amara, priya):
    record_attendance(interviews, {held.id: PlaceState.ATTENDED}, by=priya, now=interviews.ends_at)

    assert [row.title for row in contributions_of(amara, now=interviews.ends_at)] == ["Interview panel: Nurse"]


def test_the_to_do_list_has_each_thing_once(offered, interviews, premeet, priya, noon):
    places.put_forward(role_of(interviews).id, MemberFactory(), note="", hand=HAND, now=noon)

    for query in (unanswered_offers, short_roles, unchosen_members):
        assert query(viewer=priya, now=noon).total == 1

    interviews.state = premeet.state = EventState.DRAFT
    assert unpublished_events(viewer=priya, now=noon).total == 1
