"""What changed about events, and until when each member has seen what is new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

CHANGES = ("published", "time", "place", "joining", "cancelled")


def upgrade() -> None:
    op.create_table(
        "event_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "what",
            sa.Enum(*CHANGES, name="change", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_change_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_change")),
    )
    op.create_index("ix_event_change_event_id_at", "event_change", ["event_id", "at"])
    op.create_table(
        "news_seen",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_news_seen_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_news_seen")),
    )


def downgrade() -> None:
    op.drop_table("news_seen")
    op.drop_table("event_change")
