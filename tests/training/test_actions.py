"""Adding courses; making sessions of them, and changing them."""

from __future__ import annotations

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import EventKind, EventState
from coproduction.training.actions import courses, sessions
from coproduction.training.models import Course, TrainingSession
from tests.factories import CourseFactory, StaffFactory, TrainingSessionFactory
from tests.schedule.event_answers import details


def test_a_course_is_added_and_written_down(noon):
    course = courses.add_course("Accessible meetings", minutes=90, delegates=15, by=StaffFactory(), now=noon)

    assert (course.name, course.minutes, course.delegates) == ("Accessible meetings", 90, 15)
    assert db.session.query(AuditEntry.action, AuditEntry.subject_id).all() == [("training.course_added", course.id)]


def test_a_second_course_of_one_name_is_refused_in_capitals_or_not(noon):
    CourseFactory(name="Accessible meetings")

    with pytest.raises(Refusal, match="There is a course called Accessible meetings already") as refused:
        courses.add_course("accessible Meetings", minutes=60, delegates=5, by=StaffFactory(), now=noon)

    assert refused.value.field == "name"
    assert db.session.query(Course).count() == 1


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
