"""What coordinators read before they brief trainers, and before they put a session off or cancel it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coproduction.schedule.rules import can_cancel
from coproduction.training.calling_off import concerned_by
from coproduction.training.models import TrainingSession
from coproduction.training.queries.requests import request_of, team_of
from coproduction.training.queries.trainers import number_with_places, trainers_missing
from coproduction.training.words.requests import for_trainers


def briefing_page(session: TrainingSession) -> dict[str, Any]:
    """Return what trainers read anyway: what the team asked for."""
    request = request_of(session.event_id)
    return {"event": session.event, "asked": request, "facts": list(for_trainers(request)) if request else []}


def call_off_page(session: TrainingSession, *, now: datetime) -> dict[str, Any]:
    """Return who is told if the session is called off, and who is missing."""
    number = number_with_places(session.event_id)
    members = {0: "", 1: "1 member with a part in it"}.get(number, f"{number} members with a part in it")
    return {
        "event": session.event,
        "can_call_off": can_cancel(session.event, now=now),
        "missing": trainers_missing(session.event_id),
        "told": [words for words in (members, team_of(session.event_id), *concerned_by(session.event_id)) if words],
    }
