"""What coordinators change in a proposal is kept until they ask the members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("wanted_id", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("asks_next", sa.Boolean(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_proposal_draft_account_id_account")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_proposal_draft_event_id_event")),
        sa.ForeignKeyConstraint(
            ["wanted_id"], ["wanted_proposal.id"], name=op.f("fk_proposal_draft_wanted_id_wanted_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_draft")),
        sa.UniqueConstraint("account_id", "about", name=op.f("uq_proposal_draft_account_id_about")),
    )
    for column in ("event_id", "wanted_id", "changed_at"):
        op.create_index(op.f(f"ix_proposal_draft_{column}"), "proposal_draft", [column])
    op.create_table(
        "draft_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.Column("by_name", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_aside", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["proposal_draft.id"], name=op.f("fk_draft_choice_draft_id_proposal_draft")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["event_role.id"], name=op.f("fk_draft_choice_role_id_event_role")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_draft_choice_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_choice")),
        sa.UniqueConstraint(
            "draft_id", "role_id", "member_id", name=op.f("uq_draft_choice_draft_id_role_id_member_id")
        ),
    )
    for column in ("role_id", "member_id"):
        op.create_index(op.f(f"ix_draft_choice_{column}"), "draft_choice", [column])


def downgrade() -> None:
    op.drop_table("draft_choice")
    op.drop_table("proposal_draft")
