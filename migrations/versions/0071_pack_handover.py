"""How members who do not open a pack online got it from us."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

WAY = sa.Enum("posted", "read out", name="handedover", native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        "pack_handover",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("way", WAY, nullable=False),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["pack.event_id"], name=op.f("fk_pack_handover_event_id_pack")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pack_handover_member_id_member")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_pack_handover_noted_by_id_account")),
        sa.PrimaryKeyConstraint("event_id", "member_id", name=op.f("pk_pack_handover")),
    )
    for column in ("member_id", "noted_by_id"):
        op.create_index(op.f(f"ix_pack_handover_{column}"), "pack_handover", [column])


def downgrade() -> None:
    op.drop_table("pack_handover")
