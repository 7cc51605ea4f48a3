"""Who wrote down what a trainer without an account said of a session on the phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("trainer_feedback") as table:
        table.add_column(sa.Column("told_to_id", sa.Integer()))
        table.create_foreign_key(op.f("fk_trainer_feedback_told_to_id_account"), "account", ["told_to_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_trainer_feedback_told_at_a_time"), "told_to_id IS NULL OR said_at IS NOT NULL"
        )
        table.create_index(op.f("ix_trainer_feedback_told_to_id"), ["told_to_id"])


def downgrade() -> None:
    with op.batch_alter_table("trainer_feedback") as table:
        table.drop_index(op.f("ix_trainer_feedback_told_to_id"))
        table.drop_constraint(op.f("ck_trainer_feedback_told_at_a_time"), type_="check")
        table.drop_constraint(op.f("fk_trainer_feedback_told_to_id_account"), type_="foreignkey")
        table.drop_column("told_to_id")
