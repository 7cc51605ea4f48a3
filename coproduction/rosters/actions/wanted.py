"""Having the worker propose rosters for more panels than one page can wait for."""

from __future__ import annotations

import logging
from dataclasses import astuple
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.notifications.actions import wake_worker
from coproduction.notifications.progress import Progress, forget_progress, keep_progress
from coproduction.rosters.actions.drafts import purge_drafts
from coproduction.rosters.models import ProposalDraft, WantedProposal
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.spread import spread_with
from coproduction.rosters.proposals.words import which_engine
from coproduction.rosters.queries import Question
from coproduction.rosters.queries.wanted import Asked, progress_key
from coproduction.rosters.rules import HISTORY_DAYS

KEPT_FOR = timedelta(days=7)

log = logging.getLogger("coproduction.rosters")


def want_proposal(first: date, last: date, *, by: Account, now: datetime) -> WantedProposal:
    """Have rosters proposed for all open panels from the first UK day to the last. Nobody is asked.

    While the same days wait already, a second click changes nothing.
    """
    waits = select(WantedProposal).where(
        WantedProposal.first == first, WantedProposal.last == last, WantedProposal.made_at.is_(None)
    )
    wanted = db.session.scalar(waits.order_by(WantedProposal.id).limit(1))
    if wanted is None:
        wanted = WantedProposal(first=first, last=last, asked_by_id=by.id, asked_at=now)
        db.session.add(wanted)
        db.session.flush()
    wake_worker()
    return wanted


def made_of(asked: Asked) -> dict[str, Any]:
    """Make the proposal, telling how far it is. Empty if there was nothing to propose, or it could not be made."""
    key = progress_key(asked.wanted_id)
    try:
        return _made(asked.question, key) if asked.question else {}
    except Exception:
        log.exception("a proposal could not be made")
        return {}
    finally:
        forget_progress(key)


def _made(question: Question, key: str) -> dict[str, Any]:
    proposal = propose(question.problem, progress=lambda done, of, words: keep_progress(key, Progress(words, done, of)))
    standing = [question.parts.pick_of(choice) for choice in question.standing]
    new = sorted(set(proposal.picks).difference(standing))
    return {
        "choices": [question.parts.choice_of(pick) for pick in new],
        "panels": len(question.events),
        "free": proposal.measures[0].value,
        "engine": which_engine(proposal),
        "days": question.numbers[HISTORY_DAYS],
        "spread": astuple(spread_with(question.problem, standing, new=new)),
    }


def keep_proposal(asked: Asked, made: dict[str, Any], *, now: datetime) -> int:
    """Keep the proposal that was made, and return how many there were. Another worker may have been quicker: none."""
    wanted = db.session.get(WantedProposal, asked.wanted_id, with_for_update=True)
    if wanted is None or wanted.made_at is not None:
        return 0
    wanted.made_at, wanted.made = now, made
    db.session.flush()
    return 1


def purge(*, now: datetime) -> int:
    """Forget the proposals that were asked for a week ago, and what was changed in any; return how many they were."""
    purge_drafts(until=now - KEPT_FOR)
    is_drafted = exists().where(ProposalDraft.wanted_id == WantedProposal.id)
    gone = (WantedProposal.asked_at <= now - KEPT_FOR, ~is_drafted)
    old = delete(WantedProposal).where(*gone).returning(WantedProposal.id)
    return len(db.session.scalars(old).all())
