"""Asking members when they could take part, before anybody is chosen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        "availability_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_availability_round_asked_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability_round")),
    )
    op.create_index(op.f("ix_availability_round_asked_by_id"), "availability_round", ["asked_by_id"])
    op.create_table(
        "availability_date",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["availability_round.id"], name=op.f("fk_availability_date_round_id_availability_round")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_availability_date_event_id_event")),
        sa.PrimaryKeyConstraint("round_id", "event_id", name=op.f("pk_availability_date")),
    )
    op.create_index(op.f("ix_availability_date_event_id"), "availability_date", ["event_id"])
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", _one_of("cancome", "yes", "maybe", "no"), nullable=True),
        sa.Column("for_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "via",
            _one_of("via", "website", "email", "phone", "letter", "automatic", "supporter"),
            nullable=True,
        ),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(said IS NULL) = (for_start IS NULL)", name=op.f("ck_availability_said_of_a_time")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["availability_round.id"], name=op.f("fk_availability_round_id_availability_round")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_availability_event_id_event")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_availability_member_id_member")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_availability_answered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
        sa.UniqueConstraint("event_id", "member_id", name=op.f("uq_availability_event_id_member_id")),
    )
    op.create_index(op.f("ix_availability_round_id"), "availability", ["round_id"])
    op.create_index("ix_availability_member_id_round_id", "availability", ["member_id", "round_id"])
    op.create_index(op.f("ix_availability_answered_by_id"), "availability", ["answered_by_id"])


def downgrade() -> None:
    op.drop_table("availability")
    op.drop_table("availability_date")
    op.drop_table("availability_round")
