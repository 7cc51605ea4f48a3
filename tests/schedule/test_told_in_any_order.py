"""Whatever happens to an event and to answers, in any order: each is told what is so now, once, and nobody is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from coproduction.core.database import db
from coproduction.schedule.models import PlaceState
from tests.schedule.stories import BEGINNINGS, DEEDS, STARTS, STORIES, Story


def test_each_is_told_what_is_so_now_once_and_nobody_is_lost():
    came_about: Counter[tuple[PlaceState | None, PlaceState]] = Counter()

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @example(**STORIES["who has heard is thanked and let go, and who was given a place is let go"])
    @example(**STORIES["who is next on the list hears of the free place, and that the time is over"])
    @example(**STORIES["whoever is not rung is not reminded by another call, and emails are followed by reminders"])
    @example(
        **STORIES["who has not heard of the free place, nor of two moves since, hears that the day they know is off"]
    )
    @given(begins=BEGINNINGS, deeds=DEEDS, start=some.sampled_from(STARTS))
    def stories(begins, deeds, start):
        with db.session.begin_nested() as story_alone:
            story = Story(start)
            for what, number in [(what, who) for who, whats in enumerate(begins) for what in whats] + deeds:
                story.happens(what, number)
            came_about.update(story.all_moves())
            story_alone.rollback()
            db.session.expunge_all()

    stories()

    seldom = (
        (None, PlaceState.WAITING),
        (PlaceState.WAITING, PlaceState.OFFERED),
        (PlaceState.OFFERED, PlaceState.LAPSED),
        (PlaceState.HELD, PlaceState.STEPPED_BACK),
    )
    assert [move for move in seldom if not came_about[move]] == []
