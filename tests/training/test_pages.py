"""Coordinators keep the list of courses, and make and change sessions of them."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.training.actions.courses import CourseDetails, add_course
from coproduction.training.models import Course, TrainingSession
from tests.factories import (
    CourseFactory,
    CourseRoleFactory,
    MeetingFactory,
    QualificationFactory,
    TrainingSessionFactory,
)
from tests.schedule.event_answers import answers


def facts(page):
    """Return what stands beside each name in the page's summary lists."""
    return {name: words for name, words, *_ in page.rows}


COURSE = {
    "name": "Accessible meetings",
    "minutes": "90",
    "fewest_delegates": "6",
    "delegates": "15",
    "mode": "both",
    "is_offered": "yes",
}


def test_without_courses_the_list_says_what_to_do(coordinator):
    page = coordinator.get("/courses")

    assert "There are no courses yet. Add the first one, so that you can plan training sessions." in page.text


def test_a_course_is_added_to_the_list(coordinator):
    CourseFactory(name="Interview skills", minutes=210, delegates=8)

    page = coordinator.get("/courses").follow("Add a course")
    page = page.press("Save course", name="Accessible meetings", minutes="90", fewest_delegates="6", delegates="15")

    assert (page.heading, page.messages) == ("Accessible meetings", ["You have added Accessible meetings."])
    assert coordinator.get("/courses").rows == [
        ["Accessible meetings", "1 hour 30 minutes", "6 to 15", "Only when we plan it"],
        ["Interview skills", "3 hours 30 minutes", "1 to 8", "Only when we plan it"],
    ]


def test_a_course_changes_and_what_is_not_offered_any_more_can_be_planned_no_more(coordinator):
    skills = QualificationFactory(name="Interview skills")
    course = CourseFactory(name="Sitting on a panel", minutes=210, fewest_delegates=3, delegates=8)

    page = coordinator.get(f"/courses/{course.id}/change")
    assert (page.values["name"], page.values["mode"]) == (["Sitting on a panel"], ["both"])
    page = page.press(
        "Save course",
        aim="You practise.",
        audience="New members",
        mode="in person",
        is_for_members="yes",
        grants_id=skills.id,
        is_offered=None,
    )

    assert page.messages == ["The course is saved."]
    assert facts(page) == {
        "What people learn": "You practise.",
        "Who it is for": "New members",
        "How long it takes": "3 hours 30 minutes",
        "How many people": "3 to 8",
        "Where": "In person",
        "Who can have it": "Not offered any more",
        "Who has been there holds": "Interview skills",
    }
    assert "Sitting on a panel" not in coordinator.get("/training/new").text


def test_the_plan_of_a_course_is_changed_and_put_in_order(coordinator):
    course = CourseFactory()
    CourseRoleFactory(course=course, name="Trainer", minimum=2, maximum=2)

    page = coordinator.get(f"/courses/{course.id}").follow("Add a role")
    page = page.press("Save role", name="Observer", does="observes", minimum="0", maximum="2")
    assert page.messages == ["The plan is saved. Sessions that are made already keep their roles."]
    page = page.press("Move up Observer")
    assert list(facts(page))[-2:] == ["Observer", "Trainer"]

    page = page.follow("Change Observer").press("Save role", maximum="3")
    assert facts(page)["Observer"].startswith("Up to 3. Only watches.")
    page = page.follow("Take out Observer").press("Take it out")
    assert list(facts(page))[-1:] == ["Trainer"]

    page = page.follow("Take out Trainer").press("Take it out")
    assert page.errors == [
        (
            "At least 2 members must deliver a session, so that nobody is alone. "
            "With a member of staff beside them a session needs one fewer by itself."
        )
    ]


def test_a_role_of_another_course_is_not_found(coordinator):
    role, other = CourseRoleFactory(), CourseFactory()

    for path in ("change", "remove"):
        assert coordinator.get(f"/courses/{other.id}/roles/{role.id}/{path}").status == 404
    assert coordinator.post(f"/courses/{other.id}/roles/{role.id}/up").status == 404


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
            {"name": "", "minutes": "", "fewest_delegates": "", "delegates": ""},
            [
                "Enter the name of the course",
                "Enter the usual length in minutes",
                "Enter the fewest people who should attend",
                "Enter the most people who can attend",
            ],
        ),
        ({"name": "x" * 101}, ["Name of the course must be 100 characters or less"]),
        ({"name": "INTERVIEW skills"}, ["There is a course called Interview skills already"]),
        ({"minutes": "0"}, ["Usual length must be between 15 and 480 minutes"]),
        ({"minutes": "2 hours"}, ["Usual length must be a whole number, like 12"]),
        ({"delegates": "-3"}, ["Most people who can attend must be between 1 and 500"]),
        ({"fewest_delegates": "16"}, ["Fewest people must not be above the most people"]),
        (
            {"is_for_members": "yes", "is_on_request": "yes"},
            ["Teams cannot ask for a course that is for members"],
        ),
    ],
)
def test_slips_in_a_course_are_shown_beside_their_fields(coordinator, wrong, errors):
    CourseFactory(name="Interview skills")
    typed = COURSE | wrong

    page = coordinator.post("/courses/new", typed)

    assert page.errors == errors
    assert {name: values for name, values in page.values.items() if values != [""]} == {
        name: [value] for name, value in typed.items() if value
    }
    assert db.session.query(Course).count() == 1


def test_a_new_session_leads_to_its_page_with_the_roles_of_the_course(coordinator, noon):
    course = add_course(
        CourseDetails("Accessible meetings", 90, 15, fewest_delegates=6), by=coordinator.account, now=noon
    )

    page = coordinator.get("/training/new")
    assert "Accessible meetings (1 hour 30 minutes, 6 to 15 people)" in page.text
    page = page.press("Save event", **answers(title="", course_id=course.id, team="Meeting chairs", with_staff="yes"))

    assert page.heading == "Accessible meetings, for Meeting chairs"
    assert page.messages == [
        "Saved as a draft, with the roles of the course. Change them if this session needs others."
    ]
    page = page.follow("Who does what")
    assert facts(page)["Lead trainer"].startswith("1. Leads the session.")
    assert facts(page)["Co-trainer"].startswith("Up to 2. Delivers it with others.")

    page = page.follow("Change what Tech host does").press("Save", does="supports")
    assert facts(page)["Tech host"].startswith("Up to 1. Supports the trainers.")


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
        for path in ("change", "who-does-what", "who-does-what/1"):
            assert coordinator.get(f"/training/{event_id}/{path}").status == 404
    assert coordinator.get("/courses/999999").status == 404


def test_a_member_cannot_open_any_of_these_pages(browser):
    session = TrainingSessionFactory()

    course, event = f"/courses/{session.course_id}", f"/training/{session.event_id}"
    of_course = (course, f"{course}/change", f"{course}/roles/new")
    for path in ("/courses", "/courses/new", *of_course, "/training/new", f"{event}/change", f"{event}/who-does-what"):
        assert browser.get(path).status == 403
