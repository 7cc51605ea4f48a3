"""Text messages as a channel, copies for supporters, and two more kinds of account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.checks import change_words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = ("email", "phone", "letter")
AFTER = ("email", "phone", "text", "letter")


def upgrade() -> None:
    _channels(AFTER)
    op.create_table(
        "copy_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_copy_recipient_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_recipient")),
    )
    op.create_index(op.f("ix_copy_recipient_member_id"), "copy_recipient", ["member_id"], unique=False)
    op.add_column("account", sa.Column("is_supporter", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("account", sa.Column("is_safeguarding_lead", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("account", "is_safeguarding_lead")
    op.drop_column("account", "is_supporter")
    op.drop_table("copy_recipient")
    op.execute("update message set channel = 'phone' where channel = 'text'")
    _channels(BEFORE)


def _channels(words: tuple[str, ...]) -> None:
    with op.batch_alter_table("message") as batch:
        change_words(batch, "message", column="channel", check="channel", words=words)
