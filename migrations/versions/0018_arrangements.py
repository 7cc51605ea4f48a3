"""What is arranged for each member at each event, with every step; taxis and replacement care among the needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard
from coproduction.core.checks import change_words

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KINDS_BEFORE = (
    "contact by email",
    "contact by text",
    "contact by phone",
    "contact by letter",
    "contact by Relay UK",
    "contact through supporter",
    "contact in another way",
    "Easy Read",
    "large print",
    "braille",
    "audio",
    "BSL video",
    "plain-text email",
    "coloured paper",
    "another language",
    "another format",
    "BSL interpreter",
    "Sign Supported English",
    "lipspeaker",
    "speech-to-text reporter",
    "deafblind manual",
    "note-taker",
    "advocate",
    "language interpreter",
    "another professional",
    "hearing loop",
    "lipreading",
    "extra time",
    "AAC",
    "personal assistant",
    "another support",
    "step-free",
    "Changing Places toilet",
    "parking",
    "assistance dog",
    "quiet room",
    "low scent",
    "breaks",
    "diet",
    "another venue need",
)
KINDS = (*KINDS_BEFORE, "taxi", "replacement care")
STATES = ("to book", "requested", "confirmed", "check again", "cannot be met", "to cancel", "no longer needed")
IS_TO_BOOK = sa.text("state IN ('to book')")
IS_WITH_SUPPLIER = sa.text("state IN ('requested', 'check again', 'to cancel')")


def upgrade() -> None:
    _need_kinds(KINDS)
    op.create_table(
        "arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words(*KINDS, name="needkind"), nullable=False),
        sa.Column("state", _words(*STATES, name="arrangementstate"), nullable=False),
        sa.Column("book_by", sa.Date(), nullable=False),
        sa.Column("late_choice", _words("book anyway", "agreed something else", name="latechoice"), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("instead", "supplier", "reference")),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name=op.f("ck_arrangement_cost_not_negative")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_arrangement_event_id_event")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_arrangement_member_id_member")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_arrangement_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement")),
        sa.UniqueConstraint("event_id", "member_id", "kind", name=op.f("uq_arrangement_event_id_member_id_kind")),
    )
    op.create_index(op.f("ix_arrangement_member_id"), "arrangement", ["member_id"])
    op.create_index(op.f("ix_arrangement_owner_id"), "arrangement", ["owner_id"])
    op.create_index(
        "ix_arrangement_to_book",
        "arrangement",
        ["book_by", "id"],
        sqlite_where=IS_TO_BOOK,
        postgresql_where=IS_TO_BOOK,
    )
    op.create_index(
        "ix_arrangement_with_supplier",
        "arrangement",
        ["event_id", "id"],
        sqlite_where=IS_WITH_SUPPLIER,
        postgresql_where=IS_WITH_SUPPLIER,
    )
    op.create_table(
        "arrangement_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrangement_id", sa.Integer(), nullable=False),
        sa.Column("from_state", _words(*STATES, name="from_state"), nullable=True),
        sa.Column("to_state", _words(*STATES, name="arrangementstate"), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrangement_id"], ["arrangement.id"], name=op.f("fk_arrangement_move_arrangement_id_arrangement")
        ),
        sa.ForeignKeyConstraint(["moved_by_id"], ["account.id"], name=op.f("fk_arrangement_move_moved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement_move")),
    )
    for column in ("arrangement_id", "moved_by_id"):
        op.create_index(op.f(f"ix_arrangement_move_{column}"), "arrangement_move", [column])
    guard("arrangement_move", can_be_forgotten=True)


def downgrade() -> None:
    drop_guard("arrangement_move")
    op.drop_table("arrangement_move")
    op.drop_table("arrangement")
    op.execute("delete from application_need where kind in ('taxi', 'replacement care')")
    op.execute("update need set kind = 'another support' where kind in ('taxi', 'replacement care')")
    _need_kinds(KINDS_BEFORE)


def _need_kinds(words: tuple[str, ...]) -> None:
    for table in ("need", "application_need"):
        with op.batch_alter_table(table) as batch:
            change_words(batch, table, column="kind", check="needkind", words=words)


def _words(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
