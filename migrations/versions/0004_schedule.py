"""Events, roles, places and every move of a place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "meeting",
                "training",
                "panel",
                "other",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "in person",
                "online",
                "hybrid",
                name="eventformat",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("joining_link", sa.String(), nullable=False),
        sa.Column("joining_phone", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "cancelled",
                "held",
                name="eventstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("cancelled_because", sa.String(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("format = 'online' OR venue != ''", name=op.f("ck_event_has_venue")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_event_ends_after_start")),
        sa.ForeignKeyConstraint(["organiser_id"], ["account.id"], name=op.f("fk_event_organiser_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_starts_at_id", "event", ["starts_at", "id"], unique=False)
    op.create_index(op.f("ix_event_organiser_id"), "event", ["organiser_id"], unique=False)
    op.create_table(
        "event_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column("qualification_id", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "maximum IS NULL OR (maximum > 0 AND maximum >= minimum)",
            name=op.f("ck_event_role_maximum_not_below_minimum"),
        ),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_event_role_minimum_not_negative")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_role_event_id_event")),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_event_role_qualification_id_qualification")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_role")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_event_role_event_id_name")),
        sa.UniqueConstraint("id", "event_id", name=op.f("uq_event_role_id_event_id")),
    )
    op.create_index(op.f("ix_event_role_qualification_id"), "event_role", ["qualification_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "interested",
                "offered",
                "tentative",
                "waiting",
                "held",
                "declined",
                "lapsed",
                "stepped back",
                "released",
                "attended",
                "apologies",
                "absent",
                name="placestate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moves_made", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_place_member_id_member")),
        sa.ForeignKeyConstraint(
            ["role_id", "event_id"],
            ["event_role.id", "event_role.event_id"],
            name=op.f("fk_place_role_id_event_id_event_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("role_id", "member_id", name=op.f("uq_place_role_id_member_id")),
    )
    op.create_index("ix_place_event_id_state", "place", ["event_id", "state"], unique=False)
    op.create_index("ix_place_member_id_state", "place", ["member_id", "state"], unique=False)
    op.create_index("ix_place_role_id_state", "place", ["role_id", "state"], unique=False)
    op.create_index(
        "uq_place_one_live_per_event",
        "place",
        ["event_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('interested', 'offered', 'tentative', 'waiting', 'held')"),
        postgresql_where=sa.text("state IN ('interested', 'offered', 'tentative', 'waiting', 'held')"),
    )
    op.create_table(
        "place_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "interested",
                "offered",
                "tentative",
                "waiting",
                "held",
                "declined",
                "lapsed",
                "stepped back",
                "released",
                "attended",
                "apologies",
                "absent",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "interested",
                "offered",
                "tentative",
                "waiting",
                "held",
                "declined",
                "lapsed",
                "stepped back",
                "released",
                "attended",
                "apologies",
                "absent",
                name="placestate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "via",
            sa.Enum(
                "website",
                "email",
                "phone",
                "letter",
                "automatic",
                name="via",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_aside", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["moved_by_id"], ["account.id"], name=op.f("fk_place_move_moved_by_id_account")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_move_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_move")),
    )
    op.create_index(op.f("ix_place_move_moved_by_id"), "place_move", ["moved_by_id"], unique=False)
    op.create_index(op.f("ix_place_move_place_id"), "place_move", ["place_id"], unique=False)
    guard("place_move")


def downgrade() -> None:
    drop_guard("place_move")
    op.drop_table("place_move")
    op.drop_table("place")
    op.drop_table("event_role")
    op.drop_table("event")
