"""Whether somebody gave up a place because they could not do it, so that it counts as no turn of theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard, let_words_be_emptied, let_words_stay

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

# Who said that they know a candidate gave the place up at that very moment.
KNOWN = """
    UPDATE place_move SET is_no_turn = true WHERE to_state IN ('stepped back', 'declined') AND EXISTS (
        SELECT 1 FROM place JOIN event ON event.id = place.event_id JOIN declared_conflict
        ON declared_conflict.event_id IN (event.id, event.follows_id)
        AND declared_conflict.member_id = place.member_id AND declared_conflict.declared_at = place_move.moved_at
        WHERE place.id = place_move.place_id
    )
"""


def upgrade() -> None:
    let_words_stay("place_move")
    drop_guard("place_move")
    op.add_column("place_move", sa.Column("is_no_turn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(KNOWN)
    guard("place_move")
    let_words_be_emptied("place_move", "reason")


def downgrade() -> None:
    let_words_stay("place_move")
    drop_guard("place_move")
    op.drop_column("place_move", "is_no_turn")
    guard("place_move")
    let_words_be_emptied("place_move", "reason")
