"""Loading the demonstration in a test, and reading its places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from coproduction.core.database import db
from coproduction.demo import loading
from coproduction.schedule.models import EventRole, Place

LATE_2026 = date(2026, 11, 21)


def load(today: date = LATE_2026, *, members: int = 0, of_years: int = 1, seed: int = 1) -> Mapping[str, int]:
    return loading.load(
        today=today, password_hash="kept", members=members, of_years=of_years, seed=seed, step=lambda: None
    )


def places() -> list[Place]:
    """Every place with all that the checks look at."""
    return list(
        db.session.scalars(
            select(Place).options(
                joinedload(Place.role).joinedload(EventRole.event),
                joinedload(Place.role).joinedload(EventRole.qualification),
                joinedload(Place.member),
                selectinload(Place.moves),
            )
        )
    )
