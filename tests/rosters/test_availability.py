"""Members are asked when they could take part before anybody is chosen: one message, one page; none is an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.actions.merging import merge
from coproduction.members.models import Grant, Interest, MemberState
from coproduction.notifications.models import Message, MessageState
from coproduction.rosters.actions import ask_member
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.actions.availability import By
from coproduction.rosters.answer_links import token_for
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.rosters.queries.asking import events_to_ask_about
from coproduction.schedule.actions.linked import at_another_time, link_event
from coproduction.schedule.models import EventKind, EventState, PlaceState, Via
from tests.factories import (
    AwayDateFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.schedule.refusals import refusal_of

YES, MAYBE, NO = CanCome
TENTH = date(2027, 1, 10)
SUBJECTS = ("When could you take part? 1 date", "When could you take part? 2 dates")
SENT = "Send my answers"


@pytest.fixture
def staff():
    return StaffFactory()


def ask(*roles, by, now, answer_by=TENTH, words=""):
    return actions.ask_when([role.event_id for role in roles], answer_by=answer_by, words=words, by=by, now=now)


def say(question, member, now, *, via=Via.WEBSITE, account=None, **by_title):
    """Answer by the first word of the events' titles."""
    ids = {each.event.title.split()[0].lower(): each.event_id for each in question.dates}
    said = {ids[word]: answer for word, answer in by_title.items()}
    return actions.answer(question.id, member, said=said, by=By(account, via), now=now)


def said(member):
    """Return what stands under the member, by the first word of the event."""
    rows = db.session.query(Availability).filter_by(member_id=member.id).order_by(Availability.event_id)
    return {row.event.title.split()[0].lower(): row.said for row in rows}


def field_of(role):
    return f"option_{role.event_id}_{int(role.event.starts_at.timestamp())}"


def test_everybody_who_could_come_is_asked_once_about_what_they_could_come_to(role, second, able, staff, noon, inbox):
    both, first_only = able("Amara"), able("Ben")
    AwayDateFactory(member=first_only, starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 25))
    for state in (MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT):
        able(state=state)
    MemberFactory(interested_in=[Interest.PANELS])

    made = [ask(role, second, by=staff, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert inbox.letters == [(first_only.email, SUBJECTS[0]), (both.email, SUBJECTS[1])] or inbox.letters == [
        (both.email, SUBJECTS[1]),
        (first_only.email, SUBJECTS[0]),
    ]
    assert (said(both), said(first_only)) == ({"nurse": None, "commissioner": None}, {"nurse": None})


@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.OFFERED, PlaceState.DECLINED])
def test_nobody_is_asked_who_has_a_part_there_said_no_or_is_elsewhere_then(role, able, staff, noon, inbox, state):
    PlaceFactory(role=role, member=able(), state=state)
    elsewhere = PlaceFactory(member=able(), role__event__starts_at=role.event.starts_at, state=state)

    ask(role, by=staff, now=noon)

    asked = [] if state is PlaceState.HELD else [(elsewhere.member.email, SUBJECTS[0])]
    assert inbox.letters == asked


def test_dates_that_cannot_be_asked_about_are_refused(role, second, able, staff, noon):
    open_role = EventRoleFactory(event__title="Meeting")
    begun = EventRoleFactory(event__starts_at=noon, is_open=False)

    def refused(*roles, answer_by=TENTH):
        ids = [each.event_id for each in roles]
        return refusal_of(actions.ask_when, ids, answer_by=answer_by, words="", by=staff, now=noon)

    nothing = ("Select one event or more that members are not asked about yet", "events")
    assert refused(open_role, begun) == nothing
    assert refused(role, answer_by=date(2027, 1, 3)) == ("The day to answer by must be today or later", "answer_by")
    assert refused(role, answer_by=date(2027, 1, 15)) == (
        "The day to answer by must not come after all of the events",
        "answer_by",
    )
    many = EventRoleFactory.create_batch(21, is_open=False)
    assert refused(*many) == ("Select 20 events or fewer", "events")
    ask(role, by=staff, now=noon)
    assert refusal_of(actions.ask_when, [role.event_id], answer_by=TENTH, words="", by=StaffFactory(), now=noon) == (
        nothing
    )


def test_the_whole_answer_counts_and_a_later_one_takes_its_place(role, second, able, staff, noon):
    amara = able("Amara")
    question = ask(role, second, by=staff, now=noon)

    say(question, amara, noon, nurse=YES, commissioner=MAYBE)
    say(question, amara, noon, nurse=NO)

    assert said(amara) == {"nurse": NO, "commissioner": None}
    assert refusal_of(actions.answer, question.id, amara, said={}, by=By(None, Via.EMAIL), now=noon)[0] == (
        "Choose an answer for one date or more, or press “None of these”"
    )


def test_an_answer_is_for_the_time_that_the_event_had(role, able, staff, noon, stranger):
    amara = able("Amara")
    question = ask(role, by=staff, now=noon)
    page = stranger.get(f"/availability/answers/{token_for(question.id, amara.id)}")
    old = field_of(role)
    say(question, amara, noon, nurse=YES)

    role.event.starts_at += timedelta(hours=1)
    role.event.ends_at += timedelta(hours=1)
    db.session.flush()

    again = stranger.get(page.address)
    assert again.values.get(field_of(role), []) == []
    assert stranger.send(page.address, {old: "yes"}).errors == [
        "Choose an answer for one date or more, or press “None of these”"
    ]


def test_none_of_these_is_an_answer_by_the_link_in_the_email(role, second, able, staff, noon, inbox, stranger):
    amara = able("Amara")
    ask(role, second, by=staff, now=noon, words="Both are at Example Hall.")
    message = inbox.latest(to=amara.email)
    assert "Both are at Example Hall." in message.text
    path = inbox.path_in(message, "/availability/answers/")

    page = stranger.get(path)
    assert (page.heading, said(amara)) == ("When could you take part?", {"nurse": None, "commissioner": None})
    page = page.press("None of these")

    assert page.heading == "We have your answers"
    assert said(amara) == {"nurse": NO, "commissioner": NO}
    page.follow("Change your answers").press(SENT, **{field_of(role): "yes", field_of(second): "no"})
    assert said(amara) == {"nurse": YES, "commissioner": NO}
    assert page.follow("Change your answers").values[field_of(role)] == ["yes"]
    assert stranger.get("/availability/answers/nonsense").status == 404


def test_the_page_of_a_draft_stays_closed_though_its_date_is_asked_about(second, able, staff, noon, stranger):
    amara = able("Amara")
    question = ask(second, by=staff, now=noon, answer_by=date(2027, 1, 12))
    stranger.sign_in(amara.account)

    page = stranger.get("/my-page").follow("Answer all the dates on one page")

    assert "Commissioner panel" in page.text
    assert "Thursday 21 January 2027, 10:30am to 12:30pm. Example Hall, Nottingham, or online" in page.text
    assert stranger.get(f"/events/{second.event_id}").status == 404
    page = page.press(SENT, **{field_of(second): "maybe"})
    assert page.messages == ["Thank you. We have your answers. You can change them here until we stop asking."]
    home = stranger.get("/my-page")
    assert home.follow("Look at your answers, or change them").heading == "When could you take part?"
    assert stranger.get("/dates").items == ["Dates to answer by Tuesday 12 January 2027"]
    actions.close_round(question.id, by=staff, now=noon)
    assert "Look at your answers" not in stranger.get("/my-page").text
    assert "We have stopped asking about these dates." in stranger.get(f"/availability/{question.id}").text


def test_once_it_is_closed_nothing_is_taken_and_nobody_is_asked_any_more(role, able, staff, noon, inbox, stranger):
    amara, _ruth = able("Amara"), able("Ruth")
    question = ask(role, by=staff, now=noon)

    for _ in range(2):
        actions.close_round(question.id, by=staff, now=noon)

    assert [message.state for message in inbox.messages] == [MessageState.DROPPED] * 2
    assert refusal_of(say, question, amara, noon, nurse=YES)[0] == actions.CLOSED
    assert refusal_of(actions.ask_more, question.id, by=staff, now=noon)[0] == actions.CLOSED
    assert stranger.get(f"/availability/answers/{token_for(question.id, amara.id)}").status == 410
    ask(role, by=staff, now=noon + timedelta(hours=1))
    assert said(amara) == {"nurse": None}


def test_what_was_said_before_stands_when_the_same_event_is_asked_about_again(role, second, able, staff, noon):
    amara = able("Amara")
    first = ask(role, by=staff, now=noon)
    say(first, amara, noon, nurse=YES)
    actions.close_round(first.id, by=staff, now=noon)

    again = ask(role, second, by=staff, now=noon + timedelta(days=1))

    assert said(amara) == {"nurse": YES, "commissioner": None}
    assert {row.round_id for row in db.session.query(Availability)} == {again.id}


def test_whoever_answers_is_asked_no_more_by_what_still_waits(role, able, staff, noon):
    dennis = able("Dennis", account=None, channel="phone", email=None)
    question = ask(role, by=staff, now=noon)

    say(question, dennis, noon, via=Via.PHONE, account=staff, nurse=YES)

    [message] = db.session.query(Message).filter_by(member_id=dennis.id)
    assert (message.channel, message.state) == ("phone", MessageState.DROPPED)
    [row] = db.session.query(Availability)
    assert (row.via, row.answered_by_id) == (Via.PHONE, staff.id)


def test_who_was_not_asked_and_who_has_left_cannot_answer(role, able, staff, noon, stranger):
    amara = able("Amara")
    question, other = ask(role, by=staff, now=noon), able("Ben")
    link = f"/availability/answers/{token_for(question.id, amara.id)}"

    assert refusal_of(say, question, other, noon, nurse=YES)[0] == actions.SAID_NOTHING
    stranger.sign_in(other.account)
    assert stranger.get(f"/availability/{question.id}").status == 404
    amara.state = MemberState.LEFT
    db.session.flush()
    assert refusal_of(say, question, amara, noon, nurse=YES)[0] == "Amara is no longer a member."
    assert stranger.get(link).status == 410


def test_newcomers_are_asked_too_and_nobody_twice(role, able, staff, noon, inbox, coordinator):
    able("Amara")
    question = ask(role, by=staff, now=noon)
    able("Ben", account=None, channel="letter", email=None, phone=None, address="1 Example Street")

    page = coordinator.get(f"/rosters/availability/{question.id}")
    page = page.follow("1 member could take part now and was not asked")
    assert page.items == ["1 person to write to"]
    page = page.press("Ask these members")

    assert page.messages == ["1 member is being asked, in one message each."]
    assert [message.channel for message in inbox.messages] == ["email", "letter"]
    assert actions.ask_more(question.id, by=staff, now=noon) == 0


def test_a_coordinator_asks_looks_writes_down_and_downloads(role, second, able, coordinator, noon):
    amara, dennis = able("Amara Okafor"), able("Dennis", account=None, channel="phone", email=None)
    able("Harold Pym", state=MemberState.PAUSED)
    AwayDateFactory(member=dennis, starts_on=date(2027, 1, 21), ends_on=date(2027, 1, 21))

    page = coordinator.get("/manage/events").follow("Ask when members could take part").follow("Ask about dates")
    assert page.items == ["January 2027 (2)"]
    assert page.follow("January 2027 (2)").values["events"] == [str(role.event_id), str(second.event_id)]
    page = page.press("Continue", events=[str(role.event_id), str(second.event_id)])
    assert page.heading == "Ask when members could take part"
    assert "Published 2 members are asked." in page.text
    assert "Draft 1 member is asked." in page.text
    assert "Dennis is away or at something else then. Harold Pym has paused their membership." in page.text
    assert page.items == ["1 person by email", "1 person to ring"]
    assert db.session.query(Message).count() == 0

    page = page.press("Ask these members", answer_by=TENTH, words="")
    assert page.heading == "Who could take part"
    question = db.session.query(AvailabilityRound).one()
    page = page.follow("write down what they say, Dennis")
    refused = page.press("None of these")
    assert refused.errors == ["Select how they told you"]
    page = refused.press("None of these", via="phone")

    assert page.messages == ["What Dennis said is saved."]
    say(question, amara, noon, nurse=YES, commissioner=MAYBE)
    page = coordinator.get(page.address)
    assert [row[1:] for row in page.rows] == [
        ["1", "0", "1", "0"],
        ["0", "1", "0", "0"],
    ]
    lines = coordinator.fetch(f"{page.address}.csv").get_data(as_text=True).splitlines()
    assert lines[1:] == ["Amara Okafor,Said they can,Said maybe", "Dennis,Said they cannot,Was not asked"]
    assert coordinator.get("/rosters/availability").rows[0][-1] == "Yes"
    page = page.follow("Stop asking").press("Stop asking")
    assert page.messages == ["We have stopped asking. All answers are kept."]
    assert coordinator.get("/rosters/availability/new").items == ["January 2027 (2)"]


def test_what_has_the_same_people_is_told_with_the_event_and_not_asked_about_by_itself(role, able, staff, noon, inbox):
    times = {"starts_at": noon + timedelta(days=8), "ends_at": noon + timedelta(days=8, minutes=30)}
    link_event(role.event, "Pre-meet", details=at_another_time(role.event, **times), by=staff, now=noon)
    able("Amara")

    question = ask(role, by=staff, now=noon)

    assert [each.event_id for each in question.dates] == [role.event_id]
    assert "10:30am to 12:30pm; Pre-meet: Tuesday 12 January 2027, midday to 12:30pm. Example" in inbox.messages[0].text
    assert [event.id for event in events_to_ask_about(viewer=staff, now=noon)] == []


@pytest.mark.parametrize("people", [1, 3])
def test_the_answers_cost_the_same_however_many_there_are(
    role, able, staff, coordinator, count_statements, noon, people
):
    for number in range(people):
        able(f"Member {number}")
    path = f"/rosters/availability/{ask(role, by=staff, now=noon).id}"
    db.session.expire_all()

    with count_statements() as statements:
        coordinator.get(path)

    # The account, the question, its dates, their roles, how many said what, who said what, and who is new to each date.
    assert len(statements) == 7


def test_a_supporter_who_may_answers_by_name_and_the_member_is_told(role, able, staff, noon, inbox, stranger):
    kieran = able("Kieran")
    mo = SupporterFactory(name="Mo Farrow", member=kieran, may=[Grant.ANSWER])
    question = ask(role, by=staff, now=noon)
    stranger.sign_in(mo.account)

    page = stranger.get(f"/supporting/{mo.id}").follow("Answer for Kieran")
    assert "You answer as yourself, Mo Farrow." in page.text
    page = page.press(SENT, **{field_of(role): "yes"})

    assert page.messages == ["Thank you. We are telling Kieran that you answered."]
    told = inbox.latest(to=kieran.email)
    assert "Mo Farrow answered for you, as your supporter." in told.text
    assert "Nurse panel, Thursday 14 January 2027, 10:30am to 12:30pm. Yes." in told.text
    [row] = db.session.query(Availability)
    assert (row.said, row.via, row.answered_by_id) == (YES, Via.SUPPORTER, mo.account_id)

    path = f"/supporting/{mo.id}/availability/{question.id}"
    mo.grants.clear()
    db.session.flush()
    assert stranger.get(path).status == 404
    assert stranger.send(path, {field_of(role): "no"}).messages == ["You cannot answer this now. Nothing has changed."]
    assert refusal_of(say, question, kieran, noon, via=Via.SUPPORTER, account=mo.account, nurse=NO)[0] == (
        "You cannot answer this now. Nothing has changed."
    )
    assert said(kieran) == {"nurse": YES}


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


def test_among_equals_who_said_that_they_can_comes_first_and_who_cannot_is_asked_only_with_a_reason(
    role, able, staff, noon, coordinator
):
    names = ["Amara", "Ben", "Carol", "Dan", "Eve"]
    amara, ben, carol, dan, _eve = (able(name) for name in names)
    ask_member(
        EventRoleFactory(event__kind=EventKind.PANEL, is_open=False), amara.id, reason="Needed", by=staff, now=noon
    )
    question = ask(role, by=staff, now=noon)
    for member, word in ((ben, NO), (carol, MAYBE), (dan, YES)):
        say(question, member, noon, nurse=word)

    page = coordinator.get(f"/rosters/roles/{role.id}")

    rows = [row[0] for row in page.rows]
    assert rows == ["Dan Said they can", "Carol Said maybe", "Eve Has not answered", "Amara Has not answered", "Ben"]
    assert "Said they cannot then" in page.rows[-1][1]
    assert refusal_of(ask_member, role, ben.id, reason="", by=staff, now=noon)[0] == (
        "Say why you ask all the same: said they cannot then"
    )
    assert ask_member(role, ben.id, reason="They rang us", by=staff, now=noon).state is PlaceState.OFFERED


def test_a_proposal_leaves_out_who_cannot_and_says_what_the_others_said(role, able, staff, noon, coordinator):
    ben, carol, _dan = (able(name) for name in ("Ben", "Carol", "Dan"))
    question = ask(role, by=staff, now=noon)
    say(question, ben, noon, nurse=NO)
    say(question, carol, noon, nurse=MAYBE)

    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    hints = [hint.get_text(" ").strip() for hint in page.main.select(".nhsuk-checkboxes__hint")]
    assert [hint.partition(".")[0] for hint in hints] == ["Said maybe", "Has not answered"]
    assert "Ben" not in page.text
