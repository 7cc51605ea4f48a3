"""What came of meetings: minutes, decisions, and what people said they would do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATES = ("draft", "shared", "agreed")


def upgrade() -> None:
    op.create_table(
        "minutes",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="minutesstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_meeting_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'agreed' AND agreed_at IS NOT NULL AND agreed_by_meeting_id IS NOT NULL) OR "
            "(state != 'agreed' AND agreed_at IS NULL AND agreed_by_meeting_id IS NULL)",
            name=op.f("ck_minutes_says_where_agreed"),
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_meeting_id"], ["meeting.event_id"], name=op.f("fk_minutes_agreed_by_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_minutes_event_id_meeting")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_minutes_written_by_id_account")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_minutes")),
    )
    _index("minutes", "written_by_id", "agreed_by_meeting_id")
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_decision_event_id_meeting")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_decision_noted_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    _index("decision", "event_id", "noted_by_id")
    op.create_table(
        "action_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(member_id IS NULL AND account_id IS NOT NULL) OR (member_id IS NOT NULL AND account_id IS NULL)",
            name=op.f("ck_action_point_has_one_owner"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_action_point_account_id_account")),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_action_point_done_by_id_account")),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_action_point_event_id_meeting")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_action_point_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_point")),
    )
    _index("action_point", "event_id", "member_id", "account_id", "done_by_id")
    is_open = sa.text("done_at IS NULL")
    op.create_index(
        "ix_action_point_open", "action_point", ["due_on", "id"], sqlite_where=is_open, postgresql_where=is_open
    )


def downgrade() -> None:
    op.drop_table("action_point")
    op.drop_table("decision")
    op.drop_table("minutes")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
