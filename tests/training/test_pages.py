"""Coordinators keep the list of courses, and make and change sessions of them."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.training.models import Course, TrainingSession
from tests.factories import CourseFactory, MeetingFactory, TrainingSessionFactory
from tests.schedule.event_answers import answers


def test_without_courses_the_list_says_what_to_do(coordinator):
    page = coordinator.get("/courses")

    assert "There are no courses yet. Add the first one, so that you can plan training sessions." in page.text


def test_a_course_is_added_to_the_list(coordinator):
    CourseFactory(name="Interview skills", minutes=210, delegates=8)

    page = coordinator.get("/courses").follow("Add a course")
    page = page.press("Add course", name="Accessible meetings", minutes="90", delegates="15")

    assert page.messages == ["You have added Accessible meetings."]
    assert [row[0] for row in page.rows] == ["Accessible meetings", "Interview skills"]
    assert page.rows[0][1:] == ["1 hour 30 minutes", "15"]


@pytest.mark.parametrize("courses", [1, 3])
def test_the_list_of_courses_costs_the_same_however_long_it_is(coordinator, count_statements, courses):
    CourseFactory.create_batch(courses)

    with count_statements() as statements:
        coordinator.get("/courses")

    assert len(statements) == 2


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        (
            {"name": "", "minutes": "", "delegates": ""},
            [
                "Enter the name of the course",
                "Enter the usual length in minutes",
                "Enter the most people who can attend",
            ],
        ),
        ({"name": "x" * 101}, ["Name of the course must be 100 characters or less"]),
        ({"name": "INTERVIEW skills"}, ["There is a course called Interview skills already"]),
        ({"minutes": "0"}, ["Usual length must be between 15 and 480 minutes"]),
        ({"minutes": "2 hours"}, ["Usual length must be a whole number, like 12"]),
        ({"delegates": "-3"}, ["Most people who can attend must be between 1 and 500"]),
    ],
)
def test_slips_in_a_course_are_shown_beside_their_fields(coordinator, wrong, errors):
    CourseFactory(name="Interview skills")
    typed = {"name": "Accessible meetings", "minutes": "90", "delegates": "15"} | wrong

    page = coordinator.post("/courses/new", typed)

    assert page.errors == errors
    assert page.values == {name: [value] for name, value in typed.items()}
    assert db.session.query(Course).count() == 1


def test_a_new_session_leads_to_who_is_needed_with_two_co_trainers(coordinator):
    course = CourseFactory(name="Accessible meetings", minutes=90, delegates=15)

    page = coordinator.get("/training/new")
    assert "Accessible meetings (1 hour 30 minutes, up to 15)" in page.text
    page = page.press("Save event", **answers(title="", course_id=course.id, team="Meeting chairs"))

    assert page.heading == "Add a role"
    assert (page.values["name"], page.values["minimum"]) == (["Co-trainer"], ["2"])
    assert db.session.query(TrainingSession).one().event.title == "Accessible meetings, for Meeting chairs"


def test_the_course_is_asked_first_and_one_that_is_missing_can_be_added(coordinator):
    page = coordinator.get("/training/new")

    assert list(page.values)[:4] == ["course_id", "team", "title", "summary"]
    assert page.follow("add a course").heading == "Add a course"
    assert page.follow("all courses").heading == "Courses"


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"course_id": "", "team": ""}, ["Select the course", "Enter the team that is trained"]),
        ({"course_id": "999999"}, ["Select an answer from the list"]),
        ({"course_id": "one"}, ["Select an answer from the list"]),
        ({"team": "x" * 101}, ["Team that is trained must be 100 characters or less"]),
        ({"starts": "2pm", "ends": "1pm"}, ["The end must be after the start"]),
    ],
)
def test_slips_in_a_session_are_shown_beside_their_fields_and_what_was_typed_stays(coordinator, wrong, errors):
    typed = answers(course_id=str(CourseFactory().id), team="Meeting chairs") | wrong

    page = coordinator.post("/training/new", typed)

    assert page.errors == errors
    assert (page.values["summary"], page.values["team"]) == ([typed["summary"]], [typed["team"]])
    assert db.session.query(TrainingSession).count() == 0


def test_a_session_is_shown_as_it_is_and_its_name_follows_its_course_and_team(coordinator):
    session, other = TrainingSessionFactory(course__name="Easy read"), CourseFactory(name="Accessible meetings")

    page = coordinator.get(f"/training/{session.event_id}/change")
    assert page.heading == "Change Easy read, for Mansfield community nurses"
    assert (page.values["course_id"], page.values["title"]) == ([str(session.course_id)], [""])

    page = page.press("Save event", course_id=other.id, team="Meeting chairs")

    assert (page.heading, page.messages) == ("Accessible meetings, for Meeting chairs", ["Saved."])


def test_what_is_no_session_is_not_found(coordinator):
    for event_id in (MeetingFactory().event_id, 999_999):
        assert coordinator.get(f"/training/{event_id}/change").status == 404


def test_a_member_cannot_open_any_of_these_pages(browser):
    session = TrainingSessionFactory()

    for path in ("/courses", "/courses/new", "/training/new", f"/training/{session.event_id}/change"):
        assert browser.get(path).status == 403
