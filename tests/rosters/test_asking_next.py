"""Where a coordinator chose that, the next member is asked when somebody does not say yes to an offer."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.rosters.actions.searches import choose_asking_next
from coproduction.rosters.models import Because, Step
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventKind, PlaceMove, PlaceState
from tests.factories import PlaceFactory, StaffFactory
from tests.rosters.looking import (
    NOON,
    looks,
    says,
    steps,
    the_search,
)


def test_the_next_is_asked_after_an_offer_of_a_coordinators_only_if_they_chose_that(role, able):
    PlaceFactory(role=role)
    first, second = PlaceFactory(role=role, member=able(), state=PlaceState.OFFERED), able("Ruth Bell")
    says(first.member, Answer.NO, role)
    assert steps() == []

    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    again = PlaceFactory(role=role, member=able("Amara Okafor"), state=PlaceState.OFFERED)
    says(again.member, Answer.NO, role)

    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Ruth Bell")]
    assert (the_search().because, second.name) == (Because.NO_YES, "Ruth Bell")


def test_whoever_let_a_coordinators_offer_lapse_is_not_asked_again_but_the_next(role, able, noon):
    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    PlaceFactory(role=role)
    lapsed = PlaceFactory(role=role, member=able("Amara Okafor"), state=PlaceState.OFFERED, offer_ends_at=NOON)
    past = PlaceFactory(member=able("Ruth Bell"), state=PlaceState.DECLINED, role__event__kind=EventKind.PANEL)
    for days in (8, 9):
        asked_at = noon - timedelta(days=days)
        db.session.add(PlaceMove(place=past, to_state=PlaceState.OFFERED, moved_at=asked_at, via="website"))
    db.session.flush()

    looks(NOON + timedelta(minutes=1))
    assert lapsed.state is PlaceState.LAPSED
    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Ruth Bell")]
    says(past.member, Answer.NO, role, NOON + timedelta(minutes=2))

    assert steps()[2:] == [(Step.SAID_NO, "Ruth Bell"), (Step.TO_RING, "")]


def test_offers_that_may_yet_be_taken_are_waited_for(role, able):
    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    PlaceFactory(role=role)
    for name in ("Amara Okafor", "Ruth Bell"):
        PlaceFactory(role=role, member=able(name), state=PlaceState.OFFERED)

    says(db.session.scalars(select(Member).where(Member.name == "Ruth Bell")).one(), Answer.NO, role)

    assert steps() == []
