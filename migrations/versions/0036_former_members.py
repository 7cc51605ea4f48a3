"""When what names somebody who had left, or died, was deleted. The reasons of moves can be emptied then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import let_words_be_emptied, let_words_stay

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

MOVES = {"membership_move": False, "place_move": False, "application_move": True}  # may the rows be deleted?


def upgrade() -> None:
    op.add_column("member", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
    for table, can_be_forgotten in MOVES.items():
        let_words_be_emptied(table, "reason", can_be_forgotten=can_be_forgotten)


def downgrade() -> None:
    for table, can_be_forgotten in MOVES.items():
        let_words_stay(table, can_be_forgotten=can_be_forgotten)
    op.drop_column("member", "forgotten_at")
