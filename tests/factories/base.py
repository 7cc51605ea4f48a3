"""What every factory stands on."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import factory
from factory.alchemy import SQLAlchemyModelFactory

from coproduction.core.database import db

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Factory(SQLAlchemyModelFactory):
    """A factory that writes to the test's own session: what was asked for and all its parts in one go."""

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        made = super()._generate(strategy, params)
        db.session.flush()
        return made


def number(path: str) -> factory.LazyAttribute:
    """Declare that it has the number of one of its parts, such as "place.id", which is written first."""
    read = attrgetter(path)

    def numbered(made: Any) -> Any:
        if read(made) is None:
            db.session.flush()
        return read(made)

    return factory.LazyAttribute(numbered)
