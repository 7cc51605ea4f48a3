"""An event knows that everybody who likes such was asked, so that whoever could be asked since is not forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ASKED = """
UPDATE event SET everybody_asked_at = (
    SELECT min(audit_entry.at) FROM audit_entry
    WHERE audit_entry.action = 'schedule.members_invited'
      AND audit_entry.subject_type = 'event' AND audit_entry.subject_id = event.id
)
"""


def upgrade() -> None:
    op.add_column("event", sa.Column("everybody_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(ASKED)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_column("everybody_asked_at")
