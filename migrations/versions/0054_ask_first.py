"""A search for somebody who steps in names whose turn comes before, and with whom a person talks first."""

from __future__ import annotations

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

BEFORE = ("begun", "given up")
AFTER = (
    "asked",
    "passed over",
    "said yes",
    "said no",
    "not sure",
    "no answer",
    "thanked",
    "stands by",
    "to ring",
    "stopped",
)


def upgrade() -> None:
    _allow(*BEFORE, "ask first", *AFTER)


def downgrade() -> None:
    op.execute("delete from search_step where what = 'ask first'")
    _allow(*BEFORE, *AFTER)


def _allow(*steps: str) -> None:
    words = ", ".join(f"'{step}'" for step in steps)
    with op.batch_alter_table("search_step") as batch:
        batch.drop_constraint(op.f("ck_search_step_step"), type_="check")
        batch.create_check_constraint(op.f("ck_search_step_step"), f"what IN ({words})")
