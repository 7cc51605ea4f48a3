"""Which files of a pack name no candidate, as a coordinator says who has looked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pack_paper", sa.Column("names_nobody", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("pack_paper", "names_nobody")
