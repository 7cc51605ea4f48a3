"""How far each interview panel has come, and every step that it took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.database import UTCDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

STAGES = (
    "requested",
    "needs information",
    "accepted",
    "declined",
    "recruiting members",
    "rostered",
    "briefed",
    "held",
    "outcome shared",
    "closed",
    "cancelled",
    "postponed",
)


def upgrade() -> None:
    op.create_table(
        "panel_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("panel.event_id"), unique=True),
        sa.Column("stage", _stage("panelstage"), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("account.id"), index=True),
        sa.Index("ix_panel_case_stage_moved_at_id", "stage", "moved_at", "id"),
    )
    op.create_table(
        "panel_move",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("panel_case.id"), nullable=False, index=True),
        sa.Column("from_stage", _stage("from_stage")),
        sa.Column("to_stage", _stage("to_stage"), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), sa.ForeignKey("account.id"), index=True),
        sa.Column("by_manager", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message_key", sa.String()),
    )
    _begin_cases()
    guard("panel_move")


def downgrade() -> None:
    drop_guard("panel_move")
    op.drop_table("panel_move")
    op.drop_table("panel_case")


def _begin_cases() -> None:
    """Give each panel there is its case: what is over is closed, and what members can see recruits them."""
    op.execute(
        "INSERT INTO panel_case (event_id, stage, moved_at, owner_id) "
        "SELECT event.id, CASE WHEN event.state = 'cancelled' THEN 'cancelled' "
        "WHEN event.state = 'held' OR event.ends_at <= CURRENT_TIMESTAMP THEN 'closed' "
        "WHEN event.state = 'published' THEN 'recruiting members' ELSE 'accepted' END, "
        "event.changed_at, event.organiser_id FROM panel JOIN event ON event.id = panel.event_id"
    )
    op.execute(
        "INSERT INTO panel_move (case_id, to_stage, moved_at, by_manager, reason) "
        "SELECT id, stage, moved_at, false, 'Before we kept the stages of panels' FROM panel_case"
    )


def _stage(name: str) -> sa.Enum:
    return sa.Enum(*STAGES, name=name, native_enum=False, create_constraint=True, length=30)
