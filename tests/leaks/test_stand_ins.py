"""Somebody is looked for, one after the other and at once, until a person has to ring; and one would be alone."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.panels.actions import alone
from coproduction.rosters.actions import ask_member, declare_conflict
from coproduction.rosters.models import SearchState, SearchStep, StandInSearch, Step
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import PlaceState, Via
from tests.leaks.confidence import HIGH_MONTHLY, HIGH_WEEKLY, MONTHLY, WEEKLY
from tests.leaks.mails import PLAYED
from tests.rosters.looking import BY_EMAIL, they_hear

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PHONE = "07700 900123"


def says(play, member, said):
    answer(play.of(member).id, said, hand=BY_EMAIL, now=play.now)
    play.worker_works()


def steps():
    return [step.what for step in db.session.scalars(select(SearchStep).order_by(SearchStep.id))]


def test_nothing_in_confidence_leaves_a_search_that_ends_with_a_person_who_rings(play):
    play = play()
    ruth = play.standby(known_as="Ruth", phone=PHONE, weekly=HIGH_WEEKLY, monthly=HIGH_MONTHLY)
    wynn = play.able(known_as="Wynn", weekly=WEEKLY, monthly=MONTHLY)
    play.able(known_as="Vera")
    declare_conflict(play.event_id, play.able(known_as="Nell"), now=play.now)

    step_back(play.of(play.tunde).id, hand=BY_EMAIL, now=play.now)
    alone.ask_alone(play.case, "reasonword", by=play.staff, now=play.now)
    play.worker_works()
    they_hear()
    says(play, ruth, Answer.NO)
    play.manager_looks()
    play.worker_works(play.event.starts_at - DAY)

    assert steps() == [
        Step.BEGUN,
        Step.ASKED,
        Step.SAID_NO,
        Step.ASK_FIRST,
        Step.ASKED,
        Step.NO_ANSWER,
        Step.TO_RING,
    ]
    assert db.session.scalars(select(StandInSearch.state)).all() == [SearchState.RINGING]
    assert "would pass" not in play.priya.get(f"/rosters/roles/{play.role.id}/ring-list").text
    ask_member(play.role, wynn.id, reason="reasonword", by=play.staff, now=play.now)
    answer(play.of(wynn).id, Answer.YES, hand=Hand(play.staff, Via.PHONE), now=play.now)
    play.worker_works()
    play.manager_looks()
    play.takes_away(f"/rosters/{play.event_id}.csv")
    play.assert_nothing_leaked(PLAYED["a search to its end"])


def test_nothing_in_confidence_leaves_near_the_day_where_several_are_asked_and_the_first_yes_wins(play):
    play = play()
    soon = {"need": NeedKind.BREAKS, "weekly": HIGH_WEEKLY, "monthly": HIGH_MONTHLY}  # nothing to book first
    ruth = play.standby(known_as="Ruth", phone=PHONE, **soon)
    vera, _wynn = play.able(known_as="Vera", **soon), play.able(known_as="Wynn", **soon)
    play.it_is(play.event.starts_at - 20 * HOUR)
    step_back(play.of(play.tunde).id, hand=BY_EMAIL, now=play.now)
    play.worker_works()
    they_hear()
    assert steps() == [Step.BEGUN, Step.ASKED]
    play.worker_works(play.now + HOUR)
    they_hear()

    says(play, vera, Answer.YES)

    assert steps()[2:] == [Step.ASKED, Step.ASKED, Step.SAID_YES, Step.THANKED, Step.THANKED, Step.STANDS_BY]
    assert play.of(ruth).state is PlaceState.RELEASED
    play.manager_looks()
    play.assert_nothing_leaked(PLAYED["several at once near the day"])
