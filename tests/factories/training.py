"""Courses, and sessions of them."""

from __future__ import annotations

from datetime import date

import factory

from coproduction.core.slugs import slug
from coproduction.schedule.models import EventFormat, EventKind, Part
from coproduction.training.models import (
    Course,
    CourseRole,
    Duty,
    PartOfDay,
    RequestedDay,
    RequestStage,
    TrainingRequest,
    TrainingSession,
)
from tests.factories.base import LONG_AGO, Factory
from tests.factories.events import EventFactory


class CourseFactory(Factory):
    class Meta:
        model = Course

    name = factory.Sequence(lambda n: f"Course {n}")
    slug = factory.LazyAttribute(lambda course: slug(course.name))
    minutes = 90
    delegates = 15


class CourseRoleFactory(Factory):
    """A role of a course's plan, for one or two who deliver its sessions."""

    class Meta:
        model = CourseRole

    course = factory.SubFactory(CourseFactory)
    position = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"Trainer {n}")
    does = Duty.CO_DELIVERS
    part = Part.PLACE
    minimum = 1
    maximum = 2


class TrainingSessionFactory(Factory):
    """A session called after its course and team."""

    class Meta:
        model = TrainingSession

    course = factory.SubFactory(CourseFactory)
    team = "Mansfield community nurses"
    event = factory.SubFactory(
        EventFactory,
        kind=EventKind.TRAINING,
        title=factory.LazyAttribute(
            lambda event: f"{event.factory_parent.course.name}, for {event.factory_parent.team}"
        ),
    )


class TrainingRequestFactory(Factory):
    """A request that nobody has answered, for a course and one day, Tuesday 2 February 2027."""

    class Meta:
        model = TrainingRequest

    seed = factory.Sequence(lambda n: f"training-{n}")
    stage = RequestStage.REQUESTED
    moved_at = LONG_AGO
    sent_at = LONG_AGO
    is_short_notice = False
    course = factory.SubFactory(CourseFactory, is_on_request=True)
    team = "Mansfield community nurses"
    audience = "Nurses"
    numbers = 12
    part_of_day = PartOfDay.MORNING
    format = EventFormat.IN_PERSON
    site = "Example House, Nottingham"
    contact_name = "Sam Lowe"
    contact_email = "sam.lowe@example.org"
    contact_phone = "0115 496 0150"
    days = factory.LazyFunction(lambda: [RequestedDay(day=date(2027, 2, 2))])
