"""Finding a date: times are proposed, members say what suits them, and one press makes the meeting of the best."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.actions.polls import PollDetails
from coproduction.meetings.models import Meeting, Poll, PollAnswer, Suits
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.models import Event, EventFormat, EventState
from tests.factories import MemberFactory, PollFactory, StaffFactory
from tests.meetings.proposed_times import EIGHTEENTH, ELEVENTH, FOURTH
from tests.schedule.refusals import refusal_of

LIKES = {"interested_in": [Interest.MEETINGS]}
DETAILS = PollDetails("Budgets", "Personal health budgets", 120, EventFormat.ONLINE)
NEW = {
    "title": "Budgets",
    "focus": "Personal health budgets",
    "minutes": "90",
    "format": "hybrid",
    "venue": "Example Hall",
    "day_1": date(2027, 2, 11),
    "start_1": "10:30am",
    "day_2": date(2027, 6, 10),
    "start_2": "2pm",
}


def said(poll):
    """Return what was said to each time, by its day."""
    rows = db.session.query(PollAnswer).order_by(PollAnswer.option_id)
    days = {option.id: option.starts_at.day for option in poll.options}
    return [(days[row.option_id], row.said) for row in rows]


def answer(poll, member, noon, **by_day):
    ids = {f"d{option.starts_at.day}": option.id for option in poll.options}
    sent = {ids[day]: suits for day, suits in by_day.items()}
    actions.answer_poll(poll.id, member, said=sent, by=StaffFactory(), now=noon)


def test_those_who_like_meetings_are_asked_once(noon, inbox):
    amara, staff = MemberFactory(**LIKES), StaffFactory()
    MemberFactory()
    MemberFactory(state=MemberState.PAUSED, **LIKES)

    made = [actions.create_poll(DETAILS, [ELEVENTH, FOURTH, FOURTH], by=staff, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert [option.starts_at for option in made[0].options] == [FOURTH, ELEVENTH]
    assert inbox.letters == [(amara.email, "When can you come? Budgets")]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], "Enter at least 2 times"),
        ([FOURTH, FOURTH], "Enter at least 2 times"),
        ([FOURTH, datetime(2027, 1, 4, 12, tzinfo=UTC)], "The times must be in the future"),
    ],
)
def test_times_that_cannot_be_are_refused(noon, times, words):
    poll, staff = PollFactory(), StaffFactory()

    assert refusal_of(actions.create_poll, DETAILS, times, by=staff, now=noon) == (words, "day_1")
    assert refusal_of(actions.change_times, poll.id, times, by=staff, now=noon) == (words, "day_1")


def test_other_times_keep_every_answer_and_a_time_that_comes_back_has_its_own(noon):
    poll, member = PollFactory(), MemberFactory()
    answer(poll, member, noon, d4=Suits.YES, d11=Suits.NO)

    actions.change_times(poll.id, [ELEVENTH, EIGHTEENTH], by=StaffFactory(), now=noon)
    assert [(option.starts_at, option.is_proposed) for option in poll.options] == [
        (FOURTH, False),
        (ELEVENTH, True),
        (EIGHTEENTH, True),
    ]
    assert said(poll) == [(4, Suits.YES), (11, Suits.NO)]

    answer(poll, member, noon, d4=Suits.NO, d18=Suits.IF_NEED_BE)  # the page was open: the first is not asked any more
    actions.change_times(poll.id, [FOURTH, ELEVENTH], by=StaffFactory(), now=noon)
    assert said(poll) == [(4, Suits.YES), (11, Suits.NO), (18, Suits.IF_NEED_BE)]


def test_a_new_answer_takes_the_place_of_the_old_and_silence_changes_nothing(noon):
    poll, member = PollFactory(), MemberFactory()

    answer(poll, member, noon, d4=Suits.YES, d11=Suits.NO)
    answer(poll, member, noon, d4=Suits.IF_NEED_BE)

    assert said(poll) == [(4, Suits.IF_NEED_BE), (11, Suits.NO)]


def test_one_press_makes_the_meeting_once_and_ends_the_poll(noon):
    poll, staff = PollFactory(), StaffFactory()

    made = [actions.choose_time(poll.id, poll.options[1].id, by=staff, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert (made[0].title, made[0].starts_at, made[0].state) == ("Budgets", ELEVENTH, EventState.DRAFT)
    assert db.session.query(Meeting).one().focus == "Personal health budgets"
    assert refusal_of(actions.change_times, poll.id, [FOURTH, ELEVENTH], by=staff, now=noon)[0] == (
        "A date has been found already."
    )
    assert refusal_of(actions.answer_poll, poll.id, MemberFactory(), said={}, by=staff, now=noon)[0] == (
        "A date has been found already."
    )


def test_a_time_that_is_proposed_no_more_makes_no_meeting(noon):
    poll = PollFactory()
    gone = poll.options[0].id
    actions.change_times(poll.id, [ELEVENTH, EIGHTEENTH], by=StaffFactory(), now=noon)

    assert refusal_of(actions.choose_time, poll.id, gone, by=StaffFactory(), now=noon)[0] == (
        "This time is not proposed any more."
    )
    assert db.session.query(Event).count() == 0


def test_a_date_is_found_from_the_first_question_to_the_draft(coordinator, browser, inbox):
    dennis = MemberFactory(name="Dennis", channel="phone", **LIKES)
    page = coordinator.get("/manage/events").follow("Find a date").follow("Propose times")
    assert page.items == ["1 person to ring"]
    page = page.press("Ask members", **NEW)
    assert (page.heading, page.messages) == ("A date for Budgets", ["Members are being asked which times suit them."])

    asked = browser.get("/schedule").follow("Help us to find a date").follow("Budgets")
    legends = [legend.text.strip() for legend in asked.soup.select("legend")]
    assert legends == [
        "Thursday 11 February 2027, 10:30am: does it suit you?",
        "Thursday 10 June 2027, 2pm: does it suit you?",
    ]
    poll = db.session.query(Poll).one()
    first, second = (f"option_{option.id}" for option in poll.options)
    asked = asked.press("Send my answers", **{first: "if need be", second: "yes"})
    assert (asked.values[first], asked.values[second]) == (["if need be"], ["yes"])

    page = coordinator.get(f"/meetings/polls/{poll.id}").follow("write down what suits Dennis")
    assert page.heading == f"What suits {dennis.name}"
    assert "does it suit Dennis?" in page.text
    page = page.press("Record the answers", **{first: "no", second: "yes"})
    assert "2 yes, 0 if need be, 0 no" in page.text
    assert "0 yes, 1 if need be, 1 no" in page.text
    assert page.text.index("10 June") < page.text.index("11 February")

    page = page.press("Make the meeting on Thursday 10 June 2027, 2pm")
    assert (page.heading, page.messages) == (
        "Budgets",
        ["The meeting is made as a draft. Publish it to ask everybody."],
    )
    event = db.session.query(Event).one()
    assert (event.starts_at.hour, (event.ends_at - event.starts_at).seconds) == (13, 90 * 60)
    assert browser.get("/dates").items == []


@pytest.mark.parametrize("people", [1, 3])
def test_the_results_cost_the_same_however_many_answer(coordinator, count_statements, noon, people):
    poll = PollFactory()
    for member in MemberFactory.create_batch(people, **LIKES):
        answer(poll, member, noon, d4=Suits.YES)
    path = f"/meetings/polls/{poll.id}"
    db.session.expire_all()

    with count_statements() as statements:
        page = coordinator.get(path)

    assert f"{people} yes, 0 if need be, 0 no" in page.text
    # The account, the poll, its times, the tallies, days to think of and until when, who is yet to answer, who has.
    assert len(statements) == 8


def test_it_is_said_where_the_meeting_is_and_how_long_it_takes(browser, noon, inbox):
    MemberFactory(**LIKES)
    details = PollDetails("Budgets", "Health budgets", 90, EventFormat.HYBRID, venue="Example Hall, Nottingham")
    poll = actions.create_poll(details, [FOURTH, ELEVENTH], by=StaffFactory(), now=noon)

    assert browser.get(f"/dates/{poll.id}").rows == [
        ["Mainly about", "Health budgets"],
        ["Where", "Example Hall, Nottingham, or online"],
        ["How long", "1 hour 30 minutes"],
    ]
    assert "Where it is: Example Hall, Nottingham, or online. It takes 1 hour 30 minutes." in inbox.messages[0].text


def test_whoever_was_asked_is_asked_again_when_there_is_a_new_time_and_not_when_one_goes(noon, inbox):
    amara, staff = MemberFactory(**LIKES), StaffFactory()
    poll = actions.create_poll(DETAILS, [FOURTH, ELEVENTH], by=staff, now=noon)

    actions.change_times(poll.id, [ELEVENTH, EIGHTEENTH], by=staff, now=noon)
    actions.change_times(poll.id, [ELEVENTH, EIGHTEENTH], by=staff, now=noon)
    actions.change_times(poll.id, [FOURTH, ELEVENTH, EIGHTEENTH], by=staff, now=noon)

    [waits] = [message for message in inbox.messages if message.state == "waiting"]
    assert (waits.to_address, waits.subject) == (amara.email, "When can you come? Budgets: new times")
    named = [f"Thursday {day} February" in waits.text for day in (4, 11, 18)]
    assert named == [False, True, True]


def test_who_has_not_answered_a_new_time_is_yet_to_answer_and_can_be_written_down(coordinator, noon):
    dennis, poll = MemberFactory(name="Dennis", **LIKES), PollFactory()
    answer(poll, dennis, noon, d4=Suits.YES, d11=Suits.NO)
    path = f"/meetings/polls/{poll.id}"
    assert coordinator.get(path).items == ["Dennis: change what suits Dennis"]

    actions.change_times(poll.id, [ELEVENTH, EIGHTEENTH], by=StaffFactory(), now=noon)

    page = coordinator.get(path)
    assert page.items == ["Dennis: write down what suits Dennis"]
    assert page.follow("write down what suits Dennis").heading == "What suits Dennis"


def test_a_poll_is_ended_without_a_meeting(coordinator, browser, noon):
    poll, member, staff = PollFactory(), MemberFactory(**LIKES), StaffFactory()
    option, words = poll.options[0].id, "We are not looking for this date any more."

    page = coordinator.get(f"/meetings/polls/{poll.id}").follow("Stop looking for a date")
    assert page.heading == "Stop looking for a date for Budgets?"
    assert "Nobody has answered yet, so nobody will be told." in page.text
    page = page.press("Stop looking for a date")

    assert (page.heading, page.items) == ("Find a date", [])
    assert browser.get("/dates").items == []
    assert words in browser.get(f"/dates/{poll.id}").text
    assert refusal_of(actions.answer_poll, poll.id, member, said={option: Suits.YES}, by=staff, now=noon)[0] == words
    assert refusal_of(actions.choose_time, poll.id, option, by=staff, now=noon)[0] == words
    assert refusal_of(actions.change_times, poll.id, [FOURTH, ELEVENTH], by=staff, now=noon)[0] == words
    assert "Make the meeting" not in coordinator.get(f"/meetings/polls/{poll.id}").text


def test_ending_a_poll_ends_what_still_asks_and_twice_is_harmless(noon, inbox):
    MemberFactory(**LIKES)
    poll = actions.create_poll(DETAILS, [FOURTH, ELEVENTH], by=StaffFactory(), now=noon)

    for _ in range(2):
        actions.end_poll(poll.id, by=StaffFactory(), now=noon)

    assert [message.state for message in inbox.messages] == ["dropped"]
    assert poll.ended_at == noon


def test_a_poll_that_led_to_a_meeting_is_not_ended(noon):
    poll = PollFactory()
    actions.choose_time(poll.id, poll.options[0].id, by=StaffFactory(), now=noon)

    assert refusal_of(actions.end_poll, poll.id, by=StaffFactory(), now=noon)[0] == "A date has been found already."


def asked_of(member):
    told = db.session.query(Message).filter_by(member_id=member.id, state=MessageState.WAITING)
    return [message.subject for message in told.order_by(Message.id)]


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.EMAIL])
def test_whoever_has_answered_all_times_is_not_asked_by_what_still_waits(noon, channel):
    dennis, ruth = (
        MemberFactory(channel=channel, phone="0115 496 0012", interested_in=[Interest.MEETINGS]) for _ in range(2)
    )
    poll = actions.create_poll(DETAILS, [FOURTH, ELEVENTH], by=StaffFactory(), now=noon)
    asking = ["When can you come? Budgets"]
    first, second = poll.options

    actions.answer_poll(poll.id, dennis, said={first.id: Suits.YES}, by=StaffFactory(), now=noon)
    assert asked_of(dennis) == asking
    actions.answer_poll(poll.id, dennis, said={second.id: Suits.NO}, by=StaffFactory(), now=noon)
    assert (asked_of(dennis), asked_of(ruth)) == ([], asking)

    actions.change_times(poll.id, [FOURTH, ELEVENTH, ELEVENTH + timedelta(days=7)], by=StaffFactory(), now=noon)
    assert (len(asked_of(dennis)), len(asked_of(ruth))) == (1, 1)

    actions.choose_time(poll.id, first.id, by=StaffFactory(), now=noon)
    assert (asked_of(dennis), asked_of(ruth)) == ([], [])
