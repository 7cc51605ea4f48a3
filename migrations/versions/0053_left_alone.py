"""What was asked of, and said by, the only member left on a panel: append-only, but for the reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import guard, let_words_be_emptied
from coproduction.core.database import UTCDateTime

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

WAYS = ("website", "email", "phone", "letter", "automatic", "supporter")


def words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        "alone_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("state", words("asked", "agrees", "rather not", "over", name="alonestate"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("via", words(*WAYS, name="via"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_alone_step_by_id_account")),
        sa.ForeignKeyConstraint(["event_id"], ["panel.event_id"], name=op.f("fk_alone_step_event_id_panel")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_alone_step_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alone_step")),
    )
    op.create_index(op.f("ix_alone_step_by_id"), "alone_step", ["by_id"])
    op.create_index(op.f("ix_alone_step_place_id"), "alone_step", ["place_id"])
    op.create_index(op.f("ix_alone_step_event_id_id"), "alone_step", ["event_id", "id"])
    guard("alone_step")
    let_words_be_emptied("alone_step", "reason")


def downgrade() -> None:
    op.drop_table("alone_step")
