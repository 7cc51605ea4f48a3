"""Events that belong together: a pre-meet, more days and a debrief follow the event whose roster they share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        event.add_column(sa.Column("is_followed", sa.Boolean(), nullable=False, server_default=sa.false()))
        event.add_column(sa.Column("label", sa.String(), nullable=False, server_default=""))
        event.add_column(sa.Column("has_own_roster", sa.Boolean(), nullable=False, server_default=sa.false()))
        event.create_foreign_key(op.f("fk_event_follows_id_event"), "event", ["follows_id"], ["id"])
        event.create_index(op.f("ix_event_follows_id"), ["follows_id"])
    with op.batch_alter_table("event_role") as role:
        role.add_column(sa.Column("follows_role_id", sa.Integer(), nullable=True))
        role.create_foreign_key(
            op.f("fk_event_role_follows_role_id_event_role"), "event_role", ["follows_role_id"], ["id"]
        )
        role.create_index(op.f("ix_event_role_follows_role_id"), ["follows_role_id"])


def downgrade() -> None:
    with op.batch_alter_table("event_role") as role:
        role.drop_index(op.f("ix_event_role_follows_role_id"))
        role.drop_constraint(op.f("fk_event_role_follows_role_id_event_role"), type_="foreignkey")
        role.drop_column("follows_role_id")
    with op.batch_alter_table("event") as event:
        event.drop_index(op.f("ix_event_follows_id"))
        event.drop_constraint(op.f("fk_event_follows_id_event"), type_="foreignkey")
        event.drop_column("has_own_roster")
        event.drop_column("label")
        event.drop_column("is_followed")
        event.drop_column("follows_id")
