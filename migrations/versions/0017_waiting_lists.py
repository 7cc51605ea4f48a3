"""Waiting lists: their order, and until when a free place is kept for whoever is next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# By name: the columns, and what the rows in it have in common.
INDEXES = {
    "ix_place_waiting": (["role_id", "moved_at", "id"], "state IN ('waiting')"),
    "ix_place_kept": (["role_id", "offer_ends_at"], "offer_ends_at IS NOT NULL"),
}


def upgrade() -> None:
    op.add_column("place", sa.Column("offer_ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("event_role", sa.Column("offer_hours", sa.Integer(), nullable=True))
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, "place", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="place")
    op.drop_column("event_role", "offer_hours")
    op.drop_column("place", "offer_ends_at")
