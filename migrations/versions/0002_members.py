"""Applications, members, what they need and hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "accepted",
                "declined",
                "withdrawn",
                name="applicationstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("known_as", sa.String(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("email", "phone", "letter", name="channel", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("connection", sa.String(), nullable=True),
        sa.Column("interests", sa.JSON(), nullable=True),
        sa.Column("support", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_application_decided_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("digest", name=op.f("uq_application_digest")),
    )
    op.create_index("ix_application_state_submitted_at", "application", ["state", "submitted_at"], unique=False)
    op.create_index(op.f("ix_application_decided_at"), "application", ["decided_at"], unique=False)
    op.create_index(op.f("ix_application_decided_by_id"), "application", ["decided_by_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "active", "paused", "left", name="memberstate", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("email", "phone", "letter", name="channel", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.CheckConstraint("channel != 'email' OR email IS NOT NULL", name=op.f("ck_member_email_to_write_to")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id_account")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_member_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("account_id", name=op.f("uq_member_account_id")),
        sa.UniqueConstraint("application_id", name=op.f("uq_member_application_id")),
    )
    op.create_index("ix_member_state_name", "member", ["state", "name", "id"], unique=False)
    op.create_table(
        "member_interest",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "interest",
            sa.Enum(
                "meetings",
                "training",
                "panels",
                "national groups",
                name="interest",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_interest_member_id_member")),
        sa.PrimaryKeyConstraint("member_id", "interest", name=op.f("pk_member_interest")),
    )
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_need_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_member_id"), "need", ["member_id"], unique=False)
    op.create_table(
        "away_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_away_date_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_away_date_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_away_date")),
    )
    op.create_index("ix_away_date_member_id_ends_on", "away_date", ["member_id", "ends_on"], unique=False)
    op.create_table(
        "qualification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("name", name=op.f("uq_qualification_name")),
    )
    op.create_table(
        "held_qualification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("achieved_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_held_qualification_member_id_member")),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_held_qualification_qualification_id_qualification"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_qualification")),
        sa.UniqueConstraint(
            "member_id", "qualification_id", name=op.f("uq_held_qualification_member_id_qualification_id")
        ),
    )
    op.create_index(
        op.f("ix_held_qualification_qualification_id"), "held_qualification", ["qualification_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("held_qualification")
    op.drop_table("qualification")
    op.drop_table("away_date")
    op.drop_table("need")
    op.drop_table("member_interest")
    op.drop_table("member")
    op.drop_table("application")
