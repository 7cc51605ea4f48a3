"""Which qualification says that somebody had done this before their turns were written down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    experience = sa.Enum(
        "meetings",
        "training",
        "panels",
        "national groups",
        name="experience_of",
        native_enum=False,
        create_constraint=True,
        length=30,
    )
    with op.batch_alter_table("qualification") as batch:
        batch.add_column(sa.Column("experience_of", experience, nullable=True))
        batch.create_unique_constraint(op.f("uq_qualification_experience_of"), ["experience_of"])


def downgrade() -> None:
    with op.batch_alter_table("qualification") as batch:
        batch.drop_constraint(op.f("uq_qualification_experience_of"), type_="unique")
        batch.drop_constraint(op.f("ck_qualification_experience_of"), type_="check")
        batch.drop_column("experience_of")
