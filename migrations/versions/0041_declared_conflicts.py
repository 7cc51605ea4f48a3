"""Who cannot sit on a panel: that it is so, never why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declared_conflict",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_declared_conflict_event_id_event")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_declared_conflict_member_id_member")),
        sa.PrimaryKeyConstraint("event_id", "member_id", name=op.f("pk_declared_conflict")),
    )
    op.create_index(op.f("ix_declared_conflict_member_id"), "declared_conflict", ["member_id"])


def downgrade() -> None:
    op.drop_table("declared_conflict")
