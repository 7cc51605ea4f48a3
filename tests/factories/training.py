"""Courses, and sessions of them."""

from __future__ import annotations

import factory

from coproduction.schedule.models import EventKind
from coproduction.training.models import Course, TrainingSession
from tests.factories.base import Factory
from tests.factories.events import EventFactory


class CourseFactory(Factory):
    class Meta:
        model = Course

    name = factory.Sequence(lambda n: f"Course {n}")
    minutes = 90
    delegates = 15


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
