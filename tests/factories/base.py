"""What every factory stands on."""

from __future__ import annotations

from datetime import UTC, datetime

from factory.alchemy import SQLAlchemyModelFactory

from coproduction.core.database import db

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Factory(SQLAlchemyModelFactory):
    """A factory that writes to the test's own session."""

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"
