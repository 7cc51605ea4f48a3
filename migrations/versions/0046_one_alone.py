"""Whether an event is for one member alone, and when they agreed to that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("is_for_one", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("answer_detail", sa.Column("agreed_alone_at", UTCDateTime()))


def downgrade() -> None:
    op.drop_column("answer_detail", "agreed_alone_at")
    op.drop_column("event", "is_for_one")
