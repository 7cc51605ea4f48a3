"""Members who asked to be rung about an event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "call_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_call_request_place_id_place")),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_call_request_done_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_request")),
    )
    op.create_index(op.f("ix_call_request_place_id"), "call_request", ["place_id"])
    op.create_index(op.f("ix_call_request_done_by_id"), "call_request", ["done_by_id"])
    op.create_index(
        "uq_call_request_one_open",
        "call_request",
        ["place_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index(
        "ix_call_request_open", "call_request", ["asked_at", "id"], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )


def downgrade() -> None:
    op.drop_table("call_request")
