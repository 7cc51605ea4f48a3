"""A paper whose file was replaced goes again: each sending notes what went with it."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ONCE = ["event_id", "document_id", "format"]


def upgrade() -> None:
    _key([*ONCE, "sending_id"])


def downgrade() -> None:
    op.execute(
        "delete from sent_paper where exists (select 1 from sent_paper as earlier "
        "where earlier.event_id = sent_paper.event_id and earlier.document_id = sent_paper.document_id "
        "and earlier.format = sent_paper.format and earlier.sending_id < sent_paper.sending_id)"
    )
    _key(ONCE)


def _key(columns: list[str]) -> None:
    with op.batch_alter_table("sent_paper") as batch:
        batch.drop_constraint(op.f("pk_sent_paper"), type_="primary")
        batch.create_primary_key(op.f("pk_sent_paper"), columns)
