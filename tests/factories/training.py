"""Courses, and sessions of them."""

from __future__ import annotations

import factory

from coproduction.core.slugs import slug
from coproduction.schedule.models import EventKind, Part
from coproduction.training.models import Course, CourseRole, Duty, TrainingSession
from tests.factories.base import Factory
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
