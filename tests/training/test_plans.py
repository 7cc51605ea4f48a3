"""The plan of roles of a course, and the roles that its sessions get from it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.publishing import publish_event
from coproduction.schedule.actions.roles import RoleDetails, add_role, change_role, details_of
from coproduction.schedule.models import EventState, Part
from coproduction.training.actions import plans, sessions
from coproduction.training.actions.courses import CourseDetails, add_course
from coproduction.training.actions.plans import PlannedRole
from coproduction.training.actions.roles import say_duty
from coproduction.training.kinds import FEWEST_TRAINERS
from coproduction.training.models import CourseRole, Duty, TrainingSession
from coproduction.training.queries.roles import duties_of, plan_of
from tests.factories import CourseFactory, CourseRoleFactory, QualificationFactory, StaffFactory
from tests.schedule.event_answers import details

LEADS = PlannedRole("Lead trainer", Duty.LEADS, 1, 1)


@pytest.fixture
def course(noon):
    return add_course(CourseDetails("Accessible meetings", 90, 15), by=StaffFactory(), now=noon)


@pytest.fixture
def session_for(course, noon):
    """Return what makes a session of the course."""
    return partial(sessions.create_session, details(), course_id=course.id, team="Chairs", by=StaffFactory(), now=noon)


def roles_of(event):
    return [(each.role.name, each.does, each.role.minimum, each.role.maximum) for each in duties_of(event.id)]


def planned(course):
    return [(role.name, role.does, role.part, role.minimum, role.maximum) for role in plan_of(course.id)]


def test_a_session_has_the_roles_of_its_course_and_each_is_known_for_what_it_does(course, session_for):
    qualification = QualificationFactory()
    plan_of(course.id)[0].qualification_id = qualification.id

    event = session_for()

    assert roles_of(event) == [
        ("Lead trainer", Duty.LEADS, 1, 1),
        ("Co-trainer", Duty.CO_DELIVERS, 1, 2),
        ("Shadow", Duty.SHADOWS, 0, 1),
        ("Supporter", Duty.SUPPORTS, 0, 1),
        ("Tech host", Duty.HOSTS, 0, 1),
    ]
    assert [(role.part, role.qualification_id) for role in event.roles][:3] == [
        (Part.PLACE, qualification.id),
        (Part.PLACE, None),
        (Part.SHADOW, None),
    ]


def test_a_session_that_is_sent_twice_has_its_roles_once(session_for):
    first = session_for()

    assert session_for() is first
    assert len(roles_of(first)) == 5


def test_with_a_member_of_staff_one_co_trainer_fewer_is_needed(session_for):
    assert roles_of(session_for(with_staff=True))[:2] == [
        ("Lead trainer", Duty.LEADS, 1, 1),
        ("Co-trainer", Duty.CO_DELIVERS, 0, 2),
    ]


def test_what_is_needed_follows_a_member_of_staff_who_comes_and_goes(course, session_for, noon):
    event = session_for()
    session = db.session.get_one(TrainingSession, event.id)
    change = partial(
        sessions.change_session, session, details(), course_id=course.id, team="Chairs", by=StaffFactory(), now=noon
    )

    needed = []
    for with_staff in (True, True, False, False):
        change(with_staff=with_staff)
        needed.append([role.minimum for role in event.roles][:2])

    assert needed == [[1, 0], [1, 0], [1, 1], [1, 1]]


def test_members_see_no_session_that_somebody_would_deliver_alone(session_for, noon):
    event, by = session_for(), StaffFactory()
    co_trainer = event.roles[1]
    change_role(co_trainer.id, replace(details_of(co_trainer), minimum=0), by=by, now=noon)

    with pytest.raises(Refusal, match="At least 2 members, or 1 with a member of staff, must deliver a session"):
        publish_event(event, invite=False, by=by, now=noon)

    change_role(co_trainer.id, replace(details_of(co_trainer), minimum=1), by=by, now=noon)
    publish_event(event, invite=False, by=by, now=noon)
    assert event.state is EventState.PUBLISHED
    with pytest.raises(Refusal, match="so that nobody is alone"):
        change_role(co_trainer.id, replace(details_of(co_trainer), minimum=0), by=by, now=noon)


@pytest.mark.parametrize(
    ("with_staff", "enough", "says"),
    [(False, 2, "At least 3 members, or 2 with"), (True, 1, "At least 2 members must")],
)
def test_how_many_deliver_a_session_is_a_number_that_people_set(
    session_for, coordinator, noon, with_staff, enough, says
):
    event = session_for(with_staff=with_staff)
    lead, co_trainer, *_ = event.roles
    assert lead.minimum + co_trainer.minimum == enough
    set_number(FEWEST_TRAINERS, 3, from_day=noon.date(), account_id=None, now=noon)

    with pytest.raises(Refusal, match=says):
        publish_event(event, invite=False, by=StaffFactory(), now=noon)

    assert f"least {enough + 1} members" in coordinator.get(f"/training/{event.id}/who-does-what").text
    change_role(co_trainer.id, replace(details_of(co_trainer), minimum=2), by=StaffFactory(), now=noon)
    publish_event(event, invite=False, by=StaffFactory(), now=noon)
    assert event.state is EventState.PUBLISHED


def test_one_member_beside_a_member_of_staff_is_enough(session_for, noon):
    event = session_for(with_staff=True)

    publish_event(event, invite=False, by=StaffFactory(), now=noon)

    assert event.state is EventState.PUBLISHED


def test_a_role_that_is_added_by_hand_does_what_its_name_or_part_says_until_somebody_says_else(course, noon):
    CourseRoleFactory(course=course, name="Storyteller", does=Duty.CO_DELIVERS)
    event, by = (
        sessions.create_session(details(), course_id=CourseFactory().id, team="Chairs", by=StaffFactory(), now=noon),
        StaffFactory(),
    )
    db.session.get_one(TrainingSession, event.id).course = course

    for name, part in (("storyteller", Part.PLACE), ("Watcher", Part.SHADOW), ("Greeter", Part.PLACE)):
        add_role(event, RoleDetails(name, 0, 1, None, is_open=False, part=part), by=by, now=noon)
    say_duty(event, event.roles[2].id, does=Duty.SUPPORTS, by=by, now=noon)
    add_role(event, RoleDetails("Guest", 0, 1, None, is_open=False), by=by, now=noon)

    assert [does for _, does, *_ in roles_of(event)] == [
        Duty.CO_DELIVERS,
        Duty.SHADOWS,
        Duty.SUPPORTS,
        Duty.OTHER,
    ]


def test_a_published_session_keeps_enough_who_deliver_it_whatever_is_said_of_its_roles(session_for, noon):
    event, by = session_for(), StaffFactory()
    publish_event(event, invite=False, by=by, now=noon)

    with pytest.raises(Refusal, match="The roles of this one need 1"):
        say_duty(event, event.roles[1].id, does=Duty.SUPPORTS, by=by, now=noon)


def test_a_plan_grows_changes_and_is_put_in_order(course, noon):
    by = StaffFactory()
    plans.add_planned_role(course.id, PlannedRole("Observer", Duty.OBSERVES, 0, 2), by=by, now=noon)
    lead, co_trainer, shadow, supporter, host, observer = plan_of(course.id)

    for gone in (supporter, host, supporter):
        plans.remove_planned_role(course.id, gone.id, by=by, now=noon)
    two = PlannedRole("Co-trainer", Duty.CO_DELIVERS, 2, 3)
    plans.change_planned_role(course.id, co_trainer.id, details=two, by=by, now=noon)
    for raised in (observer, lead):
        plans.raise_planned_role(course.id, raised.id, by=by, now=noon)

    assert planned(course) == [
        ("Lead trainer", Duty.LEADS, Part.PLACE, 1, 1),
        ("Co-trainer", Duty.CO_DELIVERS, Part.PLACE, 2, 3),
        ("Observer", Duty.OBSERVES, Part.SHADOW, 0, 2),
        ("Shadow", Duty.SHADOWS, Part.SHADOW, 0, 1),
    ]
    assert shadow.position == 4


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(LEADS, name="co-TRAINER"), "name"),
        (replace(LEADS, maximum=1, minimum=2), "maximum"),
        (replace(LEADS, is_open=True), "is_open"),
        (PlannedRole("Observer", Duty.OBSERVES, 1, 1), "minimum"),
        (PlannedRole("Observer", Duty.OBSERVES, 0, None), "minimum"),
        (replace(LEADS, minimum=0), "minimum"),
        (replace(LEADS, does=Duty.HOSTS), "minimum"),
    ],
)
def test_a_role_that_no_session_can_have_is_refused_beside_its_field(course, noon, wanted, field):
    lead = plan_of(course.id)[0]

    with pytest.raises(Refusal) as refused:
        plans.change_planned_role(course.id, lead.id, details=wanted, by=StaffFactory(), now=noon)

    assert refused.value.field == field


def test_the_plan_keeps_two_who_deliver(course, noon):
    lead = plan_of(course.id)[0]

    with pytest.raises(Refusal, match="At least 2 members must deliver a session"):
        plans.remove_planned_role(course.id, lead.id, by=StaffFactory(), now=noon)

    assert db.session.get(CourseRole, lead.id) is lead
