"""What is different this time is arranged too: it has no kind of need, and stands once for each member and event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KIND = sa.String(length=30)
IS_THIS_TIME = sa.text("kind IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("arrangement") as batch:
        batch.alter_column("kind", existing_type=KIND, nullable=True)
    op.create_index(
        "uq_arrangement_this_time",
        "arrangement",
        ["event_id", "member_id"],
        unique=True,
        sqlite_where=IS_THIS_TIME,
        postgresql_where=IS_THIS_TIME,
    )


def downgrade() -> None:
    op.execute("delete from arrangement_move where arrangement_id in (select id from arrangement where kind is null)")
    op.execute("delete from arrangement where kind is null")
    op.drop_index("uq_arrangement_this_time", table_name="arrangement")
    with op.batch_alter_table("arrangement") as batch:
        batch.alter_column("kind", existing_type=KIND, nullable=False)
