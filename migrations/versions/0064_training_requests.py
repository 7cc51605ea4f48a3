"""What teams ask for: requests for training, the days that suit them, every step, and forms not sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.database import UTCDateTime

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

STAGES = (
    "requested",
    "needs information",
    "something else suggested",
    "agreed to what we suggested",
    "waiting list",
    "declined",
    "accepted",
    "recruiting trainers",
    "trainers found",
    "held",
    "postponed",
    "cancelled",
    "withdrawn",
)


def upgrade() -> None:
    with op.batch_alter_table("training_session") as table:
        table.add_column(sa.Column("briefing", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("is_put_off", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("training_session") as table:
        table.alter_column("briefing", existing_type=sa.String(), server_default=None)
        table.alter_column("is_put_off", existing_type=sa.Boolean(), server_default=None)
    _make_requests()
    op.create_table(
        "requested_day",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("training_request.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("request_id", "day", "is_proposed"),
    )
    _make_moves()
    op.create_table(
        "training_request_draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("training_request_draft")
    drop_guard("training_request_move")
    op.drop_table("training_request_move")
    op.drop_table("requested_day")
    op.drop_table("training_request")
    with op.batch_alter_table("training_session") as table:
        table.drop_column("is_put_off")
        table.drop_column("briefing")


def _make_requests() -> None:
    op.create_table(
        "training_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("seed", sa.String(), nullable=False, unique=True),
        sa.Column("stage", _words("requeststage", *STAGES), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("account.id"), index=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("training_session.event_id"), unique=True),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("is_short_notice", sa.Boolean(), nullable=False),
        sa.Column("course_id", sa.Integer(), sa.ForeignKey("course.id"), index=True),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("part_of_day", _words("partofday", "morning", "afternoon", "either"), nullable=False),
        sa.Column("format", _words("eventformat", "in person", "online", "hybrid"), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("access_notes", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("cost_code", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False, index=True),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("suggested_course_id", sa.Integer(), sa.ForeignKey("course.id"), index=True),
        sa.Column("suggested_starts_at", UTCDateTime()),
        sa.Column("suggested_ends_at", UTCDateTime()),
        sa.CheckConstraint("course_id IS NOT NULL OR need != ''", name="says_what"),
        sa.CheckConstraint("numbers > 0", name="has_people"),
        sa.CheckConstraint("format = 'online' OR site != ''", name="has_site"),
        sa.CheckConstraint(
            "(suggested_course_id IS NULL) = (suggested_starts_at IS NULL) "
            "AND (suggested_starts_at IS NULL) = (suggested_ends_at IS NULL)",
            name="suggests_all",
        ),
        sa.Index("ix_training_request_stage_moved_at_id", "stage", "moved_at", "id"),
    )


def _make_moves() -> None:
    op.create_table(
        "training_request_move",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("training_request.id"), nullable=False, index=True),
        sa.Column("from_stage", _words("from_stage", *STAGES)),
        sa.Column("to_stage", _words("to_stage", *STAGES), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), sa.ForeignKey("account.id"), index=True),
        sa.Column("by_team", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message_key", sa.String()),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("training_session.event_id"), index=True),
    )
    guard("training_request_move")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)
