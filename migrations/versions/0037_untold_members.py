"""Since when we hold details of people who came in with a group's list and whom nobody told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INDEX = "ix_member_untold_since"
# Who was brought in before this, and neither welcomed nor signed in since. The first move of a membership says how.
THOSE_BROUGHT_IN = """
update member set untold_since = (
    select min(moved_at) from membership_move
    where membership_move.member_id = member.id and from_state is null
    and reason = 'Brought in from the group’s own list'
)
where application_id is null
and not exists (select 1 from account where account.id = member.account_id and signed_in_at is not null)
and not exists (
    select 1 from audit_entry
    where subject_type = 'member' and subject_id = member.id and action = 'member.welcomed'
)
"""


def upgrade() -> None:
    op.add_column("member", sa.Column("untold_since", sa.DateTime(timezone=True), nullable=True))
    given = sa.text("untold_since IS NOT NULL")
    op.create_index(INDEX, "member", ["untold_since", "id"], sqlite_where=given, postgresql_where=given)
    op.execute(THOSE_BROUGHT_IN)


def downgrade() -> None:
    op.drop_index(INDEX, "member")
    op.drop_column("member", "untold_since")
