"""Searches for somebody who steps in, with their steps; and whether a role asks the next by itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

STEPS = (
    "begun",
    "given up",
    "asked",
    "passed over",
    "said yes",
    "said no",
    "not sure",
    "no answer",
    "thanked",
    "stands by",
    "to ring",
    "stopped",
)


def words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    with op.batch_alter_table("event_role") as batch:
        batch.add_column(sa.Column("asks_next", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "stand_in_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("state", words("looking", "ringing", "found", "stopped", "over", name="searchstate"), nullable=False),
        sa.Column("because", words("given up", "no yes", "by hand", name="because"), nullable=False),
        sa.Column("pace", words("in turn", "at once", name="pace"), nullable=True),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state NOT IN ('looking', 'ringing') OR ended_at IS NULL", name=op.f("ck_stand_in_search_live_has_no_end")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["event_role.id"], name=op.f("fk_stand_in_search_role_id_event_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in_search")),
    )
    op.create_index(op.f("ix_stand_in_search_role_id"), "stand_in_search", ["role_id"])
    live, due = sa.text("state IN ('looking', 'ringing')"), sa.text("next_at IS NOT NULL")
    op.create_index(
        "uq_stand_in_search_one_live",
        "stand_in_search",
        ["role_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_index(
        "ix_stand_in_search_due", "stand_in_search", ["next_at", "id"], sqlite_where=due, postgresql_where=due
    )
    op.create_table(
        "search_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("what", words(*STEPS, name="step"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("stood_by", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_search_step_by_id_account")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_search_step_member_id_member")),
        sa.ForeignKeyConstraint(
            ["search_id"], ["stand_in_search.id"], name=op.f("fk_search_step_search_id_stand_in_search")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_step")),
    )
    op.create_index(op.f("ix_search_step_by_id"), "search_step", ["by_id"])
    op.create_index(op.f("ix_search_step_member_id"), "search_step", ["member_id"])
    op.create_index("ix_search_step_search_id_member_id", "search_step", ["search_id", "member_id"])


def downgrade() -> None:
    op.drop_table("search_step")
    op.drop_table("stand_in_search")
    with op.batch_alter_table("event_role") as batch:
        batch.drop_column("asks_next")
