"""Adding and changing courses; making sessions of them, and changing those."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import EventFormat, EventKind, EventState
from coproduction.training.actions import courses, sessions
from coproduction.training.actions.courses import CourseDetails
from coproduction.training.kinds import MODES
from coproduction.training.models import Course, CourseMode, TrainingSession
from coproduction.training.queries.roles import plan_of
from tests.factories import CourseFactory, QualificationFactory, StaffFactory, TrainingSessionFactory
from tests.schedule.event_answers import details
from tests.schedule.test_events import details_of

MEETINGS = CourseDetails("Accessible meetings", minutes=90, delegates=15)


def test_a_course_is_added_with_the_usual_roles_and_written_down(noon):
    course = courses.add_course(MEETINGS, by=StaffFactory(), now=noon)

    assert (course.name, course.slug, course.minutes, course.delegates) == (
        "Accessible meetings",
        "accessible-meetings",
        90,
        15,
    )
    assert [(role.name, role.minimum, role.maximum) for role in plan_of(course.id)] == [
        ("Lead trainer", 1, 1),
        ("Co-trainer", 1, 2),
        ("Shadow", 0, 1),
        ("Supporter", 0, 1),
        ("Tech host", 0, 1),
    ]
    assert db.session.query(AuditEntry.action, AuditEntry.subject_id).all() == [("training.course_added", course.id)]


def test_a_second_course_of_one_name_is_refused_in_capitals_or_not(noon):
    CourseFactory(name="Accessible meetings")

    with pytest.raises(Refusal, match="There is a course called Accessible meetings already") as refused:
        courses.add_course(replace(MEETINGS, name="accessible Meetings"), by=StaffFactory(), now=noon)

    assert refused.value.field == "name"
    assert db.session.query(Course).count() == 1


@pytest.mark.parametrize(
    ("slip", "field"),
    [
        ({"fewest_delegates": 16}, "fewest_delegates"),
        ({"is_for_members": True, "is_on_request": True}, "is_on_request"),
        ({"grants_id": 1}, "grants_id"),
    ],
)
def test_what_cannot_be_true_of_one_course_is_refused_beside_its_field(noon, slip, field):
    with pytest.raises(Refusal) as refused:
        courses.add_course(replace(MEETINGS, **slip), by=StaffFactory(), now=noon)

    assert refused.value.field == field


def test_a_course_changes_and_keeps_its_address(noon):
    course, skills = CourseFactory(name="Interview skills"), QualificationFactory()
    wanted = CourseDetails(
        "Sitting on a panel",
        minutes=210,
        delegates=8,
        fewest_delegates=3,
        aim="You practise",
        audience="Members",
        mode=CourseMode.ONLINE,
        is_for_members=True,
        grants_id=skills.id,
        is_offered=False,
    )

    courses.change_course(course.id, wanted, by=StaffFactory(), now=noon)

    assert {name: getattr(course, name) for name in CourseDetails.__slots__} == {
        name: getattr(wanted, name) for name in CourseDetails.__slots__
    }
    assert course.slug == "interview-skills"


def test_a_new_session_is_a_draft_named_after_its_course_and_team(noon):
    course = CourseFactory(name="Accessible meetings")

    event = sessions.create_session(
        details(title=""), course_id=course.id, team="Meeting chairs", by=StaffFactory(), now=noon
    )

    assert (event.kind, event.state, event.title) == (
        EventKind.TRAINING,
        EventState.DRAFT,
        "Accessible meetings, for Meeting chairs",
    )
    session = db.session.get_one(TrainingSession, event.id)
    assert (session.course, session.team) == (course, "Meeting chairs")


def test_a_session_changes_its_course_and_team_and_keeps_the_title_it_is_given(noon):
    session, other = TrainingSessionFactory(), CourseFactory()

    sessions.change_session(
        session, details(title="Open day"), course_id=other.id, team="Meeting chairs", by=StaffFactory(), now=noon
    )

    assert (session.course, session.team, session.event.title) == (other, "Meeting chairs", "Open day")


FITS = {
    CourseMode.BOTH: [EventFormat.IN_PERSON, EventFormat.ONLINE, EventFormat.HYBRID],
    CourseMode.IN_PERSON: [EventFormat.IN_PERSON],
    CourseMode.ONLINE: [EventFormat.ONLINE],
}


@pytest.mark.parametrize("mode", CourseMode)
def test_a_session_is_held_in_a_way_in_which_its_course_is_given(noon, mode):
    course = CourseFactory(name="Accessible meetings", mode=mode)
    said = []
    for held in EventFormat:
        wanted = details(format=held, joining_link="https://example.org/join")
        with pytest.raises(Refusal) if held not in FITS[mode] else nullcontext() as refused:
            sessions.create_session(wanted, course_id=course.id, team="Chairs", by=StaffFactory(), now=noon)
        said += [(refused.value.field, refused.value.message)] if refused else []

    only = f"Accessible meetings is only given {MODES[mode].lower()}. Select that"
    assert said == [("format", only)] * (len(EventFormat) - len(FITS[mode]))


def test_a_session_that_was_so_before_its_course_changed_can_still_be_changed(noon):
    session = TrainingSessionFactory(course__mode=CourseMode.ONLINE)
    changes = partial(
        sessions.change_session, session, course_id=session.course_id, team="Chairs", by=StaffFactory(), now=noon
    )

    changes(details_of(session.event, summary="Bring a pen."))
    with pytest.raises(Refusal, match="only given online"):
        changes(details_of(session.event, format=EventFormat.IN_PERSON, joining_link="https://example.org/join"))

    assert (session.team, session.event.format) == ("Chairs", EventFormat.HYBRID)
