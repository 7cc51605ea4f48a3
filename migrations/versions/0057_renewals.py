"""How long a qualification counts, who is reminded to renew it, and what is held through being at training."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("qualification") as table:
        table.add_column(sa.Column("months", sa.Integer(), nullable=True))
        table.create_check_constraint(op.f("ck_qualification_lasts"), "months > 0")
    with op.batch_alter_table("held_qualification") as table:
        table.add_column(sa.Column("is_to_renew", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.create_index(op.f("ix_held_qualification_valid_until"), ["valid_until"])
    with op.batch_alter_table("held_qualification") as table:
        table.alter_column("is_to_renew", server_default=None)
    op.create_table(
        "held_by_attending",
        sa.Column("held_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("achieved_before", sa.Date(), nullable=True),
        sa.Column("until_before", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["held_id"],
            ["held_qualification.id"],
            name=op.f("fk_held_by_attending_held_id_held_qualification"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("held_id", name=op.f("pk_held_by_attending")),
    )


def downgrade() -> None:
    op.drop_table("held_by_attending")
    with op.batch_alter_table("held_qualification") as table:
        table.drop_index(op.f("ix_held_qualification_valid_until"))
        table.drop_column("is_to_renew")
    with op.batch_alter_table("qualification") as table:
        table.drop_constraint(op.f("ck_qualification_lasts"), type_="check")
        table.drop_column("months")
