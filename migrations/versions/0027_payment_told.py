"""A member who cannot sign in tells a coordinator how they would like to be paid: how, when, and who wrote it down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.checks import drop_words

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WAYS = sa.Enum(
    "by phone",
    "by letter",
    "face to face",
    name="consentway",
    native_enum=False,
    create_constraint=True,
    length=30,
)


def upgrade() -> None:
    with op.batch_alter_table("payment_preference") as batch:
        batch.add_column(sa.Column("told_way", WAYS, nullable=True))
        batch.add_column(sa.Column("told_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("written_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_payment_preference_written_by_id_account"), "account", ["written_by_id"], ["id"]
        )
        batch.create_index(op.f("ix_payment_preference_written_by_id"), ["written_by_id"])


def downgrade() -> None:
    with op.batch_alter_table("payment_preference") as batch:
        batch.drop_index(op.f("ix_payment_preference_written_by_id"))
        batch.drop_constraint(op.f("fk_payment_preference_written_by_id_account"), type_="foreignkey")
        batch.drop_column("written_by_id")
        batch.drop_column("told_on")
        drop_words(batch, "payment_preference", "told_way", check="consentway")
