"""The event that was called off when its panel was put off is kept with that step, and is the panel's no more.

What was said with a step can be emptied, when the names of candidates are deleted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coproduction.core.append_only import drop_guard, guard, let_words_be_emptied, let_words_stay

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

# Panels without an event that is on: what they still point to was called off.
WITHOUT_EVENT = ("postponed", "requested", "needs information", "declined")

_case = sa.table("panel_case", sa.column("id"), sa.column("event_id"), sa.column("stage"))
_move = sa.table("panel_move", sa.column("id"), sa.column("case_id"), sa.column("event_id"), sa.column("to_stage"))
_has_none = _case.c.stage.in_(WITHOUT_EVENT)


def upgrade() -> None:
    drop_guard("panel_move")
    with op.batch_alter_table("panel_move") as table:
        table.add_column(sa.Column("event_id", sa.Integer()))
        table.create_foreign_key(op.f("fk_panel_move_event_id_panel"), "panel", ["event_id"], ["event_id"])
        table.create_index(op.f("ix_panel_move_event_id"), ["event_id"])
    put_off = sa.select(sa.func.max(_move.c.id)).where(_move.c.to_stage == "postponed").group_by(_move.c.case_id)
    called_off = sa.select(_case.c.event_id).where(_case.c.id == _move.c.case_id, _has_none).scalar_subquery()
    op.execute(_move.update().where(_move.c.id.in_(put_off)).values(event_id=called_off))
    op.execute(_case.update().where(_has_none).values(event_id=None))
    guard("panel_move")
    let_words_be_emptied("panel_move", "reason")


def downgrade() -> None:
    let_words_stay("panel_move")
    drop_guard("panel_move")
    last = sa.select(sa.func.max(_move.c.event_id)).where(_move.c.case_id == _case.c.id).scalar_subquery()
    op.execute(_case.update().where(_has_none).values(event_id=last))
    with op.batch_alter_table("panel_move") as table:
        table.drop_index(op.f("ix_panel_move_event_id"))
        table.drop_constraint(op.f("fk_panel_move_event_id_panel"), type_="foreignkey")
        table.drop_column("event_id")
    guard("panel_move")
