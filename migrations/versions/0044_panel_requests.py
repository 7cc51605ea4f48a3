"""What recruiting managers ask for: requests, the times they would like, and forms that are not sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("panel_case", sa.Column("alone_because", sa.String(), nullable=False, server_default=""))
    _make_requests()
    op.create_table(
        "requested_time",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("panel_request.case_id"), nullable=False, index=True),
        sa.Column("part", _words("timepart", "pre-meet", "interviews"), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )
    op.create_table(
        "panel_request_draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("panel_request_draft")
    op.drop_table("requested_time")
    op.drop_table("panel_request")
    op.drop_column("panel_case", "alone_because")


def _make_requests() -> None:
    op.create_table(
        "panel_request",
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("panel_case.id"), primary_key=True),
        sa.Column("seed", sa.String(), nullable=False, unique=True),
        sa.Column("sent_at", UTCDateTime(), nullable=False, index=True),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("is_short_notice", sa.Boolean(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("shortlisting_on", sa.Date()),
        sa.Column("format", _words("eventformat", "in person", "online", "hybrid"), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("access_notes", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("has_chair", sa.Boolean(), nullable=False),
        sa.Column("shadows", sa.Integer(), nullable=False),
        sa.Column("say", _words("say", "equal", "some", "advice"), nullable=False),
        sa.Column("say_notes", sa.String(), nullable=False),
        sa.Column("budget_code", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("short_because", sa.String(), nullable=False),
        sa.CheckConstraint("candidates > 0", name="has_candidates"),
        sa.CheckConstraint("members > 0", name="has_members"),
        sa.CheckConstraint("shadows >= 0", name="shadows_not_negative"),
        sa.CheckConstraint("format = 'online' OR site != ''", name="has_site"),
        sa.Index("ix_panel_request_contact_email", "contact_email"),
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
