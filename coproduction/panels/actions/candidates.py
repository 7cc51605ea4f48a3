"""Entering who is interviewed, and asking each member on the panel whether they know somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.panels.actions.briefing import tell_all, tell_one
from coproduction.panels.models import Candidate, CandidateAnswer, Panel, Score
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries import seats
from coproduction.panels.queries.dates import can_be_asked, can_change_names
from coproduction.panels.rules import candidates as rules
from coproduction.rosters.actions import declare_conflict, withdraw_conflict
from coproduction.schedule.actions.moves import NO_TURN, Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.emails import place_given_up
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import lock_set
from coproduction.schedule.queries.partings import places_to_give_up
from coproduction.schedule.rules import refuse_unless_open


def enter_candidates(panel: Panel, names: Sequence[str], *, by: Account, now: datetime) -> list[Candidate]:
    """Add these candidates, and ask everybody on the panel about them. A name that is there stays as it is.

    Refused, beside `names`: none, too many or too long; and once the interviews are over.
    """
    event = _locked(panel, now=now)
    there = queries.candidates_of(event.id)
    new = [name for name in names if name not in {candidate.name for candidate in there}]
    if not names:
        raise Refusal("Enter the names of the candidates", field="names")
    rules.refuse_names([*(candidate.name for candidate in there), *new])
    last = there[-1].number if there else 0
    added = [
        Candidate(event_id=event.id, number=number, name=name, entered_at=now)
        for number, name in enumerate(new, start=last + 1)
    ]
    db.session.add_all(added)
    db.session.flush()
    if added:
        record("panels.candidates_entered", event, by=by, now=now, number=len(added))
        tell_all(event, now=now)
    return added


def rename_candidate(panel: Panel, candidate_id: int, name: str, *, by: Account, now: datetime) -> None:
    """Put a name right. Who has answered for the old one is asked again: they may know this one.
    Whoever could not be on the panel because of the old one alone can be asked for it again. What members have written
    of the candidate stays.

    Refused, beside `name`, when another candidate of the panel is called so; and once the interviews are over.
    """
    event = _locked(panel, now=now)
    there = {candidate.id: candidate for candidate in queries.candidates_of(event.id)}
    candidate = there.get(candidate_id)
    if candidate is None or candidate.name == name:
        return
    if name in {other.name for other in there.values()}:
        raise Refusal("Another candidate has this name. Add something that tells them apart", field="name")
    rules.refuse_names([name])
    scored = db.session.execute(
        select(Score.question_id, Score.member_id, Score.score, Score.notes)
        .where(Score.candidate_id == candidate_id)
        .order_by(Score.question_id, Score.member_id)
    ).all()
    _let_go(candidate)
    renamed = Candidate(event_id=event.id, number=candidate.number, name=name, entered_at=now)
    db.session.add(renamed)
    db.session.flush()
    db.session.add_all(Score(candidate_id=renamed.id, **row._mapping) for row in scored)
    db.session.flush()
    record("panels.candidate_renamed", event, by=by, now=now)
    tell_all(event, now=now)


def remove_candidate(panel: Panel, candidate_id: int, *, by: Account, now: datetime) -> None:
    """Take a candidate off the panel, with what was said of them. Twice is harmless. Refused once it is over.

    Whoever could not be on the panel because of them alone can be asked again.
    """
    event = _locked(panel, now=now)
    candidate = queries.find_candidate(candidate_id, event.id)
    if candidate is None:
        return
    _let_go(candidate)
    record("panels.candidate_removed", event, by=by, now=now)


def take_back_conflict(panel: Panel, member: Member, *, by: Account, now: datetime) -> None:
    """Let a member who said by mistake that they know a candidate be asked for the panel, and about that name, again.

    Nothing is written of why. Twice changes nothing. Refused once the interviews are over.
    """
    event = _locked(panel, now=now)
    if member not in queries.unavailable_members(event.id, viewer=by):
        return
    withdraw_conflict(event.id, member)
    for answer in queries.answers_of(event.id, member.id).values():
        if answer.knows:
            db.session.delete(answer)
    db.session.flush()
    record("panels.candidates_asked_again", event, by=by, now=now)


def answer_candidates(panel: Panel, member: Member, *, knows: Mapping[int, bool], hand: Hand, now: datetime) -> bool:
    """Take a member's answers, by candidate's id, and say whether they are still on the panel.

    Whoever knows a candidate is thanked and gives up the place, and all that they have at other dates of the panel,
    without a reason anywhere, so that the search for somebody else begins; nobody can ask them again for this panel.
    They did not choose that, so it is no turn of theirs.
    Twice changes nothing. Names that were added meanwhile are asked about again. Refused once the interviews are over.
    """
    event = panel.event
    lock_set(event)
    place = seats.held_place(event.id, member.id, now=now)
    if place is None:
        return False
    if not can_be_asked(place.role.event, now=now):
        refuse_unless_open(place.role.event, now=now)
    there = {candidate.id for candidate in queries.candidates_of(event.id)}
    said = {candidate_id: each for candidate_id, each in knows.items() if candidate_id in there}
    _note_answers(event, member, said, now=now)
    record("panels.candidates_answered", event, by=hand.account, now=now)
    if not any(said.values()):
        tell_one(place, now=now)
        return True
    declare_conflict(event.id, member, now=now)
    given_up = places_to_give_up(event.id, member.id, now=now)
    for each in given_up:
        step_back(each.id, hand=hand, now=now, why=NO_TURN)
    if not given_up:
        place_given_up(place, now=now)  # the interviews go on, and whoever sees to them has to act at once
    return False


def _locked(panel: Panel, *, now: datetime) -> Event:
    lock_set(panel.event)
    if not can_change_names(panel.event, now=now):
        raise Refusal(f"{panel.event.title} is over or is cancelled, so its candidates can no longer be changed.")
    return panel.event


def _note_answers(event: Event, member: Member, said: Mapping[int, bool], *, now: datetime) -> None:
    before = queries.answers_of(event.id, member.id)
    for candidate_id, knows in said.items():
        answer = before.get(candidate_id) or CandidateAnswer(candidate_id=candidate_id, member_id=member.id)
        answer.knows, answer.answered_at = knows, now
        db.session.add(answer)
    db.session.flush()


def _let_go(candidate: Candidate) -> None:
    """Delete a candidate with what was said of them, and let whom they alone kept off the panel be asked again."""
    free_again = queries.kept_off_by(candidate)
    for table in (CandidateAnswer, Score):
        db.session.execute(delete(table).where(table.candidate_id == candidate.id))
    db.session.delete(candidate)
    db.session.flush()
    for member in free_again:
        withdraw_conflict(candidate.event_id, member)
