"""What is special to meetings, training sessions and panels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("focus", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_meeting_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("delegates", sa.Integer(), nullable=False),
        sa.CheckConstraint("delegates > 0", name=op.f("ck_course_has_delegates")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_course_takes_time")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("name", name=op.f("uq_course_name")),
    )
    op.create_table(
        "training_session",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_training_session_course_id_course")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_training_session_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_training_session")),
    )
    op.create_index(op.f("ix_training_session_course_id"), "training_session", ["course_id"], unique=False)
    op.create_table(
        "panel",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.CheckConstraint("candidates > 0", name=op.f("ck_panel_has_candidates")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_panel_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_panel")),
    )


def downgrade() -> None:
    op.drop_table("panel")
    op.drop_table("training_session")
    op.drop_table("course")
    op.drop_table("meeting")
