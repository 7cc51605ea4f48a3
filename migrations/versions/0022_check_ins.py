"""The short codes with which members check in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in_code",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_check_in_code_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_check_in_code")),
    )


def downgrade() -> None:
    op.drop_table("check_in_code")
