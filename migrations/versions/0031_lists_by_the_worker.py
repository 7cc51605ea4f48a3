"""Lists of members are brought in by the worker: since when one waits, whom to tell, and why it could not be done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("member_import") as batch:
        batch.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("welcome", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("problem", sa.String(), nullable=False, server_default=""))
    op.create_index(op.f("ix_member_import_confirmed_at"), "member_import", ["confirmed_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_member_import_confirmed_at"), "member_import")
    with op.batch_alter_table("member_import") as batch:
        batch.drop_column("problem")
        batch.drop_column("welcome")
        batch.drop_column("confirmed_at")
