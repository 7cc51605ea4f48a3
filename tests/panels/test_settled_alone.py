"""A panel that goes on with one member, by agreement: nothing calls it short, and nobody more is looked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.panels.actions import alone as actions
from coproduction.panels.models import PanelStage
from coproduction.rosters.models import SearchState, StandInSearch, Step
from coproduction.rosters.queries.problems.events import open_panels
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventRole, Via
from coproduction.schedule.pages.management import standing_in_words
from coproduction.schedule.queries.management import standings
from coproduction.site.queries.to_do.ringing import roles_to_ring_for
from coproduction.site.queries.to_do.roles import short_roles
from tests.panels.left_alone import WHY, panel_for_two, seat, steps_back

DAY = timedelta(days=1)


@pytest.fixture
def case(noon):
    """A panel for two, with a standby and one who watches."""
    return panel_for_two()


def standing_of(case):
    [role] = [each for each in standings([case.event_id])[case.event_id] if each.name == "Panel member"]
    return standing_in_words(role)


def searches_for(case):
    found = select(StandInSearch).join(StandInSearch.role).where(EventRole.event_id == case.event_id)
    return [(search.state, search.steps[-1].what) for search in db.session.scalars(found.order_by(StandInSearch.id))]


def lists_of(tasks, *, viewer, now):
    return [task.what for task in tasks(viewer=viewer, now=now).tasks]


def test_a_panel_that_goes_on_with_one_is_short_no_more_and_nobody_is_looked_for_or_rung(noon, tom, case, coordinator):
    steps_back(case, "Tunde", now=noon)
    db.session.execute(update(StandInSearch).values(state=SearchState.RINGING))
    actions.ask_alone(case, WHY, by=tom, now=noon)
    assert (standing_of(case), len(lists_of(roles_to_ring_for, viewer=tom, now=noon))) == ("1 of 2 held, short of 1", 1)
    assert len(lists_of(short_roles, viewer=tom, now=noon)) == 1

    actions.answer_alone(case, agrees=True, hand=Hand(tom, Via.PHONE), now=noon)

    assert standing_of(case) == "1 of 2 held, enough by agreement"
    assert searches_for(case) == [(SearchState.STOPPED, Step.STOPPED)]
    assert lists_of(roles_to_ring_for, viewer=tom, now=noon) + lists_of(short_roles, viewer=tom, now=noon) == []
    assert open_panels(noon.date(), (noon + 30 * DAY).date(), viewer=tom, now=noon) == []
    page = coordinator.get(f"/rosters/{case.event_id}")
    assert "One member, by agreement" in page.text
    assert "Nobody more is asked." in page.text
    assert not [link for link in page.links if link.startswith("Ring others")]
    role = seat(case).role
    assert "would be alone" not in coordinator.get(f"/rosters/roles/{role.id}/ring-list").text


def test_the_page_says_what_the_member_answered_and_asks_them_anew(noon, tom, case, browser):
    steps_back(case, "Tunde", now=noon)
    seat(case).member_id = browser.member.id
    actions.ask_alone(case, WHY, by=tom, now=noon)
    page = browser.get(f"/events/{case.event_id}/only-member")
    assert "We are still looking for another." in page.text

    page.press("Send my answer", answer="yes")
    page = browser.get(f"/events/{case.event_id}/only-member")

    assert page.values["answer"] == ["yes"]
    assert "You told us that you agree to be the only member. We are not looking for another any more." in page.text


def test_who_changes_their_mind_is_short_again_and_somebody_is_looked_for(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    for agrees in (True, False):
        actions.answer_alone(case, agrees=agrees, hand=Hand(tom, Via.PHONE), now=noon)

    assert standing_of(case) == "1 of 2 held, short of 1"
    assert searches_for(case) == [(SearchState.STOPPED, Step.STOPPED), (SearchState.LOOKING, Step.BEGUN)]


def test_once_another_has_come_and_gone_the_agreement_counts_no_more(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    actions.answer_alone(case, agrees=True, hand=Hand(tom, Via.PHONE), now=noon)
    tunde = seat(case, "Tunde")
    places.offer_place(tunde.role_id, tunde.member, hand=Hand(tom), now=noon)
    places.answer(tunde.id, Answer.YES, hand=Hand(), now=noon)
    assert standing_of(case) == "2 of 2 held"

    steps_back(case, "Tunde", now=noon)

    assert (standing_of(case), case.stage) == ("1 of 2 held, short of 1", PanelStage.RECRUITING)
    assert searches_for(case)[-1] == (SearchState.LOOKING, Step.BEGUN)


def test_when_the_only_member_leaves_after_all_somebody_is_looked_for(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    actions.answer_alone(case, agrees=True, hand=Hand(tom, Via.PHONE), now=noon)

    steps_back(case, "Amara", now=noon)

    assert standing_of(case) == "0 of 2 held, short of 2"
    assert searches_for(case)[-1] == (SearchState.LOOKING, Step.BEGUN)
