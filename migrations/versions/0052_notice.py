"""When the dates of a panel were asked for, and how much notice that gave.

Of what was asked for before we count from the day of the request: when its dates were changed was not kept.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_left

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_request = sa.table(
    "panel_request", sa.column("case_id"), sa.column("sent_at", UTCDateTime()), sa.column("notice_days", sa.Integer())
)
_time = sa.table(
    "requested_time",
    sa.column("case_id"),
    sa.column("part"),
    sa.column("starts_at", UTCDateTime()),
    sa.column("asked_at", UTCDateTime()),
    sa.column("is_proposed", sa.Boolean()),
)


def upgrade() -> None:
    op.add_column("requested_time", sa.Column("asked_at", UTCDateTime()))
    op.add_column("panel_request", sa.Column("notice_days", sa.Integer(), nullable=False, server_default="0"))
    sent_at = sa.select(_request.c.sent_at).where(_request.c.case_id == _time.c.case_id).scalar_subquery()
    op.execute(_time.update().values(asked_at=sent_at))
    _count_notice()
    with op.batch_alter_table("requested_time") as table:
        table.alter_column("asked_at", existing_type=UTCDateTime(), nullable=False)
    with op.batch_alter_table("panel_request") as table:
        table.alter_column("notice_days", existing_type=sa.Integer(), server_default=None)


def _count_notice() -> None:
    database = op.get_bind()
    rows = database.execute(
        sa.select(_request.c.case_id, _request.c.sent_at, sa.func.min(_time.c.starts_at, type_=UTCDateTime()))
        .join(_time, _time.c.case_id == _request.c.case_id)
        .where(_time.c.part == "interviews", _time.c.is_proposed.is_(False))
        .group_by(_request.c.case_id, _request.c.sent_at)
    )
    for case_id, sent_at, starts_at in rows.all():
        days = working_days_left(uk_wall(sent_at).date(), uk_wall(starts_at).date())
        op.execute(_request.update().where(_request.c.case_id == case_id).values(notice_days=days))


def downgrade() -> None:
    op.drop_column("panel_request", "notice_days")
    op.drop_column("requested_time", "asked_at")
