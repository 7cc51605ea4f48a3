"""Whether people had what they needed at an event: one question afterwards, and counts for the report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needs_met",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "met",
            sa.Enum("yes", "partly", "no", name="met", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_needs_met_event_id_event")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_needs_met_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_met")),
        sa.UniqueConstraint("event_id", "member_id", name=op.f("uq_needs_met_event_id_member_id")),
    )
    op.create_index(op.f("ix_needs_met_member_id"), "needs_met", ["member_id"])
    op.create_table(
        "needs_arranged",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confirmed >= 0 AND confirmed <= needed", name=op.f("ck_needs_arranged_confirmed_are_needed")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_needs_arranged_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_needs_arranged")),
    )


def downgrade() -> None:
    op.drop_table("needs_arranged")
    op.drop_table("needs_met")
