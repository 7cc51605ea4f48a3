"""Preparing the pack of a panel, opening it to the members, and a member opening it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.actions import create_document, delete_document
from coproduction.documents.models import Document
from coproduction.members.models import Member
from coproduction.panels.actions.briefing import tell_all
from coproduction.panels.actions.bringing import paper_about
from coproduction.panels.actions.stages import move_stage
from coproduction.panels.models import Pack, PackOpening, PackPaper, PackQuestion, Panel, PanelStage
from coproduction.panels.queries import dates
from coproduction.panels.queries import packs as queries
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.score_sheets import is_scored, locks_at
from coproduction.panels.rules import score_sheets as rules
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import leader_of_set, lock_set
from coproduction.schedule.rules import can_change


@dataclass(frozen=True, slots=True)
class PackDetails:
    """What a coordinator writes for a pack, but for its questions. `locks_at` is when score sheets lock."""

    post: str
    timings: str
    joining: str
    scoring: str
    highest_score: int
    locks_at: datetime | None


def prepare_pack(panel: Panel, details: PackDetails, *, questions: Sequence[str], by: Account, now: datetime) -> Pack:
    """Write the pack as it is from now on, whether it is open or not. Whoever does so has looked through all of it.

    Refused for a panel that is over or cancelled; beside `questions`, to take away one that members have scored; and
    beside `highest_score`, to change it then; and beside `locks_on`, a time at which members could not score or have
    begun to discuss, and any other time once sheets have locked by themselves.
    """
    event = _locked(panel)
    pack = queries.pack_of(event.id) or Pack(event_id=event.id, highest_score=details.highest_score)
    _refuse_lock(event, pack, details.locks_at, now=now)
    if pack.highest_score != details.highest_score and is_scored(event.id):
        raise Refusal("Members have begun to score, so the highest score stays as it is", field="highest_score")
    for name, value in asdict(details).items():
        setattr(pack, name, value)
    pack.changed_at, pack.brought_from_id = now, None
    db.session.add(pack)
    db.session.flush()
    _put_questions(event.id, questions)
    record("panels.pack_changed", event, by=by, now=now)
    return pack


def add_paper(panel: Panel, title: str, *, names_nobody: bool, by: Account, now: datetime) -> Document:
    """Make a document in the pack, whose formats are added next. Sent twice, it is made once.

    Only with `names_nobody` may it stay for another day, if the panel is put off.
    """
    event = _locked(panel)
    if queries.pack_of(event.id) is None:
        raise Refusal("Save the pack first, then add files to it.")
    document = create_document(title, paper_about(event), is_for_all=False, by=by, now=now)
    db.session.merge(PackPaper(event_id=event.id, document_id=document.id, names_nobody=names_nobody))
    db.session.flush()
    return document


def say_names_nobody(panel: Panel, document_id: int, *, names_nobody: bool, by: Account, now: datetime) -> None:
    """Write down whether a document of the pack names no candidate: also of a panel that waits for another day.

    Nothing changes if it is out of the pack.
    """
    lock_set(panel.event)
    paper = queries.find_paper(panel.event_id, document_id)
    if paper is None or paper.names_nobody is names_nobody:
        return
    paper.names_nobody = names_nobody
    db.session.flush()
    record("panels.pack_changed", panel.event, by=by, now=now)


def remove_paper(panel: Panel, document_id: int, *, by: Account, now: datetime) -> None:
    """Take a document out of the pack and delete it. Twice is harmless."""
    event = _locked(panel)
    paper = queries.find_paper(event.id, document_id)
    if paper is None:
        return
    db.session.delete(paper)
    db.session.flush()
    delete_document(document_id, by=by, now=now)


def open_to_members(panel: Panel, *, by: Account, now: datetime) -> Pack:
    """Brief the panel: its members can open the pack from now on, and are told so. Twice tells nobody again.

    Whoever has not answered about the names does that first, and hears of both at once. Refused before names of
    candidates are entered, for members say first whether they know one; without questions; before somebody has looked
    through what came along from another day; and where the panel cannot be briefed.
    """
    event, case = _locked(panel), case_of(panel.event_id)
    pack = queries.pack_of(event.id)
    if pack is None or case is None or not queries.questions_of(event.id):
        raise Refusal("Write at least one question and save the pack before you open it.")
    if pack.brought_from_id:
        raise Refusal("This is the pack of the day that was put off. Look through it and save it before you open it.")
    if not candidates_of(event.id):
        raise Refusal("Enter the candidates first. Members say whether they know one before they read the pack.")
    move_stage(case, PanelStage.BRIEFED, by=by, now=now)
    if pack.opened_at is None:
        pack.opened_at, pack.opened_by_id = now, by.id
        record("panels.pack_opened", event, by=by, now=now)
    tell_all(event, now=now)
    return pack


def open_pack(event: Event, member: Member, *, now: datetime) -> PackOpening | None:
    """Write down that a member opens the pack, when they do so first; None unless they may read it now.

    The event is locked: whoever steps back meanwhile has done so before or after.
    """
    lock_set(event)
    if queries.find_pack(event.id, viewer=member) is None:
        return None
    opening = queries.opening_of(event.id, member.id)
    if opening is None:
        opening = PackOpening(event_id=event.id, member_id=member.id, opened_at=now)
        db.session.add(opening)
        db.session.flush()
    return opening


def move_lock(event: Event, before: datetime, *, now: datetime) -> None:
    """Move the time at which score sheets lock with the first interviews, which began at `before`.

    Where it does not fit the panel's new dates it is emptied, and sheets lock at the end of the interviews. Sheets that
    have locked by themselves with scores in them stay locked. The caller has locked the event and its leader.
    """
    lead = leader_of_set(event)
    pack = queries.pack_of(lead.id)
    if pack is None or pack.locks_at is None or (pack.locks_at <= now and is_scored(lead.id)):
        return
    if event is lead:
        pack.locks_at += lead.starts_at - before
    if not rules.is_time_to_lock(pack.locks_at, *dates.when_to_lock(lead)):
        pack.locks_at = None
    db.session.flush()


def _refuse_lock(event: Event, pack: Pack, at: datetime | None, *, now: datetime) -> None:
    if at == pack.locks_at:
        return
    if now >= locks_at(pack, event):
        raise Refusal("Score sheets have locked, so this time can no longer be changed", field="locks_on")
    if at:
        rules.refuse_time_to_lock(at, *dates.when_to_lock(event))


def _locked(panel: Panel) -> Event:
    event = panel.event
    lock_set(event)
    if not can_change(event):
        raise Refusal(f"{event.title} is over or cancelled, and its pack can no longer be changed.")
    return event


def _put_questions(event_id: int, words: Sequence[str]) -> None:
    """Let the pack have these questions: the first stays the first, with its scores, whatever its words are now."""
    there = list(queries.questions_of(event_id))
    if len(words) < len(there) and is_scored(event_id):
        raise Refusal("Members have begun to score, so no question can be taken away", field="questions")
    for question, said in zip(there, words, strict=False):
        question.words = said
    for question in there[len(words) :]:
        db.session.delete(question)
    first = len(there) + 1
    db.session.add_all(
        PackQuestion(event_id=event_id, position=position, words=said)
        for position, said in enumerate(words[len(there) :], start=first)
    )
    db.session.flush()
