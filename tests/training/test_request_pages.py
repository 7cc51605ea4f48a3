"""A team asks for training without an account, page by page, and follows its own request."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.training.actions.calling_off import call_off
from coproduction.training.models import RequestStage, TrainingRequest
from tests.core.asked import fills_in
from tests.factories import CourseFactory, StaffFactory, TrainingRequestFactory
from tests.training.asking import TRAINING
from tests.training.requesting import accepted, address, trainer_for

_S = RequestStage


def test_the_first_page_states_the_notice_and_what_members_need(stranger):
    page = stranger.get("/training").follow("Ask for training")

    assert page.heading == "Ask members to train your team"
    assert "We ask for 20 working days before the session." in page.text
    assert "the first day is Monday 1 February 2027" in page.text
    assert "From 8 to 20 people. Then everybody can ask and try things out." in page.items


def test_a_request_goes_from_page_to_page_to_the_teams_own_page(stranger, inbox):
    page = fills_in(stranger, TRAINING)
    assert (page.heading, "This is short notice" in page.text) == ("Check your answers", False)

    page = page.press("Send the request")
    assert (page.heading, page.address) == ("We have your request", "/training/request/sent")

    sent = db.session.scalars(select(TrainingRequest)).one()
    assert (sent.course, sent.host, sent.cost_code, sent.access) == (None, "Joy Ellis", "PC-204", ["step-free"])
    told = inbox.latest(to="sam.lowe@example.org")
    assert inbox.path_in(told, "/training/tracking/") == address(sent)
    page = page.follow("See your request")
    assert page.heading == "Training for Mansfield community nurses"
    assert "We answer by Monday 11 January 2027" in page.text


def test_a_course_that_they_came_from_is_chosen_and_no_words_are_needed(stranger):
    course = CourseFactory(name="Better meetings", delegates=10, is_on_request=True)
    CourseFactory(name="Only for members", is_for_members=True)
    page = stranger.get("/training/better-meetings").follow("Ask for this course")
    assert page.values["course"] == [str(course.id)]
    assert "Only for members" not in page.text

    page = fills_in(stranger, TRAINING, course={"course": str(course.id)}, need={"need": ""})

    assert "Better meetings" in page.text
    assert "This training is for 10 people at most. We may suggest two sessions." in page.text
    page.press("Send the request")
    assert db.session.scalars(select(TrainingRequest)).one().course is course


def test_an_answer_is_changed_from_the_check_and_leads_back_there(stranger):
    fills_in(stranger, TRAINING)

    page = stranger.get("/training/request/check-answers/days")
    assert (page.values["first_day[month]"], page.values["part_of_day"]) == (["3"], ["morning"])
    page = page.press("Continue", **{"first_day[month]": "1", "first_day[day]": "20"})

    assert page.heading == "Check your answers"
    assert "From Monday 1 February 2027 it is easier for members." in page.text


@pytest.mark.parametrize(
    ("step", "wrong", "errors"),
    [
        ("course", {"course": None}, ["Select a course, or “Something else”"]),
        ("need", {"need": ""}, ["Tell us what you would like to change"]),
        ("team", {"team": "", "audience": ""}, ["Enter your team", "Enter who would come"]),
        ("numbers", {"numbers": "61"}, ["Number of people must be between 1 and 60"]),
        ("days", {"first_day[year]": "2026"}, ["The date must be in the future"]),
        (
            "days",
            {"second_day[day]": "2", "second_day[month]": "3", "second_day[year]": "2027"},
            ["Enter each day once"],
        ),
        ("place", {"site": ""}, ["Enter the name and address of the site"]),
        ("contact", {"contact_email": "sam"}, ["Enter an email address in the correct format"]),
    ],
)
def test_slips_are_shown_beside_their_fields(stranger, step, wrong, errors):
    fills_in(stranger, TRAINING)

    page = stranger.get(f"/training/request/{step}").press("Continue", **wrong)

    assert [said.partition(",")[0] for said in page.errors] == [wanted.partition(",")[0] for wanted in errors]


def test_a_team_answers_our_question_on_its_own_page(stranger, coordinator):
    request = TrainingRequestFactory()
    page = coordinator.get(f"/training/requests/{request.id}").follow("Ask the team a question")
    page.press("Ask them", words="Is there a lift?")

    page = stranger.get(address(request)).follow("Answer the question")
    assert "Is there a lift?" in page.text
    assert page.press("Send the answer", answer="").errors == ["Enter your answer"]
    page.press("Send the answer", answer="There is one.")

    assert "There is one." in coordinator.get(f"/training/requests/{request.id}").text
    assert stranger.get(address(request, "/answer")).address == address(request)


def test_a_team_says_yes_to_a_suggestion_and_the_session_is_filled_in_with_it(stranger, coordinator):
    request = TrainingRequestFactory(course__minutes=90)
    page = coordinator.get(f"/training/requests/{request.id}").follow("Suggest another date or course")
    assert page.values["starts"] == ["10am"]
    page.press("Suggest it to the team", why="Two trainers are free then.", **{"day[day]": "9"})

    page = stranger.get(address(request)).follow("Tell us if it suits you")
    assert "Tuesday 9 February 2027, 10am to 11:30am" in page.text
    assert page.press("Send the answer").errors == ["Select whether it suits you"]
    assert page.press("Send the answer", suits="no").errors == ["Tell us what would suit you"]
    page = page.press("Send the answer", suits="yes")

    assert "You said yes to what we suggested" in page.text
    assert "Tuesday 9 February 2027, 10am to 11:30am" in page.text
    page = coordinator.get(f"/training/requests/{request.id}").follow("Accept the request, and make the session")
    assert (page.values["day[day]"], page.values["starts"], page.values["ends"]) == (["9"], ["10am"], ["11:30am"])
    page = page.press("Accept and make the session")
    assert page.heading == f"{request.course.name}, for Mansfield community nurses"
    assert "We have said yes" in stranger.get(address(request)).text


def test_a_team_reads_no_members_name_and_when_its_session_is(stranger, noon):
    request = accepted(noon, by=StaffFactory(name="Tom Hesketh"))
    trainer_for(request, name="Amara Okafor", known_as="Amara")

    page = stranger.get(address(request))

    assert "Tuesday 2 March 2027, 10am to 11:30am" in page.text
    assert [word for word in ("Amara", "Okafor") if word in page.text] == []


def test_a_team_changes_its_days_and_a_coordinator_keeps_or_moves_the_session(stranger, coordinator, noon):
    request = accepted(noon, by=StaffFactory())
    page = stranger.get(address(request)).follow("Change the days")
    page = page.press("Send the days", **{"first_day[day]": "9", "first_day[month]": "3"})
    assert "The other days that you asked for" in page.text

    page = coordinator.get(f"/training/requests/{request.id}")
    assert page.follow("Move the session").address == f"/training/{request.event_id}/change"
    page = page.follow("Keep the day as it is").press("Keep the day", words="The room is booked.")

    assert "The team asks for another day" not in page.text


def test_a_team_whose_session_is_put_off_reads_why_and_chooses_other_days(stranger, noon):
    tom = StaffFactory()
    request = accepted(noon, by=tom)
    call_off(request.session, "Too few trainers.", is_put_off=True, by=tom, now=noon)
    page = stranger.get(address(request))
    assert [words for words in ("It is put off", "Too few trainers.") if words not in page.text] == []

    page = page.follow("Choose other days").press("Send the days", **{"first_day[day]": "9", "first_day[month]": "3"})

    assert "We have your request" in page.text
    assert request.stage is _S.REQUESTED


def test_a_team_withdraws(stranger, noon):
    request = accepted(noon, by=StaffFactory())
    page = stranger.get(address(request)).follow("Withdraw the request")
    assert "We have planned a session for you. It will be cancelled." in page.text

    page = page.press("Withdraw the request", reason="")

    assert "You have withdrawn it" in page.text
    assert stranger.get(address(request, "/withdraw")).address == address(request)


def test_a_key_that_was_made_up_opens_nothing(stranger):
    assert stranger.get("/training/tracking/made.up").status == 404


@pytest.mark.parametrize(
    ("link", "button", "words", "stage"),
    [
        ("Put it on the waiting list", "Put it on the list", {"words": "In May."}, _S.WAITING),
        ("Decline the request", "Decline and tell them", {"why": "Far.", "alternatives": "Online."}, _S.DECLINED),
    ],
)
def test_a_coordinator_answers_in_their_own_words_and_the_team_reads_why(
    stranger, coordinator, link, button, words, stage
):
    request = TrainingRequestFactory()

    page = coordinator.get(f"/training/requests/{request.id}").follow(link)
    assert len(page.press(button).errors) == len(words)
    page = page.press(button, **words)

    assert page.address == f"/training/requests/{request.id}"
    assert request.stage is stage
    assert [said for said in words.values() if said not in stranger.get(address(request)).text] == []


def test_a_coordinator_takes_a_request_over(coordinator):
    request = TrainingRequestFactory()

    page = coordinator.get("/training/requests").follow("Mansfield community nurses").press("I will see to it")

    assert request.owner == coordinator.account
    assert "I will see to it" not in page.text


@pytest.mark.parametrize("requests", [1, 3])
def test_the_list_of_requests_costs_the_same_however_long_it_is(coordinator, count_statements, requests):
    TrainingRequestFactory.create_batch(requests)
    TrainingRequestFactory(stage=_S.DECLINED)

    with count_statements() as statements:
        page = coordinator.get("/training/requests")

    assert (len(page.rows), len(statements)) == (requests, 2)
    assert len(coordinator.get("/training/requests/over").rows) == 1
