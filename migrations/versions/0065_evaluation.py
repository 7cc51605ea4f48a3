"""What delegates say of training, what is done and asked after it, and which figures everybody may read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

MARKS = ("asked_at_end", "asked_later", "answered_at_end", "answered_later")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    with op.batch_alter_table("delegate") as table:
        for mark in MARKS:
            table.add_column(sa.Column(mark, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("delegate") as table:
        for mark in MARKS:
            table.alter_column(mark, existing_type=sa.Boolean(), server_default=None)
    _answers()
    _afterwards()


def _answers() -> None:
    op.create_table(
        "evaluation_round",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("round", _words("round", "end", "later"), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_evaluation_round_event_id_training_session")
        ),
        sa.PrimaryKeyConstraint("event_id", "round", name=op.f("pk_evaluation_round")),
    )
    op.create_index(op.f("ix_evaluation_round_is_closed"), "evaluation_round", ["is_closed"])
    op.create_table(
        "evaluation_score",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("usefulness", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.CheckConstraint("usefulness BETWEEN 1 AND 5", name=op.f("ck_evaluation_score_usefulness_to_five")),
        sa.CheckConstraint("before BETWEEN 1 AND 5", name=op.f("ck_evaluation_score_before_to_five")),
        sa.CheckConstraint("after BETWEEN 1 AND 5", name=op.f("ck_evaluation_score_after_to_five")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_evaluation_score_event_id_training_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_score")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_score_event_id"), "evaluation_score", ["event_id"])
    op.create_table(
        "evaluation_words",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("round", _words("round", "end", "later"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("is_quoted", sa.Boolean(), nullable=False),
        sa.Column("state", _words("wordsstate", "new", "approved", "hidden"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(state = 'new') = (read_at IS NULL)", name=op.f("ck_evaluation_words_read_once_known")),
        sa.CheckConstraint("(state = 'hidden') = (reason <> '')", name=op.f("ck_evaluation_words_hidden_for_a_reason")),
        sa.CheckConstraint(
            "NOT is_quoted OR (may_quote AND state = 'approved')", name=op.f("ck_evaluation_words_quoted_as_agreed")
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "round"],
            ["evaluation_round.event_id", "evaluation_round.round"],
            name=op.f("fk_evaluation_words_event_id_evaluation_round"),
        ),
        sa.ForeignKeyConstraint(["read_by_id"], ["account.id"], name=op.f("fk_evaluation_words_read_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_words")),
        sqlite_with_rowid=False,
    )
    for column in ("event_id", "state", "read_by_id"):
        op.create_index(op.f(f"ix_evaluation_words_{column}"), "evaluation_words", [column])


def _afterwards() -> None:
    op.create_table(
        "training_step_done",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("step", _words("afterstep", "debrief", "check-in"), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_training_step_done_event_id_training_session")
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_training_step_done_done_by_id_account")),
        sa.PrimaryKeyConstraint("event_id", "step", name=op.f("pk_training_step_done")),
    )
    op.create_index(op.f("ix_training_step_done_done_by_id"), "training_step_done", ["done_by_id"])
    op.create_table(
        "trainer_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("feeling", _words("feeling", "good", "mixed", "hard"), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("wants_call", sa.Boolean(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("(feeling IS NULL) = (said_at IS NULL)", name=op.f("ck_trainer_feedback_said_at_a_time")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_session.event_id"], name=op.f("fk_trainer_feedback_event_id_training_session")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_trainer_feedback_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainer_feedback")),
        sa.UniqueConstraint("event_id", "member_id", name=op.f("uq_trainer_feedback_event_id_member_id")),
    )
    for column in ("member_id", "asked_at"):
        op.create_index(op.f(f"ix_trainer_feedback_{column}"), "trainer_feedback", [column])
    op.create_table(
        "agreed_figure",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["account.id"], name=op.f("fk_agreed_figure_agreed_by_id_account")),
        sa.PrimaryKeyConstraint("year", "name", name=op.f("pk_agreed_figure")),
    )
    op.create_index(op.f("ix_agreed_figure_agreed_by_id"), "agreed_figure", ["agreed_by_id"])


def downgrade() -> None:
    for table in (
        "agreed_figure",
        "trainer_feedback",
        "training_step_done",
        "evaluation_words",
        "evaluation_score",
        "evaluation_round",
    ):
        op.drop_table(table)
    with op.batch_alter_table("delegate") as table:
        for mark in MARKS:
            table.drop_column(mark)
