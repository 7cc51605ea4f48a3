"""Whether an event goes on with its only member, by agreement, though more were wanted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_detail", sa.Column("goes_on_alone", sa.Boolean(), nullable=False, server_default=sa.false()))
    agreed = """
        SELECT place_id FROM alone_step WHERE state = 'agrees' AND NOT EXISTS (
            SELECT 1 FROM alone_step AS later WHERE later.event_id = alone_step.event_id AND later.id > alone_step.id
        )
    """
    op.execute(f"UPDATE answer_detail SET goes_on_alone = true WHERE place_id IN ({agreed})")  # noqa: S608 - our own words
    op.create_index(
        "ix_answer_detail_alone",
        "answer_detail",
        ["place_id"],
        sqlite_where=sa.text("goes_on_alone = 1"),
        postgresql_where=sa.text("goes_on_alone"),
    )


def downgrade() -> None:
    op.drop_index("ix_answer_detail_alone", "answer_detail")
    op.drop_column("answer_detail", "goes_on_alone")
