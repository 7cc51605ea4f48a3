"""Telling members what came of a panel, correcting it, and feedback both ways."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.notifications.taking_back import Untold, take_back
from coproduction.panels.actions.naming import refuse_candidates_in
from coproduction.panels.actions.stages import lock, move_locked, move_stage
from coproduction.panels.emails import members as emails
from coproduction.panels.emails import requesters
from coproduction.panels.models import Outcome, OutcomeCorrection, Panel, PanelFeedback, PanelStage
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.queries import seats
from coproduction.panels.queries.candidates import is_told
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.queries.packs import find_panel_attended
from coproduction.panels.rules import outcomes as rules
from coproduction.panels.rules.stages import UNDER_WAY, is_ended
from coproduction.schedule.models import Place
from coproduction.schedule.queries.linked import lock_set

TOLD = "The outcome has been shared already. Correct it, if something in it is not right."
NOBODY = "No member was on this panel, so there is nobody to tell."
TOO_LATE = "It is too late to change this here. Ring us instead."


def tell_outcome(panel: Panel, words: str, *, to_members: str = "", by: Account | None, now: datetime) -> Outcome:
    """Tell everybody who was at the panel what came of it, with thanks and what the team says `to_members`.

    `by` is None when the recruiting manager says so: refused once the panel is closed, or the names of candidates are
    deleted, for then we could not tell whether one is named. The same words twice tell nobody again. Refused before the
    panel is over, and where no member was on it; beside `words` or `to_members`, when a candidate is named; and once an
    outcome was told.
    """
    event = panel.event
    lock_set(event)
    rules.refuse_unless_over(event, ends_at(event), now=now)
    if told := queries.outcome_of(event.id):
        if (told.words, told.to_members) == (words, to_members):
            return told
        raise Refusal(TOLD)
    places, case = seats.places_of_who_came(event.id), case_of(event.id)
    if not places:
        raise Refusal(NOBODY)
    if by is None and ((case and is_ended(case)) or not queries.keeps_names(event, now=now)):
        raise Refusal(TOO_LATE)
    refuse_candidates_in(event.id, words=words, to_members=to_members)
    outcome = Outcome(
        event_id=event.id, words=words, to_members=to_members, told_at=now, told_by_id=by.id if by else None
    )
    db.session.add(outcome)
    db.session.flush()
    record("panels.outcome_told", event, by=by, now=now)
    _move_on(event.id, by=by, now=now)
    for place in places:
        _take_back(place, emails.about_no_outcome(event.id), now=now)
        emails.outcome_told(place, outcome, now=now)
    return outcome


def correct_outcome(
    panel: Panel, words: str, *, to_members: str = "", seen: int, by: Account | None, now: datetime
) -> Outcome:
    """Put right what was told of an outcome. What was said before is kept, and whoever was on the panel is told once.

    `by` is None when the recruiting manager does it: refused once the names of candidates are deleted. `seen` is how
    many corrections there were when it was read: refused if there are more by now. The same words change nothing.
    Refused, beside `words` or `to_members`, when a candidate is named; and before anything was told.
    """
    event = panel.event
    lock_set(event)
    outcome = queries.outcome_of(event.id)
    if outcome is None:
        raise Refusal("Nothing has been told yet that could be corrected.")
    if (outcome.words, outcome.to_members) == (words, to_members):
        return outcome
    if by is None and not queries.keeps_names(event, now=now):
        raise Refusal(TOO_LATE)
    if queries.number_of_corrections(event.id) != seen:
        raise Refusal("Somebody has just corrected this. Read it again first.")
    refuse_candidates_in(event.id, words=words, to_members=to_members)
    is_added = words == outcome.words and not outcome.to_members
    _replace(outcome, words, to_members, by=by, now=now)
    record("panels.outcome_corrected", event, by=by, now=now)
    for place in seats.places_of_who_came(event.id):
        _tell_correction(place, outcome, number=seen + 1, is_added=is_added, now=now)
    return outcome


def _replace(outcome: Outcome, words: str, to_members: str, *, by: Account | None, now: datetime) -> None:
    db.session.add(
        OutcomeCorrection(
            event_id=outcome.event_id,
            words=outcome.words,
            to_members=outcome.to_members,
            corrected_at=now,
            corrected_by_id=by.id if by else None,
        )
    )
    outcome.words, outcome.to_members = words, to_members
    db.session.flush()


def give_feedback(panel: Panel, member: Member, words: str, *, may_be_passed_on: bool, now: datetime) -> PanelFeedback:
    """Keep how a member says that the panel went. What they said before is replaced.

    Refused before the panel is over, once a coordinator has passed their words on, and for whoever was not on it. Also,
    beside `words`, when a candidate is named; and once the names are deleted, for then we could not tell.
    """
    lock_set(panel.event)
    rules.refuse_unless_over(panel.event, ends_at(panel.event), now=now)
    if find_panel_attended(panel.event_id, viewer=member) is None:
        raise Refusal("Only those who were on the panel can tell us how it went.")
    if not queries.keeps_names(panel.event, now=now):
        raise Refusal("We have deleted what we kept of this panel. Ring us if you would like to say how it went.")
    refuse_candidates_in(panel.event_id, words=words)
    said = queries.own_feedback(panel.event_id, viewer=member)
    said = said or PanelFeedback(event_id=panel.event_id, member_id=member.id)
    if said.passed_on_at:
        raise Refusal("We have passed your words on, as you allowed. Ring us if something has changed.")
    said.words, said.may_be_passed_on, said.given_at = words, may_be_passed_on, now
    db.session.add(said)
    db.session.flush()
    return said


def pass_on(panel: Panel, feedback_id: int, *, by: Account, now: datetime) -> None:
    """Let the team that asked for the panel read what a member said, without their name. Twice changes nothing.

    Refused where the member did not allow it, and where a candidate is named.
    """
    lock_set(panel.event)
    feedback = queries.find_feedback(feedback_id, panel.event_id)
    if feedback is None or feedback.passed_on_at:
        return
    if not feedback.may_be_passed_on:
        raise Refusal("The member did not say that we may pass this on. Ask them first.")
    refuse_candidates_in(panel.event_id, words=feedback.words)
    feedback.passed_on_at = now
    requesters.feedback_passed_on(panel.event_id, now=now)
    record("panels.feedback_passed_on", feedback, by=by, now=now)


def _tell_correction(place: Place, outcome: Outcome, *, number: int, is_added: bool, now: datetime) -> None:
    """Tell somebody the correction; whoever has not heard the outcome yet hears only what holds now.

    Where the team only adds (`is_added`) what it says to the members, nothing was wrong in what they heard, unless an
    earlier correction had not reached them.
    """
    about = emails.about_outcome(place.event_id)
    unheard = _take_back(place, about, now=now)
    tell = emails.outcome_corrected
    if not is_told([f"{about}%"], place.member_id):
        tell = emails.outcome_told
    elif is_added and not unheard:
        tell = emails.outcome_added
    tell(place, outcome, number=number, now=now)


def _take_back(place: Place, about: str, *, now: datetime) -> list[Untold]:
    """Take out of the outbox, and return, what they have not heard yet of what this is about."""
    return take_back([place.member_id], lambda message: message.key.startswith(about), now=now)


def _move_on(event_id: int, *, by: Account | None, now: datetime) -> None:
    case = case_of(event_id)
    if case and case.stage in UNDER_WAY:
        move_locked(lock(case), PanelStage.HELD, by=None, now=now, is_told=False)  # for they tell it already
    if case and case.stage is PanelStage.HELD:
        move_stage(case, PanelStage.OUTCOME_SHARED, by=by, by_manager=by is None, now=now)
