"""What follows a question: one reminder, its end, deletion, and one record made of two."""

from __future__ import annotations

from datetime import date, timedelta

from coproduction.core.database import db
from coproduction.members.actions.merging import merge
from coproduction.members.models import MemberState
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound
from coproduction.schedule.models import EventState
from tests.rosters.questions import MAYBE, NO, YES, ask, said, say


def reminded(inbox):
    return [to for to, subject in inbox.letters if subject == "A reminder: when could you take part?"]


def test_who_has_said_nothing_is_reminded_once_and_nobody_else(role, second, able, staff, noon, inbox):
    silent, answered = able("Amara"), able("Ben")
    by_phone = able("Dennis", account=None, channel="phone", email=None)
    question = ask(role, second, by=staff, now=noon)
    say(question, answered, noon, nurse=NO)
    before = noon + timedelta(days=2)
    near = noon + timedelta(days=4)

    assert [actions.remind(now=at) for at in (before, near, near + timedelta(days=1))] == [0, 1, 0]

    assert reminded(inbox) == [silent.email]
    assert by_phone.id not in {message.member_id for message in inbox.messages if "reminder" in message.subject}


def test_nobody_is_reminded_at_night_or_a_day_after_being_asked_or_once_it_is_closed(role, able, staff, noon, inbox):
    able("Amara")
    question = ask(role, by=staff, now=noon, answer_by=date(2027, 1, 5))

    assert actions.remind(now=noon + timedelta(hours=11)) == 0
    assert actions.remind(now=noon + timedelta(hours=20)) == 0
    actions.close_round(question.id, by=staff, now=noon)
    assert actions.remind(now=noon + timedelta(days=1)) == 0


def test_who_answered_for_the_time_before_an_event_was_moved_is_reminded_once_too(
    role, second, able, staff, noon, inbox
):
    of_the_moved, of_the_other = able("Amara"), able("Ben")
    question = ask(role, second, by=staff, now=noon)
    say(question, of_the_moved, noon, nurse=YES, commissioner=NO)
    say(question, of_the_other, noon, commissioner=NO)
    role.event.starts_at += timedelta(hours=1)
    role.event.ends_at += timedelta(hours=1)
    db.session.flush()
    near = noon + timedelta(days=4)

    assert [actions.remind(now=at) for at in (near, near + timedelta(days=1))] == [1, 0]

    assert reminded(inbox) == [of_the_moved.email]


def test_a_question_about_nothing_to_come_closes_by_itself(role, able, staff, noon, inbox):
    able("Amara")
    question = ask(role, by=staff, now=noon)
    role.event.state = EventState.CANCELLED
    db.session.flush()

    actions.remind(now=noon)

    assert (question.closed_at, [message.state for message in inbox.messages]) == (noon, ["dropped"])


def test_what_was_said_is_deleted_some_weeks_after_the_event(role, second, able, staff, noon):
    amara = able("Amara")
    question = ask(role, second, by=staff, now=noon)
    say(question, amara, noon, nurse=YES, commissioner=YES)

    def left(day):
        actions.forget(now=day)
        tables = (Availability, AvailabilityDate, AvailabilityRound)
        return [db.session.query(table).count() for table in tables]

    weeks = timedelta(weeks=4)
    assert left(role.event.ends_at + weeks - timedelta(seconds=1)) == [2, 2, 1]
    assert left(role.event.ends_at + weeks) == [1, 1, 1]
    assert left(second.event.ends_at + weeks) == [0, 0, 0]


def test_a_question_that_has_the_number_of_a_deleted_one_is_sent_to_everybody(role, second, able, staff, noon, inbox):
    amara = able("Amara")
    ask(role, by=staff, now=noon)
    actions.forget(now=role.event.ends_at + timedelta(weeks=4))
    db.session.expunge_all()

    ask(db.session.merge(second), by=db.session.merge(staff), now=noon + timedelta(minutes=1))

    assert [to for to, _ in inbox.letters] == [amara.email] * 2


def test_when_records_become_one_the_newer_answer_counts(role, second, able, staff, noon, coordinator):
    kept, other = able("Kept", account=None), able("Other", account=None)
    question = ask(role, second, by=staff, now=noon)
    say(question, kept, noon, nurse=NO, commissioner=YES)
    say(question, other, noon + timedelta(hours=1), nurse=YES)

    page = coordinator.get(f"/members/{kept.id}/merge/{other.id}").press("Continue")
    assert "What they were asked and said of 2 dates comes along. Where both answered, the newer" in page.text
    merge(kept.id, other.id, [], by=staff, now=noon)

    assert said(kept) == {"nurse": YES, "commissioner": YES}
    page = coordinator.get(f"/rosters/availability/{question.id}")
    assert [row[1:] for row in page.rows] == [
        ["1", "0", "0", "0"],
        ["1", "0", "0", "0"],
    ]
    say(question, other, noon, nurse=MAYBE)  # by a link that was on its way
    assert said(kept) == {"nurse": MAYBE, "commissioner": None}


def test_when_records_become_one_the_newer_question_is_the_one_to_answer(role, able, staff, noon):
    kept = able("Kept", account=None)
    first = ask(role, by=staff, now=noon)
    say(first, kept, noon, nurse=NO)
    actions.close_round(first.id, by=staff, now=noon)
    kept.state = MemberState.PAUSED
    other = able("Other", account=None)
    again = ask(role, by=staff, now=noon + timedelta(days=1))

    kept.state = MemberState.ACTIVE
    merge(kept.id, other.id, [], by=staff, now=noon + timedelta(days=1))
    assert said(kept) == {"nurse": NO}
    say(again, other, noon + timedelta(days=1), nurse=YES)

    assert said(kept) == {"nurse": YES}
