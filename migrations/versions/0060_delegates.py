"""How sessions take bookings, who booked them, and how many there were once they are deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

STATE = sa.Enum(
    "kept",
    "asked",
    "waiting",
    "offered",
    "booked",
    "cancelled",
    "lapsed",
    name="bookingstate",
    native_enum=False,
    create_constraint=True,
    length=30,
)


def upgrade() -> None:
    op.create_table(
        "session_bookings",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("host_seed", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("host_name", sa.String(), nullable=False),
        sa.Column("host_email", sa.String(), nullable=False),
        sa.Column("joining_notes", sa.String(), nullable=False),
        sa.Column("needs_seen_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_session_bookings_has_places")),
        sa.CheckConstraint("held >= 0 AND held <= capacity", name=op.f("ck_session_bookings_held_within_capacity")),
        sa.CheckConstraint("(held = 0) = (held_until IS NULL)", name=op.f("ck_session_bookings_held_until_a_day")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_session_bookings_event_id_training_session")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_session_bookings")),
        sa.UniqueConstraint("code", name=op.f("uq_session_bookings_code")),
        sa.UniqueConstraint("host_seed", name=op.f("uq_session_bookings_host_seed")),
    )
    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("needs_notes", sa.String(), nullable=False),
        sa.Column("needs_changed_at", UTCDateTime(), nullable=True),
        sa.Column("is_of_host", sa.Boolean(), nullable=False),
        sa.Column("booked_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("answer_by", UTCDateTime(), nullable=True),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.Column("moves_made", sa.Integer(), nullable=False),
        sa.Column("reminded_for", UTCDateTime(), nullable=True),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('kept', 'asked', 'offered')) = (answer_by IS NOT NULL)",
            name=op.f("ck_delegate_answers_in_time"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('waiting', 'offered', 'booked') OR confirmed_at IS NOT NULL",
            name=op.f("ck_delegate_confirmed_first"),
        ),
        sa.CheckConstraint("came IS NULL OR state IN ('booked')", name=op.f("ck_delegate_came_with_a_place")),
        sa.CheckConstraint("certificate IS NULL OR came IS NOT NULL", name=op.f("ck_delegate_certificate_of_who_came")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["session_bookings.event_id"], name=op.f("fk_delegate_event_id_session_bookings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
        sa.UniqueConstraint("certificate", name=op.f("uq_delegate_certificate")),
        sa.UniqueConstraint("event_id", "email", name=op.f("uq_delegate_event_id_email")),
        sa.UniqueConstraint("event_id", "turn", name=op.f("uq_delegate_event_id_turn")),
        sa.UniqueConstraint("seed", name=op.f("uq_delegate_seed")),
    )
    has_to_answer = sa.text("answer_by IS NOT NULL")
    op.create_index(
        "ix_delegate_answer_by", "delegate", ["answer_by"], sqlite_where=has_to_answer, postgresql_where=has_to_answer
    )
    op.create_table(
        "delegate_count",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("without_place", sa.Integer(), nullable=False),
        sa.Column("counted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["session_bookings.event_id"], name=op.f("fk_delegate_count_event_id_session_bookings")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_delegate_count")),
    )


def downgrade() -> None:
    op.drop_table("delegate_count")
    op.drop_table("delegate")
    op.drop_table("session_bookings")
