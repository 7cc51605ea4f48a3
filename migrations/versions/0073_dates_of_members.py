"""Which dates that follow an event are for its members only. Pre-meets and debriefs of training are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

OWN = ("pre-meet%", "premeet%", "pre meet%", "%debrief%", "%de-brief%")


def upgrade() -> None:
    op.add_column("event", sa.Column("is_members_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    event = sa.table(
        "event",
        sa.column("kind", sa.String()),
        sa.column("label", sa.String()),
        sa.column("follows_id", sa.Integer()),
        sa.column("is_members_only", sa.Boolean()),
    )
    is_own = sa.or_(*(sa.func.lower(event.c.label).like(words) for words in OWN))
    op.execute(
        event.update()
        .where(event.c.follows_id.is_not(None), event.c.kind == "training", is_own)
        .values(is_members_only=True)
    )


def downgrade() -> None:
    op.drop_column("event", "is_members_only")
