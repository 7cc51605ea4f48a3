"""Reminders that were written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum("first", "second", name="turn", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("for_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_reminder_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("place_id", "turn", "for_start", name=op.f("uq_reminder_place_id_turn_for_start")),
        sa.UniqueConstraint("key", name=op.f("uq_reminder_key")),
    )


def downgrade() -> None:
    op.drop_table("reminder")
