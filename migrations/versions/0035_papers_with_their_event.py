"""The key of what tells a member of papers names the meeting, so that it can be taken back with what else is told."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MESSAGES = sa.table("message", sa.column("id", sa.Integer), sa.column("key", sa.Text))
SENDINGS = sa.table("paper_sending", sa.column("id", sa.Integer), sa.column("event_id", sa.Integer))


def upgrade() -> None:
    meetings = {str(row.id): row.event_id for row in op.get_bind().execute(sa.select(SENDINGS))}

    def new(key: str) -> str:
        _, sending, rest = key.split("-", 2)
        return f"more-{meetings[sending]}-papers-{sending}-0-{rest}" if sending in meetings else key

    _rename("papers-%", new)


def downgrade() -> None:
    def old(key: str) -> str:
        _, _, _, sending, _, rest = key.split("-", 5)
        return f"papers-{sending}-{rest}"

    _rename("more-%-papers-%", old)


def _rename(pattern: str, change: Callable[[str], str]) -> None:
    """Change the keys that are like the pattern. Of several that become one, only the newest is changed."""
    database = op.get_bind()
    found = database.execute(sa.select(MESSAGES.c.id, MESSAGES.c.key).where(MESSAGES.c.key.like(pattern)))
    newest = {change(key): number for number, key in sorted(tuple(row) for row in found)}
    for key, number in newest.items():
        database.execute(sa.update(MESSAGES).where(MESSAGES.c.id == number).values(key=key))
