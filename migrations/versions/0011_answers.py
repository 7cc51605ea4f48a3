"""What somebody says beside yes or no."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_detail",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "in person",
                "online",
                "phone",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("with_supporter", sa.Boolean(), nullable=True),
        sa.Column("may_leave_early", sa.Boolean(), nullable=True),
        sa.Column("needs_as_usual", sa.Boolean(), nullable=True),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_answer_detail_place_id_place")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_answer_detail")),
    )


def downgrade() -> None:
    op.drop_table("answer_detail")
