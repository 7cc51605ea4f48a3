"""What coordinators say of the steps of a trainer's path: append-only, but for the reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import guard, let_words_be_emptied
from coproduction.core.database import UTCDateTime

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

STEP = sa.Enum(
    "observe", "shadow", "co-deliver", "lead", name="pathstep", native_enum=False, create_constraint=True, length=30
)


def upgrade() -> None:
    op.create_table(
        "path_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("step", STEP, nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_path_mark_by_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_path_mark_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_mark")),
    )
    op.create_index(op.f("ix_path_mark_by_id"), "path_mark", ["by_id"])
    op.create_index(op.f("ix_path_mark_member_id"), "path_mark", ["member_id"])
    guard("path_mark")
    let_words_be_emptied("path_mark", "reason")


def downgrade() -> None:
    op.drop_table("path_mark")
