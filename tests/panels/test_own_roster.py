"""Members who are on a panel only at a date with a roster of its own: asked, told and trusted as everybody on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message
from coproduction.panels.actions import candidates as actions
from coproduction.panels.actions import deciding, managing, outcomes, packs, score_sheets
from coproduction.panels.actions.following import tell_new_name
from coproduction.panels.actions.score_sheets import Said
from coproduction.panels.models import CandidateAnswer, PanelMove, PanelStage
from coproduction.panels.pages.packs import own_part, pack_page
from coproduction.panels.pages.requests import progress_of
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.packs import find_pack
from coproduction.panels.queries.score_sheets import shared_totals
from coproduction.panels.rules.requests import Times
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions import events, linked, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventState, Place, PlaceState
from coproduction.schedule.queries.linked import events_following
from tests.factories import MemberFactory, PanelRequestFactory, PlaceFactory, StaffFactory
from tests.panels.seats import candidates, pack, seats
from tests.schedule.dates import link, role_of, states

ASKED, READY, OUTCOME = "panels/candidates_asked", "panels/pack_open", "panels/outcome_told"


class Apart:
    """A briefed panel whose debrief has a roster of its own: `ruth` holds a place there, and nowhere else."""

    def __init__(self, now):
        self.now, self.by = now, StaffFactory()
        self.panel, [self.at_lead] = seats(stage=PanelStage.BRIEFED)
        self.debrief = link(self.panel.event, "Debrief", hours=3, by=self.by, now=now)
        linked.give_own_roster(self.debrief, by=self.by, now=now)
        self.role = role_of(self.debrief)
        self.ruth = MemberFactory(known_as="Ruth")
        self.place = PlaceFactory(role=self.role, member=self.ruth, state=PlaceState.HELD)
        [self.jo] = candidates(self.panel, "Jo Bloggs")
        _, [self.question] = pack(self.panel, "How do you listen?")

    def says(self, *, knows, member=None):
        member = member or self.ruth
        hand = Hand(member.account)
        return actions.answer_candidates(self.panel, member, knows={self.jo.id: knows}, hand=hand, now=self.now)

    def can_read(self, member=None):
        return find_pack(self.panel.event_id, viewer=member or self.ruth) is not None

    def part(self):
        part = own_part(self.debrief, viewer=self.ruth, now=self.now)
        assert part
        return part.shown


@pytest.fixture
def apart(noon):
    return Apart(noon)


def told(template):
    """Return who was told so, in the order of their numbers."""
    found = db.session.query(Message.member_id).filter_by(template=template).order_by(Message.member_id)
    return [member_id for (member_id,) in found]


def test_they_are_asked_about_the_candidates_once(apart, noon):
    actions.enter_candidates(apart.panel, ["Sam Roe"], by=apart.by, now=noon)

    assert told(ASKED) == sorted([apart.at_lead.member_id, apart.ruth.id])
    message = db.session.query(Message).filter_by(template=ASKED, member_id=apart.ruth.id).one()
    assert f"/events/{apart.panel.event_id}/candidates" in message.text


def test_whoever_has_a_place_at_several_dates_is_asked_once(apart, noon):
    assert apart.at_lead.member_id in states(apart.debrief)

    actions.enter_candidates(apart.panel, ["Sam Roe"], by=apart.by, now=noon)

    assert told(ASKED) == sorted([apart.at_lead.member_id, apart.ruth.id])


def test_who_says_yes_to_that_date_alone_is_asked_then(apart, noon):
    sam = MemberFactory()
    place = places.offer_place(apart.role.id, sam, hand=Hand(apart.by), now=noon)

    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon)

    assert sam.id in told(ASKED)


def test_they_open_the_pack_once_they_have_answered_and_are_told_of_it(apart):
    assert (apart.can_read(), apart.part()["must_answer"], told(READY)) == (False, True, [])

    assert apart.says(knows=False)

    assert (apart.can_read(), apart.part()["is_open"], told(READY)) == (True, True, [apart.ruth.id])
    assert packs.open_pack(apart.panel.event, apart.ruth, now=apart.now)


def test_who_joins_another_date_too_is_not_told_again(apart, noon):
    apart.says(knows=False, member=apart.at_lead.member)
    own = db.session.query(Place).filter_by(event_id=apart.debrief.id, member_id=apart.at_lead.member_id).one()
    for said in (places.Answer.NO, places.Answer.YES):
        own.state = PlaceState.OFFERED
        places.answer(own.id, said, hand=Hand(), now=noon)

    assert told(READY) == [apart.at_lead.member_id]


def test_they_stand_in_the_pack_with_the_date_at_which_they_are(apart):
    page = pack_page(*find_pack_of(apart), viewer=None)

    assert page.people == [f"{apart.at_lead.member.known_as}, Panel member", "Ruth, Panel member (Debrief)"]


def find_pack_of(apart):
    apart.says(knows=False)
    return find_pack(apart.panel.event_id, viewer=apart.ruth)


def test_who_steps_back_from_that_date_loses_the_pack_that_minute(apart):
    apart.says(knows=False)

    places.step_back(apart.place.id, hand=Hand(), now=apart.now)

    assert not apart.can_read()
    assert packs.open_pack(apart.panel.event, apart.ruth, now=apart.now) is None


def test_a_date_that_is_called_off_opens_no_pack(apart):
    apart.says(knows=False)
    assert apart.can_read()

    events.cancel_event(apart.debrief, "", by=apart.by, now=apart.now)

    assert not apart.can_read()


def test_the_date_is_called_off_with_the_interviews_and_its_people_are_told(apart):
    events.cancel_event(apart.panel.event, "The post is gone.", by=apart.by, now=apart.now)

    assert (apart.debrief.state, apart.debrief.cancelled_because) == (EventState.CANCELLED, "The post is gone.")
    assert told("schedule/event_cancelled").count(apart.ruth.id) == 1


def test_the_date_moves_when_the_manager_s_other_dates_are_agreed(apart, noon):
    request = PanelRequestFactory(case=case_of(apart.panel.event_id))
    times = Times(days=(date(2027, 2, 16),), starts=time(9, 30), ends=time(16))
    managing.change_dates(request, times, now=noon)

    deciding.agree_dates(request, by=apart.by, now=noon)

    debriefs = [event for event in events_following(apart.panel.event) if event.label == "Debrief"]
    assert debriefs == [apart.debrief]
    assert apart.debrief.starts_at == datetime(2027, 2, 16, 16, tzinfo=UTC)


def test_they_write_a_score_sheet(apart):
    apart.says(knows=False)
    said = {apart.question.id: Said(3, "")}

    score_sheets.save_scores(apart.panel, apart.ruth, candidate_id=apart.jo.id, said=said, now=apart.now)
    score_sheets.lock_sheet(apart.panel, apart.ruth, now=apart.now)
    sheet = score_sheets.share_totals(apart.panel, apart.ruth, shares=True, now=apart.now)

    assert sheet.shared_at == apart.now
    [total] = shared_totals(apart.panel.event_id)
    assert (total.total, total.members) == (3, 1)


def test_who_knows_a_candidate_gives_up_that_date_and_can_be_asked_to_none(apart, noon):
    assert not apart.says(knows=True)

    assert apart.place.state is PlaceState.STEPPED_BACK
    assert not apart.can_read()
    for role in (apart.role, apart.at_lead.role):
        with pytest.raises(Refusal, match="cannot sit on this panel"):
            places.offer_place(role.id, apart.ruth, hand=Hand(apart.by), now=noon)


def test_a_conflict_frees_every_date_on_which_the_member_has_a_part(apart, noon):
    premeet = link(apart.panel.event, "Pre-meet", hours=-1, by=apart.by, now=noon)
    both = apart.at_lead.member

    assert not apart.says(knows=True, member=both)

    dates = (apart.panel.event, premeet, apart.debrief)
    assert [states(date)[both.id] for date in dates] == [PlaceState.STEPPED_BACK] * 3
    assert db.session.query(DeclaredConflict.member_id).all() == [(both.id,)]


def test_the_manager_reads_their_first_name_and_hears_of_whoever_joins_them(apart, noon):
    case = case_of(apart.panel.event_id)
    request = PanelRequestFactory(case=case)
    db.session.add(PanelMove(case=case, to_stage=PanelStage.ROSTERED, moved_at=noon))
    place = places.offer_place(apart.role.id, MemberFactory(known_as="Lee"), hand=Hand(apart.by), now=noon)
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon)
    tell_new_name(place, now=noon)

    names = progress_of(request, now=noon)["names"]

    on_all = f"{apart.at_lead.member.known_as}, panel member"
    assert names == [on_all, "Lee, panel member (debrief)", "Ruth, panel member (debrief)"]
    [message] = db.session.query(Message).filter_by(template="panels/name_agreed")
    assert "Lee will be on it, as panel member (debrief)." in message.text


def test_they_hear_what_came_of_it_and_are_thanked_once(apart, noon):
    over = apart.debrief.ends_at + timedelta(hours=1)

    outcomes.tell_outcome(apart.panel, "They chose somebody.", by=apart.by, now=over)

    assert told(OUTCOME) == sorted([apart.at_lead.member_id, apart.ruth.id])
    outcomes.give_feedback(apart.panel, apart.ruth, "Good", may_be_passed_on=False, now=over)


def test_who_left_the_interviews_after_the_meeting_before_is_not_on_the_panel_for_having_been_there(apart, noon):
    premeet = link(apart.panel.event, "Pre-meet", hours=-1, by=apart.by, now=noon)
    member, during = apart.at_lead.member, premeet.starts_at + timedelta(minutes=10)
    own = db.session.query(Place).filter_by(event_id=apart.debrief.id, member_id=member.id).one()
    places.step_back(own.id, hand=Hand(), now=noon)
    apart.says(knows=False, member=member)
    assert apart.can_read(member)

    places.step_back(apart.at_lead.id, hand=Hand(), now=during)

    assert (states(premeet)[member.id], apart.can_read(member)) == (PlaceState.HELD, False)


def test_who_joins_the_last_day_alone_can_still_answer_once_the_interviews_have_begun(apart):
    apart.now = apart.panel.event.starts_at + timedelta(minutes=10)

    assert apart.says(knows=False)
    assert apart.can_read()
    assert db.session.query(CandidateAnswer.member_id).all() == [(apart.ruth.id,)]
    assert apart.says(knows=False, member=apart.at_lead.member)  # for more interviews are to come
