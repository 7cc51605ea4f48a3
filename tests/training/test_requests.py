"""A team asks for training: a draft, its days, our answers, and how long who asked is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from coproduction.core.asking.drafts import begin_draft
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.training.actions import answering, own_requests, requests
from coproduction.training.actions.answering import Suggestion
from coproduction.training.kinds import LEAD_DAYS
from coproduction.training.models import RequestedDay, RequestMove, RequestStage, TrainingDraft, TrainingRequest
from coproduction.training.rules.request_stages import ENDED, LEGAL_MOVES
from coproduction.training.rules.requests import asked_days, words_about_numbers
from tests.factories import CourseFactory, StaffFactory, TrainingRequestFactory
from tests.training.requesting import DAY, DETAILS, PLANNED, STARTS, accepted, asked, course, subjects

_S = RequestStage


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


def stages(request):
    return db.session.scalars(
        select(RequestMove.to_stage).where(RequestMove.request_id == request.id).order_by(RequestMove.id)
    ).all()


def test_a_request_is_sent_once_and_its_team_is_told(noon, inbox):
    request = asked(noon)

    assert (request.stage, request.owner, request.is_short_notice) == (_S.REQUESTED, None, False)
    assert asked_days(request) == [DAY]
    assert stages(request) == [_S.REQUESTED]
    assert db.session.query(TrainingDraft).count() == 0
    assert subjects(inbox) == ["We have your request for training"]


def test_a_draft_that_was_sent_is_not_sent_again(noon):
    draft, _key = begin_draft(TrainingDraft, now=noon - timedelta(minutes=5))
    requests.send_request(draft, DETAILS, [DAY], decoy="", now=noon)

    with pytest.raises(Refusal, match="We have this request already"):
        requests.send_request(draft, DETAILS, [DAY], decoy="", now=noon)

    assert db.session.query(TrainingRequest).count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decoy": "http://x.example"}, "A box that should stay empty"),
        ({"begun": timedelta(seconds=2)}, "That was very quick"),
        ({"days": [date(2027, 1, 4)]}, "The date must be in the future"),
        ({"days": [DAY, DAY]}, "Enter each day once"),
    ],
)
def test_robots_and_days_that_cannot_be_are_refused(noon, sent, says):
    draft, _key = begin_draft(TrainingDraft, now=noon - sent.get("begun", timedelta(minutes=5)))

    with pytest.raises(Refusal, match=says):
        requests.send_request(draft, DETAILS, sent.get("days", [DAY]), decoy=sent.get("decoy", ""), now=noon)


@pytest.mark.parametrize(
    ("days", "is_short"),
    [([date(2027, 2, 1)], False), ([date(2027, 1, 29)], True), ([date(2027, 1, 8), date(2027, 2, 1)], False)],
)
def test_one_day_that_gives_the_notice_is_enough(noon, days, is_short):
    assert asked(noon, days).is_short_notice is is_short


def test_the_notice_is_a_setting(noon):
    set_number(LEAD_DAYS, 60, from_day=noon.date(), account_id=None, now=noon)

    assert asked(noon).is_short_notice is True


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (7, "This training works best with at least 8 people. We may ask you to invite another team."),
        (8, ""),
        (20, ""),
        (21, "This training is for 20 people at most. We may suggest two sessions."),
    ],
)
def test_a_team_is_told_when_its_numbers_suit_badly(numbers, words):
    assert words_about_numbers(numbers, None) == words


def test_numbers_are_those_of_the_course_when_one_is_asked_for():
    assert words_about_numbers(16, CourseFactory(delegates=15)) == (
        "This training is for 15 people at most. We may suggest two sessions."
    )


def test_every_stage_says_where_it_leads_and_what_is_over_leads_nowhere():
    assert set(LEGAL_MOVES) == {None, *_S}
    assert {stage for stage, moves in LEGAL_MOVES.items() if not moves} == set(ENDED)


def test_accepting_makes_a_draft_of_the_session_with_the_roles_of_its_course(noon, inbox, tom):
    request = accepted(noon, by=tom, is_published=False)

    session = request.session
    assert (session.event.title, session.team, session.course.name, request.owner, request.stage) == (
        "Better meetings, for Mansfield community nurses",
        "Mansfield community nurses",
        "Better meetings",
        tom,
        _S.ACCEPTED,
    )
    assert [(role.name, role.minimum) for role in session.event.roles] == [("Co-trainer", 2)]
    assert subjects(inbox) == ["Your training: we say yes"]


def test_accepting_twice_makes_one_session(noon, inbox, tom):
    request = accepted(noon, by=tom, is_published=False)

    again = answering.accept_request(request, PLANNED, course_id=request.course_id, team="x", by=tom, now=noon)

    assert (again.id, len(subjects(inbox))) == (request.event_id, 1)


def test_one_session_does_not_come_of_two_requests(noon, tom):
    first = accepted(noon, by=tom, is_published=False)
    second = TrainingRequestFactory(course=first.course)

    with pytest.raises(Refusal, match="You have just accepted a request for the same session"):
        answering.accept_request(second, PLANNED, course_id=first.course_id, team=first.team, by=tom, now=noon)


@pytest.mark.parametrize(
    ("answer", "stage", "subject"),
    [
        (partial(answering.decline_request, alternatives="Ask in May."), _S.DECLINED, "we cannot do this"),
        (answering.ask_team, _S.NEEDS_INFORMATION, "we have a question"),
        (answering.put_on_list, _S.WAITING, "you are on our waiting list"),
    ],
)
def test_an_answer_goes_to_the_team_in_the_coordinators_words_once(noon, inbox, tom, answer, stage, subject):
    request = TrainingRequestFactory()

    for _ in range(2):
        answer(request, "Nobody is free.", by=tom, now=noon)

    assert (request.stage, request.owner, stages(request)) == (stage, tom, [stage])
    [message] = inbox.messages
    assert message.subject.startswith(f"Your training: {subject}")
    assert "Nobody is free." in message.text


def test_what_is_over_is_not_answered_again(noon, tom):
    request = TrainingRequestFactory(stage=_S.DECLINED)

    with pytest.raises(Refusal, match="This cannot be changed from “declined” to “waiting list”"):
        answering.put_on_list(request, "Later.", by=tom, now=noon)


def suggested(noon, by, **request):
    made = TrainingRequestFactory(**request)
    what = Suggestion(course().id, STARTS, STARTS + timedelta(hours=2))
    answering.suggest(made, what, "Two trainers are free then.", by=by, now=noon)
    return made


def test_a_team_says_yes_to_what_we_suggest_and_it_is_what_it_asks_for(noon, inbox, tom):
    request = suggested(noon, tom)
    assert "Better meetings" in inbox.messages[-1].text

    own_requests.answer_suggestion(request, "Thank you", suits=True, now=noon)

    assert (request.stage, request.course.name, asked_days(request)) == (_S.AGREED, "Better meetings", [DAY])
    assert request.suggested_starts_at == STARTS
    answering.accept_request(request, PLANNED, course_id=request.course_id, team=request.team, by=tom, now=noon)
    assert (request.stage, request.suggested_starts_at) == (_S.ACCEPTED, None)


def test_a_team_says_no_and_what_would_suit_it(noon, tom):
    request = suggested(noon, tom)
    with pytest.raises(Refusal, match="Tell us what would suit you"):
        own_requests.answer_suggestion(request, "", suits=False, now=noon)

    own_requests.answer_suggestion(request, "Any Monday", suits=False, now=noon)

    assert (request.stage, request.suggested_course_id, request.moves[-1].reason) == (_S.REQUESTED, None, "Any Monday")
    with pytest.raises(Refusal, match="We have your answer already"):
        own_requests.answer_suggestion(request, "", suits=True, now=noon)


def test_a_yes_comes_too_late_when_the_time_is_over(noon, tom):
    request = suggested(noon, tom)

    with pytest.raises(Refusal, match="That time is over"):
        own_requests.answer_suggestion(request, "", suits=True, now=STARTS)


def test_the_same_suggestion_is_told_once_and_another_takes_its_place(noon, inbox, tom):
    request = suggested(noon, tom)
    first = Suggestion(request.suggested_course_id, STARTS, STARTS + timedelta(hours=2))
    answering.suggest(request, first, "Two trainers are free then.", by=tom, now=noon)
    assert len(inbox.messages) == 1

    later = first._replace(ends_at=STARTS + timedelta(hours=3))
    answering.suggest(request, later, "Two trainers are free then.", by=tom, now=noon)

    assert (len(inbox.messages), request.suggested_ends_at) == (2, STARTS + timedelta(hours=3))


@pytest.mark.parametrize(
    ("starts_at", "says", "field"),
    [(DAY, "The end must be after the start", "ends"), (None, "The date must be in the future", "day")],
)
def test_a_suggestion_that_cannot_be_is_refused(noon, tom, starts_at, says, field):
    begins = STARTS if starts_at else noon

    with pytest.raises(Refusal, match=says) as refused:
        answering.suggest(TrainingRequestFactory(), Suggestion(1, begins, begins), "Why", by=tom, now=noon)

    assert refused.value.field == field


def test_a_draft_is_deleted_some_days_after_its_last_answer(noon):
    begin_draft(TrainingDraft, now=noon - timedelta(days=8))
    new, _ = begin_draft(TrainingDraft, now=noon - timedelta(days=6))

    assert requests.purge_drafts(now=noon) == 1

    assert db.session.scalars(select(TrainingDraft.id)).all() == [new.id]


def test_who_asked_is_deleted_some_months_after_it_is_over_and_what_was_asked_stays(noon, tom):
    over = TrainingRequestFactory(stage=_S.DECLINED, moved_at=noon, host="Joy Ellis")
    to_come, waits = accepted(noon, by=tom), TrainingRequestFactory(stage=_S.WAITING, moved_at=noon)

    assert [requests.forget_contacts(now=noon + timedelta(days=month * 30)) for month in (5, 7, 7)] == [0, 1, 0]

    assert (over.contact_name, over.contact_email, over.contact_phone, over.host, over.team) == (
        "",
        "",
        "",
        "",
        "Mansfield community nurses",
    )
    assert {to_come.contact_email, waits.contact_email} == {"sam.lowe@example.org"}
    assert db.session.query(RequestedDay).count() == 3


@pytest.mark.parametrize(
    ("stage", "last_kept", "first_gone"),
    [
        (_S.REQUESTED, date(2027, 8, 2), date(2027, 8, 3)),
        (_S.WAITING, date(2027, 8, 2), date(2027, 8, 3)),
        (_S.SUGGESTED, date(2027, 9, 1), date(2027, 9, 2)),
        (_S.POSTPONED, date(2027, 7, 4), date(2027, 7, 5)),
    ],
)
def test_who_asked_for_what_came_to_nothing_is_forgotten_some_months_after_its_last_day_or_its_putting_off(
    noon, stage, last_kept, first_gone
):
    request = TrainingRequestFactory(stage=stage, moved_at=noon, host="Joy Ellis")  # for 2 February
    if stage is _S.SUGGESTED:
        request.suggested_course, begins = request.course, datetime(2027, 3, 1, 13, tzinfo=UTC)
        request.suggested_starts_at, request.suggested_ends_at = begins, begins + timedelta(hours=2)
    days = (last_kept, first_gone, first_gone)

    assert [requests.forget_contacts(now=datetime.combine(day, noon.timetz())) for day in days] == [0, 1, 0]

    assert (request.contact_name, request.contact_email, request.contact_phone, request.host) == ("", "", "", "")
