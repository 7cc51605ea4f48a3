"""What the to-do list looks for among all events and places, each in the order in which it is shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# By name: the table, the columns, and what the rows in it have in common.
INDEXES = {
    "ix_event_drafts": ("event", ["starts_at", "id"], "state IN ('draft')"),
    "ix_event_moved": ("event", ["starts_at", "id"], "sequence > 0"),
    "ix_place_offered": ("place", ["moved_at", "id"], "state IN ('offered')"),
    "ix_place_interested": ("place", ["role_id"], "state IN ('interested')"),
}


def upgrade() -> None:
    for name, (table, columns, where) in INDEXES.items():
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, (table, _, _) in INDEXES.items():
        op.drop_index(name, table_name=table)
