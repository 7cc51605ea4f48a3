"""Roles of people who stand by for another role, or watch and learn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    part = sa.Enum("place", "standby", "shadow", name="part", native_enum=False, create_constraint=True, length=30)
    with op.batch_alter_table("event_role") as batch:
        batch.add_column(sa.Column("part", part, nullable=False, server_default="place"))
        batch.add_column(sa.Column("stands_by_for_id", sa.Integer(), nullable=True))
        batch.create_unique_constraint(op.f("uq_event_role_stands_by_for_id"), ["stands_by_for_id"])
        batch.create_foreign_key(
            op.f("fk_event_role_stands_by_for_id_event_id_event_role"),
            "event_role",
            ["stands_by_for_id", "event_id"],
            ["id", "event_id"],
        )
        batch.create_check_constraint(
            op.f("ck_event_role_beyond_the_minimum"),
            "part IN ('place') OR (minimum = 0 AND maximum IS NOT NULL AND NOT is_open)",
        )
        batch.create_check_constraint(
            op.f("ck_event_role_standby_of_a_role"), "(part IN ('standby')) = (stands_by_for_id IS NOT NULL)"
        )
        batch.create_check_constraint(op.f("ck_event_role_standby_of_another_role"), "stands_by_for_id != id")


def downgrade() -> None:
    with op.batch_alter_table("event_role") as batch:
        batch.drop_constraint(op.f("ck_event_role_standby_of_another_role"), type_="check")
        batch.drop_constraint(op.f("ck_event_role_standby_of_a_role"), type_="check")
        batch.drop_constraint(op.f("ck_event_role_beyond_the_minimum"), type_="check")
        batch.drop_constraint(op.f("ck_event_role_part"), type_="check")
        batch.drop_constraint(op.f("fk_event_role_stands_by_for_id_event_id_event_role"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_event_role_stands_by_for_id"), type_="unique")
        batch.drop_column("stands_by_for_id")
        batch.drop_column("part")
