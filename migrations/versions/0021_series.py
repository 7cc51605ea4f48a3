"""Meetings that repeat by a rule, and the days that coordinators think of before they choose a date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TEXTS = ("title", "focus", "summary", "joining_link", "joining_phone", "who_comes", "breaks")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        "known_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("periodkind", "school holiday", "religious day", "other"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_known_period_in_order")),
        sa.CheckConstraint("name != ''", name=op.f("ck_known_period_has_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_period")),
    )
    op.create_index(op.f("ix_known_period_last_day"), "known_period", ["last_day"])
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.Column("repeats", _one_of("repeats", "week", "fortnight", "month"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("months_off", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("format", _one_of("eventformat", "in person", "online", "hybrid"), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_meeting_series_in_order")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_meeting_series_ends_after_start")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_meeting_series_is_weekday")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_meeting_series_venue_id_venue")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_meeting_series_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_index(op.f("ix_meeting_series_venue_id"), "meeting_series", ["venue_id"])
    op.create_index(op.f("ix_meeting_series_made_by_id"), "meeting_series", ["made_by_id"])
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        meeting.add_column(sa.Column("series_day", sa.Date(), nullable=True))
        meeting.add_column(sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
        meeting.create_foreign_key(op.f("fk_meeting_series_id_meeting_series"), "meeting_series", ["series_id"], ["id"])
        meeting.create_index(op.f("ix_meeting_series_id"), ["series_id"])
    with op.batch_alter_table("meeting") as meeting:
        meeting.alter_column("is_by_hand", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting") as meeting:
        meeting.drop_index(op.f("ix_meeting_series_id"))
        meeting.drop_constraint(op.f("fk_meeting_series_id_meeting_series"), type_="foreignkey")
        meeting.drop_column("is_by_hand")
        meeting.drop_column("series_day")
        meeting.drop_column("series_id")
    op.drop_table("meeting_series")
    op.drop_table("known_period")
