"""Proposals of rosters that the worker makes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_IS_WANTED = sa.text("made_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "wanted_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_wanted_proposal_asked_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted_proposal")),
    )
    op.create_index(op.f("ix_wanted_proposal_asked_by_id"), "wanted_proposal", ["asked_by_id"])
    op.create_index(op.f("ix_wanted_proposal_asked_at"), "wanted_proposal", ["asked_at"])
    op.create_index(
        "ix_wanted_proposal_open", "wanted_proposal", ["id"], sqlite_where=_IS_WANTED, postgresql_where=_IS_WANTED
    )


def downgrade() -> None:
    op.drop_table("wanted_proposal")
