"""What coordinators are told of members on panels: who would be alone, and who has not answered about the names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.panels.actions.alone import answer_alone, ask_alone
from coproduction.panels.kinds import NAMES_ANSWER_DAYS
from coproduction.panels.models import CandidateAnswer, PanelCase, PanelStage
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, EventState, Via
from coproduction.site.queries.to_do.panel_members import members_left_alone, names_to_answer
from tests.factories import EventFactory, MemberFactory, StaffFactory
from tests.panels.seats import candidates, seats

MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)  # three working days before the panel


def second_day(panel):
    """Give the panel a second day of interviews, on the Friday, with the same roster."""
    begins = panel.event.starts_at + timedelta(days=1)
    return EventFactory(kind=EventKind.PANEL, follows_id=panel.event_id, label="Interviews, day 2", starts_at=begins)


def rows(tasks, *, now):
    return [tuple(task)[1:4] for task in tasks(viewer=StaffFactory(), now=now).tasks]


def test_one_member_left_is_there_until_they_agree_and_again_if_they_change_their_mind(noon):
    panel, [place] = seats(stage=PanelStage.RECRUITING, member=MemberFactory(name="Amara Okafor"))
    place.role.minimum = 2
    case, tom = db.session.query(PanelCase).one(), StaffFactory()
    what, when = f"Amara Okafor would be alone: {panel.event.title}", "14 January 2027, in 10 days"
    none = "Nobody else has a place now. Ring others, ask them, or put the panel off."
    assert rows(members_left_alone, now=noon) == [(what, none, when)]

    ask_alone(case, "The team cannot move the date.", by=tom, now=noon)
    waits = "We asked if they agree to that. They have not answered yet."
    assert rows(members_left_alone, now=noon) == [(what, waits, when)]

    answer_alone(case, agrees=True, hand=Hand(tom, Via.PHONE), now=noon)
    assert rows(members_left_alone, now=noon) == []

    answer_alone(case, agrees=False, hand=Hand(tom, Via.PHONE), now=noon)
    rather_not = "They would rather not. They keep their place until you decide."
    assert rows(members_left_alone, now=noon) == [(what, rather_not, when)]


@pytest.mark.parametrize(("number", "is_for_one"), [(0, False), (1, True), (2, False)])
def test_nobody_is_left_alone_on_a_panel_of_nobody_for_one_or_with_two(noon, number, is_for_one):
    panel, _ = seats(number)
    panel.event.is_for_one = is_for_one
    db.session.flush()

    assert rows(members_left_alone, now=noon) == []


def test_who_has_not_answered_about_the_names_is_there_from_some_days_before_one_row_a_panel(noon):
    panel, [place, _, third] = seats(3)
    _, _ = seats(2)  # nobody is interviewed there yet
    [jo, sam] = candidates(panel, "Jo Bloggs", "Sam Roe")
    for one in (jo, sam):
        db.session.add(CandidateAnswer(candidate_id=one.id, member_id=place.member_id, knows=False, answered_at=noon))
    db.session.add(CandidateAnswer(candidate_id=jo.id, member_id=third.member_id, knows=False, answered_at=noon))
    db.session.flush()

    assert rows(names_to_answer, now=MONDAY - timedelta(days=3)) == []
    why = "2 members have not answered yet. They can open the papers when they have."
    row = (f"Ring about the names: {panel.event.title}", why, "14 January 2027, in 3 days")
    assert rows(names_to_answer, now=MONDAY) == [row]

    set_number(NAMES_ANSWER_DAYS, 2, from_day=noon.date(), account_id=None, now=noon)
    assert rows(names_to_answer, now=MONDAY) == []


def test_who_has_not_answered_is_rung_until_the_last_interview_has_ended(noon):
    panel, _ = seats()
    candidates(panel, "Jo Bloggs")
    thursday, friday = panel.event, second_day(panel)

    def whens(now):
        return [when for _, _, when in rows(names_to_answer, now=now)]

    assert whens(thursday.starts_at) == ["14 January 2027, today"]
    assert whens(friday.ends_at - timedelta(minutes=1)) == ["14 January 2027, yesterday"]
    assert whens(friday.ends_at) == []
    friday.state = EventState.CANCELLED
    db.session.flush()
    assert whens(thursday.ends_at) == []
