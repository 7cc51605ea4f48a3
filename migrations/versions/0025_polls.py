"""Finding a date: polls, the times that they propose, and the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("focus", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("format", _one_of("eventformat", "in person", "online", "hybrid"), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_poll_venue_id_venue")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_poll_event_id_event")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_poll_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
    )
    for column in ("venue_id", "event_id", "made_by_id"):
        op.create_index(op.f(f"ix_poll_{column}"), "poll", [column])
    op.create_table(
        "poll_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_option_poll_id_poll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_option")),
        sa.UniqueConstraint("poll_id", "starts_at", name=op.f("uq_poll_option_poll_id_starts_at")),
    )
    op.create_table(
        "poll_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("said", _one_of("suits", "yes", "if need be", "no"), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["option_id"], ["poll_option.id"], name=op.f("fk_poll_answer_option_id_poll_option")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_poll_answer_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_answer")),
        sa.UniqueConstraint("option_id", "member_id", name=op.f("uq_poll_answer_option_id_member_id")),
    )
    op.create_index(op.f("ix_poll_answer_member_id"), "poll_answer", ["member_id"])


def downgrade() -> None:
    op.drop_table("poll_answer")
    op.drop_table("poll_option")
    op.drop_table("poll")
