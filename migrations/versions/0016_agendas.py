"""The agenda of a meeting, its papers, and when they went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FORMATS = ("standard", "easy read", "large print", "audio", "bsl video", "braille")


def upgrade() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("is_break", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agenda_item_takes_time")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_agenda_item_document_id_document")),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_agenda_item_event_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_event_id"), "agenda_item", ["event_id"])
    op.create_index(op.f("ix_agenda_item_document_id"), "agenda_item", ["document_id"])
    op.create_table(
        "paper_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_paper_sending_event_id_meeting")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["account.id"], name=op.f("fk_paper_sending_sent_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sending")),
    )
    op.create_index(op.f("ix_paper_sending_event_id"), "paper_sending", ["event_id"])
    op.create_index(op.f("ix_paper_sending_sent_by_id"), "paper_sending", ["sent_by_id"])
    op.create_table(
        "sent_paper",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "format",
            sa.Enum(*FORMATS, name="versionformat", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_sent_paper_document_id_document")),
        sa.ForeignKeyConstraint(["event_id"], ["meeting.event_id"], name=op.f("fk_sent_paper_event_id_meeting")),
        sa.ForeignKeyConstraint(
            ["sending_id"], ["paper_sending.id"], name=op.f("fk_sent_paper_sending_id_paper_sending")
        ),
        sa.PrimaryKeyConstraint("event_id", "document_id", "format", name=op.f("pk_sent_paper")),
    )
    op.create_index(op.f("ix_sent_paper_document_id"), "sent_paper", ["document_id"])
    op.create_index(op.f("ix_sent_paper_sending_id"), "sent_paper", ["sending_id"])


def downgrade() -> None:
    op.drop_table("sent_paper")
    op.drop_table("paper_sending")
    op.drop_table("agenda_item")
