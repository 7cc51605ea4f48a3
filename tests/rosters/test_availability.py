"""Members say when they could take part, on one page; none of the dates is an answer; what it means for a roster."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Grant, MemberState
from coproduction.notifications.models import Message, MessageState
from coproduction.rosters.actions import ask_member
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.actions.availability import By
from coproduction.rosters.answer_links import token_for
from coproduction.rosters.models import Availability
from coproduction.rosters.queries import candidate
from coproduction.rosters.queries.availability import Tally, tallies
from coproduction.schedule.models import EventKind, PlaceState, Via
from tests.factories import (
    EventRoleFactory,
    SupporterFactory,
)
from tests.rosters.questions import MAYBE, NO, SENT, YES, ask, field_of, said, say
from tests.schedule.refusals import refusal_of


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


def test_what_was_said_of_the_time_before_is_neither_counted_nor_in_the_way(role, able, staff, noon):
    amara, ben = able("Amara"), able("Ben")
    question = ask(role, by=staff, now=noon)
    say(question, amara, noon, nurse=YES)
    say(question, ben, noon, nurse=NO)
    event_id = role.event_id
    assert tallies([event_id], viewer=staff) == {event_id: Tally(yes=1, no=1)}

    role.event.starts_at += timedelta(hours=1)
    role.event.ends_at += timedelta(hours=1)
    db.session.flush()

    assert tallies([event_id], viewer=staff) == {event_id: Tally(silent=2)}
    seen = candidate(role, ben.id, viewer=staff, now=noon)
    assert seen
    assert seen.reasons == []


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


def test_among_equals_who_said_that_they_can_comes_first_and_who_cannot_is_asked_only_with_a_reason(
    role, able, staff, noon, coordinator
):
    names = ["Amara", "Ben", "Carol", "Dan", "Eve"]
    amara, ben, carol, dan, _eve = (able(name) for name in names)
    another_day = EventRoleFactory(
        event__kind=EventKind.PANEL, event__starts_at=noon + timedelta(days=60), is_open=False
    )
    ask_member(another_day, amara.id, reason="Needed", by=staff, now=noon)
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
