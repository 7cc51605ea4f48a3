"""The events that are over and not written down are found by an index of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

IS_PUBLISHED = sa.text("state IN ('published')")


def upgrade() -> None:
    op.create_index(
        "ix_event_published",
        "event",
        ["ends_at", "id"],
        sqlite_where=IS_PUBLISHED,
        postgresql_where=IS_PUBLISHED,
    )


def downgrade() -> None:
    op.drop_index("ix_event_published", table_name="event")
