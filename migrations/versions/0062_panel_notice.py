"""How much notice every panel gives, also one that a coordinator makes; and a shortlisting that is proposed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

NOTICE = ("lead_days", "notice_days", "is_short_notice", "short_because")


def upgrade() -> None:
    op.execute("ALTER TABLE panel_case RENAME COLUMN alone_because TO few_because")
    op.add_column("panel_case", sa.Column("lead_days", sa.Integer()))
    op.add_column("panel_case", sa.Column("notice_days", sa.Integer()))
    op.add_column("panel_case", sa.Column("is_short_notice", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("panel_case", sa.Column("short_because", sa.String(), nullable=False, server_default=""))
    _copy("panel_case", of="panel_request", by="panel_request.case_id = panel_case.id")
    for name in NOTICE:
        op.drop_column("panel_request", name)
    op.add_column("panel_request", sa.Column("proposed_shortlisting_on", sa.Date()))
    op.execute(
        "UPDATE panel_request SET proposed_shortlisting_on = shortlisting_on WHERE case_id IN "
        "(SELECT case_id FROM requested_time WHERE is_proposed)"
    )


def downgrade() -> None:
    op.execute(
        "UPDATE panel_request SET shortlisting_on = proposed_shortlisting_on WHERE case_id IN "
        "(SELECT case_id FROM requested_time WHERE is_proposed)"
    )
    op.drop_column("panel_request", "proposed_shortlisting_on")
    op.add_column("panel_request", sa.Column("lead_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("panel_request", sa.Column("notice_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "panel_request", sa.Column("is_short_notice", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("panel_request", sa.Column("short_because", sa.String(), nullable=False, server_default=""))
    _copy("panel_request", of="panel_case", by="panel_case.id = panel_request.case_id")
    for name in NOTICE:
        op.drop_column("panel_case", name)
    op.execute("ALTER TABLE panel_case RENAME COLUMN few_because TO alone_because")


def _copy(table: str, *, of: str, by: str) -> None:
    """Give the rows of the table what the rows of the other say of notice."""
    says = ", ".join(f"{name} = (SELECT {of}.{name} FROM {of} WHERE {by})" for name in NOTICE)  # noqa: S608 - our own names
    op.execute(f"UPDATE {table} SET {says} WHERE EXISTS (SELECT 1 FROM {of} WHERE {by})")  # noqa: S608 - our own names
