"""Coordinators read what delegates wrote before trainers do: they let it through, take words out, or hide it."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.models import EvaluationWords, TrainingSession, WordsState
from coproduction.training.queries import evaluation as queries
from coproduction.training.rules.evaluation import GAP, only_takes_out

GONE = "These words are not there any more."
PUT_IN = "Put … wherever you take words out, and do not put others in"
NO_REASON = "Enter why you hide these words"
NOTHING_LEFT = "Leave some words in, or hide all of it"


def approve_words(words_id: str, words: str, *, by: Account, now: datetime) -> EvaluationWords:
    """Let trainers read the words, with some taken out if need be: those are not kept. What was hidden comes back.

    Refused, beside `words`, when nothing is left, when something was put in, and when words are missing without dots.
    """
    found = _found(words_id)
    if not words.replace(GAP, "").strip(" ."):
        raise Refusal(NOTHING_LEFT, field="words")
    if not only_takes_out(found.words, words):
        raise Refusal(PUT_IN, field="words")
    if words != found.words:
        found.is_quoted = False  # what everybody reads was agreed word by word
    found.words = words
    return _mark(found, WordsState.APPROVED, by=by, now=now)


def hide_words(words_id: str, reason: str, *, by: Account, now: datetime) -> EvaluationWords:
    """Keep the words from trainers and from everybody else, for a reason. They are not quoted any more.

    Refused, beside `reason`, without one.
    """
    if not reason.strip():
        raise Refusal(NO_REASON, field="reason")
    found = _found(words_id)
    found.is_quoted = False
    return _mark(found, WordsState.HIDDEN, reason=reason, by=by, now=now)


def _mark(
    found: EvaluationWords, state: WordsState, *, reason: str = "", by: Account, now: datetime
) -> EvaluationWords:
    found.state, found.reason, found.read_at, found.read_by_id = state, reason, now, by.id
    db.session.flush()
    event = db.session.get_one(TrainingSession, found.event_id).event
    record("training.words_read", event, by=by, now=now, state=state)
    return found


def _found(words_id: str) -> EvaluationWords:
    found = queries.lock_words(words_id)
    if found is None:
        raise Refusal(GONE)
    return found
