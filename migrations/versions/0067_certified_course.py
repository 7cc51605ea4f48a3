"""The name of the course as it stands on each certificate, whatever the course is called later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

NAMED = """
    UPDATE delegate SET certified_course = (
        SELECT course.name FROM training_session JOIN course ON course.id = training_session.course_id
        WHERE training_session.event_id = delegate.event_id
    ) WHERE certificate IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("delegate", sa.Column("certified_course", sa.String()))
    op.execute(NAMED)
    with op.batch_alter_table("delegate") as table:
        table.create_check_constraint(
            op.f("ck_delegate_certified_for_a_course"), "(certificate IS NULL) = (certified_course IS NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("delegate") as table:
        table.drop_constraint(op.f("ck_delegate_certified_for_a_course"), type_="check")
    op.drop_column("delegate", "certified_course")
