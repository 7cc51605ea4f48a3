"""What a trainer shares of their own story, what not, and what they say about one session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

RECORDING = sa.Enum(
    "yes", "no", "ask me each time", name="recording", native_enum=False, create_constraint=True, length=30
)


def upgrade() -> None:
    op.create_table(
        "story_sheet",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("shares", sa.String(), nullable=False),
        sa.Column("keeps_private", sa.String(), nullable=False),
        sa.Column("recording", RECORDING, nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_story_sheet_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_story_sheet")),
    )
    op.create_table(
        "trainer_answer",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("may_be_recorded", sa.Boolean(), nullable=True),
        sa.Column("shares_story", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_trainer_answer_event_id_training_session")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_trainer_answer_member_id_member")),
        sa.PrimaryKeyConstraint("event_id", "member_id", name=op.f("pk_trainer_answer")),
    )
    op.create_index(op.f("ix_trainer_answer_member_id"), "trainer_answer", ["member_id"])


def downgrade() -> None:
    op.drop_table("trainer_answer")
    op.drop_table("story_sheet")
