"""Religious days come with the code; what coordinators change of them takes their place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("known_period") as period:
        period.add_column(sa.Column("key", sa.String(), nullable=True))
        period.add_column(sa.Column("is_left_out", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("known_period") as period:
        period.alter_column("is_left_out", server_default=None)
    op.create_index("uq_known_period_key", "known_period", ["key"], unique=True)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM known_period WHERE is_left_out"))
    op.drop_index("uq_known_period_key", table_name="known_period")
    with op.batch_alter_table("known_period") as period:
        period.drop_column("is_left_out")
        period.drop_column("key")
