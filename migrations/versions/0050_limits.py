"""How often members take part at the most, and what they want done about the fee of one place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "turn_limits",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("weekly", sa.Integer(), nullable=True),
        sa.Column("monthly", sa.Integer(), nullable=True),
        sa.Column("rest_days", sa.Integer(), nullable=True),
        sa.CheckConstraint("weekly >= 0", name=op.f("ck_turn_limits_weekly_not_negative")),
        sa.CheckConstraint("monthly >= 0", name=op.f("ck_turn_limits_monthly_not_negative")),
        sa.CheckConstraint("rest_days >= 0", name=op.f("ck_turn_limits_rest_days_not_negative")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_turn_limits_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_turn_limits")),
    )
    op.create_table(
        "place_fee",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("pounds", sa.Integer(), nullable=False),
        sa.Column("chosen_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("pounds >= 0", name=op.f("ck_place_fee_pounds_not_negative")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_fee_place_id_place")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_place_fee")),
    )


def downgrade() -> None:
    op.drop_table("place_fee")
    op.drop_table("turn_limits")
