"""Whether a chat was put away because who asked for it had died: it was never held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chat_request") as batch:
        batch.add_column(sa.Column("was_stopped", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("chat_request") as batch:
        batch.drop_column("was_stopped")
