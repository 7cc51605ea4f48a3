"""Documents and the versions in which people can have them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FORMATS = ("standard", "easy read", "large print", "audio", "bsl video", "braille")
TYPES = ("pdf", "docx", "pptx", "odt", "mp3", "m4a", "ogg")


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("is_for_all", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_document_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    for column in ("is_for_all", "made_at", "made_by_id"):
        op.create_index(op.f(f"ix_document_{column}"), "document", [column])
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("format", _words("versionformat", FORMATS), nullable=False),
        sa.Column("file_key", sa.String(), nullable=True),
        sa.Column("file_type", _words("filetype", TYPES), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "file_key IS NOT NULL OR link != '' OR format = 'braille'", name=op.f("ck_document_version_is_somewhere")
        ),
        sa.CheckConstraint(
            "(file_key IS NULL AND file_type IS NULL AND size IS NULL) OR "
            "(file_key IS NOT NULL AND file_type IS NOT NULL AND size IS NOT NULL)",
            name=op.f("ck_document_version_knows_its_file"),
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_document_version_added_by_id_account")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "format", name=op.f("uq_document_version_document_id_format")),
        sa.UniqueConstraint("file_key", name=op.f("uq_document_version_file_key")),
    )
    op.create_index(op.f("ix_document_version_added_by_id"), "document_version", ["added_by_id"])


def downgrade() -> None:
    op.drop_table("document_version")
    op.drop_table("document")


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
