"""From which panel that was put off a pack came; and no setting that nothing reads any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

# How long we kept that somebody could not sit on a panel: now as long as the names of its candidates.
UNREAD = "DELETE FROM dated_setting WHERE name = 'rosters-conflict-days'"


def upgrade() -> None:
    with op.batch_alter_table("pack") as pack:
        pack.add_column(sa.Column("brought_from_id", sa.Integer(), nullable=True))
        pack.create_foreign_key(op.f("fk_pack_brought_from_id_panel"), "panel", ["brought_from_id"], ["event_id"])
    op.create_index(op.f("ix_pack_brought_from_id"), "pack", ["brought_from_id"])
    op.execute(UNREAD)


def downgrade() -> None:
    op.drop_index(op.f("ix_pack_brought_from_id"), table_name="pack")
    with op.batch_alter_table("pack") as pack:
        pack.drop_constraint(op.f("fk_pack_brought_from_id_panel"), type_="foreignkey")
        pack.drop_column("brought_from_id")
