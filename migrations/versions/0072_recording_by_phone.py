"""Who wrote down, and when, what a trainer without an account said on the phone about being recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

TELLING = "(told_to_id IS NULL) = (told_at IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("trainer_answer") as table:
        table.add_column(sa.Column("told_to_id", sa.Integer()))
        table.add_column(sa.Column("told_at", UTCDateTime()))
        table.create_foreign_key(op.f("fk_trainer_answer_told_to_id_account"), "account", ["told_to_id"], ["id"])
        table.create_check_constraint(op.f("ck_trainer_answer_told_to_somebody_once"), TELLING)
        table.create_index(op.f("ix_trainer_answer_told_to_id"), ["told_to_id"])


def downgrade() -> None:
    with op.batch_alter_table("trainer_answer") as table:
        table.drop_index(op.f("ix_trainer_answer_told_to_id"))
        table.drop_constraint(op.f("ck_trainer_answer_told_to_somebody_once"), type_="check")
        table.drop_constraint(op.f("fk_trainer_answer_told_to_id_account"), type_="foreignkey")
        table.drop_column("told_at")
        table.drop_column("told_to_id")
