"""Places that are asked about again after a move, and drafts that were called off before members saw them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("place") as place:
        place.add_column(sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("never_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("event") as event:
        event.alter_column("never_shown", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_column("never_shown")
    with op.batch_alter_table("place") as place:
        place.drop_column("asked_again_at")
