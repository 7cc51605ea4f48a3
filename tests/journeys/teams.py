"""The pages of teams in the demonstration that asked for training."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.training.models import TrainingRequest
from coproduction.training.request_keys import key_for
from coproduction.training.rules.request_stages import ENDED


def pages_of_teams() -> list[str]:
    """Return the page of each request that is not over."""
    requests = db.session.scalars(select(TrainingRequest).order_by(TrainingRequest.id))
    return [f"/training/tracking/{key_for(request)}" for request in requests if request.stage not in ENDED]
