"""What happens inside a panel at the same moment: who leaves reads no more, and who knows somebody is replaced once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

import pytest

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document
from coproduction.members.actions.merging import merge
from coproduction.members.models import Member
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import candidates as candidate_actions
from coproduction.panels.actions import forgetting, handovers, outcomes, packs, score_sheets
from coproduction.panels.actions.score_sheets import NO_LONGER, Said
from coproduction.panels.models import (
    Candidate,
    CandidateAnswer,
    HandedOver,
    Outcome,
    OutcomeCorrection,
    Pack,
    PackHandover,
    PackOpening,
    PackPaper,
    Panel,
    PanelStage,
    Score,
    ScoreSheet,
)
from coproduction.panels.queries.packs import find_pack, opening_of
from coproduction.panels.queries.seats import places_to_ask
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions import linked
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import Event, Place, PlaceState
from tests.conftest import NOON
from tests.factories import DocumentFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count, many
from tests.panels.seats import candidates, pack, seats
from tests.schedule.dates import link, role_of, states

AT_ONCE = 6


@pytest.fixture
def ids() -> dict[str, int]:
    """A briefed panel with a candidate, whom its two members do not know, a question and a coordinator."""
    panel, places = seats(2, stage=PanelStage.BRIEFED)
    [jo] = candidates(panel, "Jo Bloggs")
    _, [question] = pack(panel, "How do you listen?")
    paper = PackPaper(event_id=panel.event_id, document_id=DocumentFactory().id)
    answers = [
        CandidateAnswer(candidate_id=jo.id, member_id=place.member_id, knows=False, answered_at=NOON)
        for place in places
    ]
    db.session.add_all([paper, *answers])
    made = {
        "panel": panel.event_id,
        "place": places[0].id,
        "member": places[0].member_id,
        "other": places[1].member_id,
        "jo": jo.id,
        "question": question.id,
        "priya": StaffFactory().id,
    }
    db.session.commit()
    return made


def found(ids: dict[str, int], who: str = "member") -> tuple[Panel, Member]:
    """Return the panel and a member in a session of its own."""
    return db.session.get_one(Panel, ids["panel"]), db.session.get_one(Member, ids[who])


def say(ids: dict[str, int], *, knows: bool, who: str = "member") -> None:
    panel, member = found(ids, who)
    candidate_actions.answer_candidates(panel, member, knows={ids["jo"]: knows}, hand=Hand(), now=NOON)


def opens(ids: dict[str, int], said: list[bool]) -> None:
    panel, member = found(ids)
    said.append(packs.open_pack(panel.event, member, now=NOON) is not None)


def notes(ids: dict[str, int], said: list[bool]) -> None:
    (panel, member), by = found(ids), db.session.get_one(Account, ids["priya"])
    said.append(handovers.note_handover(panel.event, member, HandedOver.POSTED, by=by, now=NOON))


def test_who_opens_the_pack_while_they_step_back_has_opened_it_before_or_not_at_all(a_real_database, ids):
    said: list[bool] = []
    leaves = partial(step_back, ids["place"], hand=Hand(), now=NOON)

    came_out = all_at_once(a_real_database, [leaves, *[partial(opens, ids, said)] * AT_ONCE])

    assert came_out == {"done": AT_ONCE + 1}
    panel, member = found(ids)
    assert (opening_of(panel.event_id, member.id) is not None) is any(said)
    assert count(of=PackOpening) == int(any(said))
    assert find_pack(panel.event_id, viewer=member) is None


def test_who_steps_back_while_coordinators_note_that_they_got_the_pack_has_got_it_before_or_not_at_all(
    a_real_database, ids
):
    said: list[bool] = []
    leaves = partial(step_back, ids["place"], hand=Hand(), now=NOON)

    came_out = all_at_once(a_real_database, [leaves, *[partial(notes, ids, said)] * AT_ONCE])

    assert came_out == {"done": AT_ONCE + 1}
    assert count(of=PackHandover) == int(any(said))
    assert count(AuditEntry.action == "panels.pack_handed_over", of=AuditEntry) == int(any(said))


def test_a_yes_that_is_sent_many_times_at_once_is_taken_once(a_real_database, ids):
    assert all_at_once(a_real_database, [partial(say, ids, knows=True)] * AT_ONCE) == {"done": AT_ONCE}

    assert db.session.get_one(Place, ids["place"]).state is PlaceState.STEPPED_BACK
    assert count(of=DeclaredConflict) == 1
    thanked = db.session.query(Message).filter_by(template="schedule/stepped_back").count()
    told = db.session.query(Message).filter_by(template="schedule/place_given_up").count()
    assert (thanked, told) == (1, 1)


def test_a_yes_and_a_no_at_once_leave_a_member_who_is_asked_nothing_more(a_real_database, ids):
    deeds = [partial(say, ids, knows=knows) for knows in (True, False)] * 3

    assert all_at_once(a_real_database, deeds) == {"done": len(deeds)}

    assert db.session.get_one(Place, ids["place"]).state is PlaceState.STEPPED_BACK
    assert count(of=DeclaredConflict) == 1


def test_a_name_that_is_added_while_members_answer_is_asked_of_each_who_stays(a_real_database, ids):
    def add() -> None:
        panel, priya = db.session.get_one(Panel, ids["panel"]), db.session.get_one(Account, ids["priya"])
        candidate_actions.enter_candidates(panel, ["Sam Roe"], by=priya, now=NOON)

    deeds: list[Callable[[], object]] = [
        partial(say, ids, knows=False),
        add,
        partial(say, ids, knows=True, who="other"),
        add,
    ]
    assert all_at_once(a_real_database, deeds) == {"done": 4}

    assert count(of=Candidate) == 2
    assert [place.member_id for place in places_to_ask(ids["panel"], now=NOON)] == [ids["member"]]
    waiting = db.session.query(Message.member_id).filter_by(
        template="panels/candidates_asked", state=MessageState.WAITING
    )
    assert waiting.all() == [(ids["member"],)]
    assert find_pack(ids["panel"], viewer=found(ids)[1]) is None


def test_whoever_says_yes_to_a_name_while_it_is_put_right_is_kept_off_by_nothing(a_real_database, ids):
    def put_right() -> None:
        panel, priya = db.session.get_one(Panel, ids["panel"]), db.session.get_one(Account, ids["priya"])
        candidate_actions.rename_candidate(panel, ids["jo"], "Joan Blogs", by=priya, now=NOON)

    deeds: list[Callable[[], object]] = [
        partial(say, ids, knows=True),
        put_right,
        partial(say, ids, knows=True, who="other"),
        put_right,
    ]
    assert all_at_once(a_real_database, deeds) == {"done": len(deeds)}

    assert [count(of=table) for table in (DeclaredConflict, CandidateAnswer, Candidate)] == [0, 0, 1]


def test_what_is_deleted_while_members_read_and_write_is_deleted_whole(a_real_database, ids):
    panel, _ = found(ids)
    after = panel.event.ends_at.replace(month=6)
    db.session.rollback()

    def write(who: str) -> None:
        its_panel, member = found(ids, who)
        said = {ids["question"]: Said(4, "Listens")}
        score_sheets.save_scores(its_panel, member, candidate_id=ids["jo"], said=said, now=NOON)

    forget = partial(forgetting.forget_panels, now=after)
    deeds: list[Callable[[], object]] = [
        partial(write, "member"),
        partial(opens, ids, []),
        partial(notes, ids, []),
        forget,
        partial(write, "other"),
        forget,
    ]
    came_out = all_at_once(a_real_database, deeds)

    assert came_out["done"] + came_out[NO_LONGER] == len(deeds)
    of_panel = (Candidate, CandidateAnswer, Pack, PackHandover, PackOpening, PackPaper, Score, ScoreSheet, Document)
    assert [count(of=table) for table in of_panel] == [0] * len(of_panel)


def test_nothing_is_written_under_a_record_that_is_about_to_be_merged(a_real_database, ids):
    """Whoever was on the panel and writes in their sheet, while a coordinator merges them, waits for that."""
    twin = PlaceFactory(role=db.session.get_one(Place, ids["place"]).role, state=PlaceState.ATTENDED)
    db.session.add(CandidateAnswer(candidate_id=ids["jo"], member_id=twin.member_id, knows=False, answered_at=NOON))
    ids |= {"twin": twin.member_id}
    db.session.commit()
    said, during = [], found(ids)[0].event.starts_at
    db.session.rollback()

    def write() -> None:
        with a_real_database.app_context():
            panel, member = found(ids, "twin")
            scores = {ids["question"]: Said(4, "Listens")}
            try:
                score_sheets.save_scores(panel, member, candidate_id=ids["jo"], said=scores, now=during)
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                said.append(refusal.message)

    writing = Thread(target=write)
    merge(MemberFactory(account=None).id, ids["twin"], [], by=db.session.get_one(Account, ids["priya"]), now=during)
    writing.start()
    writing.join(0.3)
    db.session.commit()
    writing.join()

    assert said == [NO_LONGER]
    assert count(ScoreSheet.member_id == ids["twin"], of=ScoreSheet) == 0


def test_the_outcome_that_several_enter_at_once_is_told_once(a_real_database, ids):
    panel, _ = found(ids)
    after = panel.event.ends_at
    db.session.rollback()

    def tell() -> None:
        its_panel, _ = found(ids)
        outcomes.tell_outcome(its_panel, "The team chose somebody.", by=None, now=after)

    assert all_at_once(a_real_database, [tell] * AT_ONCE) == {"done": AT_ONCE}
    assert db.session.query(Message).filter_by(template="panels/outcome_told").count() == 2


def test_of_several_who_correct_the_same_words_at_once_one_does_and_members_hear_once(a_real_database, ids):
    panel, _ = found(ids)
    after = panel.event.ends_at
    outcomes.tell_outcome(panel, "The team chose nobody.", by=None, now=after)
    db.session.commit()

    def correct(words: str) -> None:
        its_panel, _ = found(ids)
        outcomes.correct_outcome(its_panel, words, seen=0, by=None, now=after)

    words = [f"The team chose {number} people." for number in range(AT_ONCE)]
    said = all_at_once(a_real_database, [partial(correct, each) for each in words])

    assert (said["done"], sum(said.values()), count(of=OutcomeCorrection)) == (1, AT_ONCE, 1)
    assert db.session.query(Outcome.words).scalar() in words
    assert db.session.query(Message).filter_by(template="panels/outcome_told", state=MessageState.WAITING).count() == 2


def test_who_joins_only_the_debrief_while_names_come_and_others_leave_is_asked_once(a_real_database, ids):
    """The debrief has a roster of its own. A member who knows a candidate leaves all dates meanwhile."""
    panel, _ = found(ids)
    priya = db.session.get_one(Account, ids["priya"])
    debrief = link(panel.event, "Debrief", hours=3, by=priya, now=NOON)
    linked.give_own_roster(debrief, by=priya, now=NOON)
    offers = [
        PlaceFactory(role=role_of(debrief), member=member, state=PlaceState.OFFERED).id
        for member in many(2, MemberFactory)
    ]
    joining, debrief_id = db.session.query(Place.member_id).filter(Place.id.in_(offers)), debrief.id
    db.session.commit()

    def add() -> None:
        its_panel, by = db.session.get_one(Panel, ids["panel"]), db.session.get_one(Account, ids["priya"])
        candidate_actions.enter_candidates(its_panel, ["Sam Roe"], by=by, now=NOON)

    yes = [partial(answer, offer, Answer.YES, hand=Hand(), now=NOON) for offer in offers]
    assert all_at_once(a_real_database, [yes[0], add, partial(say, ids, knows=True), yes[1]]) == {"done": 4}

    there = states(db.session.get_one(Event, debrief_id))
    assert there[ids["member"]] is PlaceState.STEPPED_BACK
    for (member_id,) in joining:
        assert there[member_id] is PlaceState.HELD
        told = db.session.query(Message).filter_by(template="panels/candidates_asked", member_id=member_id)
        assert {message.key.split("candidates-")[1].split("-")[0] for message in told} >= {str(newest_candidate())}


def newest_candidate() -> int:
    return max(number for (number,) in db.session.query(Candidate.id))
