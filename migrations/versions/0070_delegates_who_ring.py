"""Delegates who rang: they may have no email address, and are reached by phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("delegate") as table:
        table.add_column(sa.Column("phone", sa.String(), nullable=False, server_default=""))
        table.alter_column("email", existing_type=sa.String(), nullable=True)
    with op.batch_alter_table("delegate") as table:
        table.alter_column("phone", existing_type=sa.String(), server_default=None)
        table.create_check_constraint(op.f("ck_delegate_can_be_reached"), "email IS NOT NULL OR phone <> ''")


def downgrade() -> None:
    op.execute("UPDATE delegate SET email = 'nobody-' || id || '@invalid' WHERE email IS NULL")
    with op.batch_alter_table("delegate") as table:
        table.drop_constraint(op.f("ck_delegate_can_be_reached"), type_="check")
        table.alter_column("email", existing_type=sa.String(), nullable=False)
        table.drop_column("phone")
