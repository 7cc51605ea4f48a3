"""The to-do list finds the last reminders and the next event of a venue among those of many years."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    last = sa.text("turn = 'second'")
    op.create_index("ix_reminder_last", "reminder", ["for_start"], sqlite_where=last, postgresql_where=last)
    op.drop_index("ix_event_venue_id", "event")
    op.create_index("ix_event_venue_id_state_starts_at", "event", ["venue_id", "state", "starts_at"])


def downgrade() -> None:
    op.drop_index("ix_event_venue_id_state_starts_at", "event")
    op.create_index("ix_event_venue_id", "event", ["venue_id"])
    op.drop_index("ix_reminder_last", "reminder")
