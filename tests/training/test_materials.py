"""The materials of a course: their versions, and who reads them until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.documents.models import Document
from coproduction.documents.queries import find_version
from coproduction.members.models import Grant
from coproduction.schedule.models import EventState, Part, PlaceState
from coproduction.training.actions.materials import add_material, remove_material
from coproduction.training.kinds import WORKS_ON
from coproduction.training.models import CourseMaterial, Duty, MaterialKind, SessionRole
from tests.factories import (
    CourseFactory,
    DocumentVersionFactory,
    EventRoleFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
    TrainingSessionFactory,
)


@pytest.fixture
def slides(noon):
    """The only version of the slides of a course, with a file."""
    course = CourseFactory(name="Accessible meetings")
    document = add_material(course.id, MaterialKind.SLIDES, by=StaffFactory(), now=noon)
    DocumentVersionFactory(document=document)
    db.session.expire_all()
    return db.session.get_one(CourseMaterial, document.id)


def place_at(session, does, **place):
    role = EventRoleFactory(event=session.event)
    db.session.add(SessionRole(role_id=role.id, does=does))
    return PlaceFactory(role=role, **place)


def reads(member, material, *, now):
    [version] = material.document.versions
    return find_version(version.id, viewer=member.account, now=now) is not None


def test_versions_are_counted_and_an_empty_one_is_filled_before_the_next(slides, noon):
    by, course_id = StaffFactory(), slides.course_id

    second = add_material(course_id, MaterialKind.SLIDES, by=by, now=noon)
    again = add_material(course_id, MaterialKind.SLIDES, what_changed="Larger pictures", by=by, now=noon)
    notes = add_material(course_id, MaterialKind.TRAINER_NOTES, by=by, now=noon)

    assert again is second
    assert (second.title, notes.title) == (
        "Accessible meetings: slides, version 2",
        "Accessible meetings: trainer notes, version 1",
    )
    assert db.session.get_one(CourseMaterial, second.id).what_changed == "Larger pictures"


def test_a_version_that_is_taken_away_is_deleted_with_its_document(slides, noon):
    for _ in range(2):
        remove_material(slides.course_id, slides.document_id, by=StaffFactory(), now=noon)

    assert db.session.query(CourseMaterial).count() == db.session.query(Document).count() == 0


@pytest.mark.parametrize("does", Duty)
def test_who_works_on_a_session_reads_them_and_who_comes_to_learn_does_not(slides, noon, does):
    session = TrainingSessionFactory(course=slides.course)

    assert reads(place_at(session, does).member, slides, now=noon) is (does in WORKS_ON)


@pytest.mark.parametrize(
    ("state", "can_read"),
    [
        (PlaceState.OFFERED, False),
        (PlaceState.TENTATIVE, False),
        (PlaceState.STEPPED_BACK, False),
        (PlaceState.ATTENDED, True),
        (PlaceState.ABSENT, False),
    ],
)
def test_they_are_read_by_those_who_hold_the_place(slides, noon, state, can_read):
    place = place_at(TrainingSessionFactory(course=slides.course), Duty.LEADS, state=state)

    assert reads(place.member, slides, now=noon) is can_read


def test_who_stands_by_for_a_trainer_reads_them_too(slides, noon):
    role = place_at(TrainingSessionFactory(course=slides.course), Duty.LEADS).role
    standby = EventRoleFactory(
        event=role.event, part=Part.STANDBY, stands_by_for_id=role.id, minimum=0, maximum=1, is_open=False
    )

    assert reads(PlaceFactory(role=standby).member, slides, now=noon)


def test_they_close_a_week_after_the_session(slides, noon):
    session = TrainingSessionFactory(course=slides.course)
    member, ends_at = place_at(session, Duty.CO_DELIVERS).member, session.event.ends_at

    assert reads(member, slides, now=ends_at + timedelta(days=6, hours=23))
    assert not reads(member, slides, now=ends_at + timedelta(days=7))


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_nobody_reads_them_for_a_session_that_is_cancelled_or_not_shown(slides, noon, state):
    session = TrainingSessionFactory(course=slides.course, event__state=state)

    assert not reads(place_at(session, Duty.LEADS).member, slides, now=noon)


def test_nobody_reads_those_of_another_course_nor_do_supporters(slides, noon):
    trainer = place_at(TrainingSessionFactory(), Duty.LEADS).member
    member = place_at(TrainingSessionFactory(course=slides.course), Duty.LEADS).member
    supporter = SupporterFactory(member=member, may=Grant)

    assert not reads(trainer, slides, now=noon)
    assert not reads(supporter, slides, now=noon)


def test_a_coordinator_adds_the_next_version_and_the_trainer_finds_the_newest_with_a_file(coordinator, browser, slides):
    session = TrainingSessionFactory(course=slides.course)
    place_at(session, Duty.LEADS, member=browser.member)

    page = coordinator.get(f"/courses/{slides.course_id}").follow("Add a material")
    page = page.press("Go on to its file", kind="slides", what_changed="Larger pictures")
    assert page.heading == "Accessible meetings: slides, version 2"
    assert "Slides, version 1" in browser.get(f"/events/{session.event_id}").text

    DocumentVersionFactory(document=db.session.query(Document).order_by(Document.id.desc()).first())
    page = browser.get(f"/events/{session.event_id}")
    assert "What is new: Larger pictures" in page.text
    assert [link for link in page.links if "Slides" in link] == ["Standard of Slides, version 2"]

    page = coordinator.get(f"/courses/{slides.course_id}").follow("Take away Slides, version 2").press("Take it away")
    assert page.messages == ["It is deleted. Trainers read the version before, if there is one."]
    assert "Slides, version 1" in browser.get(f"/events/{session.event_id}").text


def test_a_material_of_another_course_is_not_found(coordinator, slides):
    assert coordinator.get(f"/courses/{CourseFactory().id}/materials/{slides.document_id}/remove").status == 404
