"""Venues as a list; each place that an event names becomes one whose access nobody has checked yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FACTS = ("step_free", "hearing_loop", "parking", "changing_places", "quiet_room")


def upgrade() -> None:
    op.create_table(
        "venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=True) for name in FACTS),
        sa.Column("map_link", sa.String(), nullable=False),
        sa.Column("directions", sa.String(), nullable=False),
        sa.Column("access_notes", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name != ''", name=op.f("ck_venue_has_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("venue_id", sa.Integer(), nullable=True))
        event.add_column(sa.Column("who_comes", sa.String(), nullable=False, server_default=""))
        event.add_column(sa.Column("breaks", sa.String(), nullable=False, server_default=""))
        event.create_foreign_key(op.f("fk_event_venue_id_venue"), "venue", ["venue_id"], ["id"])
        event.create_index(op.f("ix_event_venue_id"), ["venue_id"])
    with op.batch_alter_table("event") as event:
        event.alter_column("who_comes", server_default=None)
        event.alter_column("breaks", server_default=None)
    _keep_what_events_say()


def _keep_what_events_say() -> None:
    """Make a venue of each place that events name, and leave the words of the events as they are."""
    op.execute(
        "insert into venue (name, address, map_link, directions, access_notes, is_used, added_at) "
        "select venue, '', '', '', '', true, min(created_at) from event "
        "where format != 'online' and venue != '' group by venue order by venue"
    )
    op.execute(
        "update event set venue_id = (select venue.id from venue where venue.name = event.venue) "
        "where format != 'online' and venue != ''"
    )


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_index(op.f("ix_event_venue_id"))
        event.drop_constraint(op.f("fk_event_venue_id_venue"), type_="foreignkey")
        event.drop_column("breaks")
        event.drop_column("who_comes")
        event.drop_column("venue_id")
    op.drop_table("venue")
