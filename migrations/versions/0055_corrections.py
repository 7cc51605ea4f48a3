"""What was said of an outcome before it was corrected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.database import UTCDateTime

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

TABLE = "outcome_correction"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("to_members", sa.String(), nullable=False),
        sa.Column("corrected_at", UTCDateTime(), nullable=False),
        sa.Column("corrected_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(["event_id"], ["panel.event_id"], name=op.f(f"fk_{TABLE}_event_id_panel")),
        sa.ForeignKeyConstraint(["corrected_by_id"], ["account.id"], name=op.f(f"fk_{TABLE}_corrected_by_id_account")),
    )
    for column in ("event_id", "corrected_by_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    guard(TABLE, can_be_forgotten=True)


def downgrade() -> None:
    drop_guard(TABLE)
    op.drop_table(TABLE)
