"""What a course is for, what members do at its sessions, and what they use there.

Every course there is gets the usual plan of roles, and the roles of its sessions are known by their names.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from coproduction.core.database import UTCDateTime

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

DUTIES = ("leads", "co-delivers", "shadows", "observes", "supports", "hosts", "attends", "other")
# The position, name, duty, part, fewest and most of each role in the usual plan.
PLAN = (
    (1, "Lead trainer", "leads", "place", 1, 1),
    (2, "Co-trainer", "co-delivers", "place", 1, 2),
    (3, "Shadow", "shadows", "shadow", 0, 1),
    (4, "Supporter", "supports", "place", 0, 1),
    (5, "Tech host", "hosts", "place", 0, 1),
)

_course = sa.table("course", sa.column("id"), sa.column("name"), sa.column("slug"))
_course_role = sa.table(
    "course_role",
    *map(sa.column, ("course_id", "position", "name", "does", "part", "minimum", "maximum")),
    sa.column("is_open", sa.Boolean()),
)


def words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    _widen_courses()
    _add_roles()
    _add_materials()
    with op.batch_alter_table("training_session") as table:
        table.add_column(sa.Column("with_staff", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("training_session") as table:
        table.alter_column("with_staff", existing_type=sa.Boolean(), server_default=None)
    _plan_courses()
    _name_duties()


def _widen_courses() -> None:
    mode = words("in person", "online", "both", name="coursemode")
    added = (
        sa.Column("slug", sa.String(), nullable=False, server_default=""),
        sa.Column("aim", sa.String(), nullable=False, server_default=""),
        sa.Column("audience", sa.String(), nullable=False, server_default=""),
        sa.Column("fewest_delegates", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("mode", mode, nullable=False, server_default="both"),
        sa.Column("is_on_request", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_for_members", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("grants_id", sa.Integer(), nullable=True),
        sa.Column("is_offered", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    with op.batch_alter_table("course") as table:
        for column in added:
            table.add_column(column)
        table.create_foreign_key(op.f("fk_course_grants_id_qualification"), "qualification", ["grants_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_course_fewest_not_above_most"), "fewest_delegates > 0 AND fewest_delegates <= delegates"
        )
        table.create_check_constraint(op.f("ck_course_for_members_or_teams"), "NOT is_for_members OR NOT is_on_request")
        table.create_check_constraint(op.f("ck_course_grants_to_members"), "grants_id IS NULL OR is_for_members")
    op.create_index(op.f("ix_course_grants_id"), "course", ["grants_id"])
    _name_addresses()
    with op.batch_alter_table("course") as table:
        for column in added:
            if column.name != "grants_id":
                table.alter_column(column.name, existing_type=column.type, server_default=None)
        table.create_unique_constraint(op.f("uq_course_slug"), ["slug"])


def _name_addresses() -> None:
    database = op.get_bind()
    taken = {"new"}
    for course_id, name in database.execute(sa.select(_course.c.id, _course.c.name).order_by(_course.c.id)).all():
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("’", "")).strip("-") or "course"
        if slug in taken or slug.isdigit():
            slug = f"{slug}-{course_id}-course"
        taken.add(slug)
        op.execute(_course.update().where(_course.c.id == course_id).values(slug=slug))


def _add_roles() -> None:
    op.create_table(
        "course_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("does", words(*DUTIES, name="duty"), nullable=False),
        sa.Column("part", words("place", "standby", "shadow", name="part"), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_course_role_minimum_not_negative")),
        sa.CheckConstraint(
            "maximum IS NULL OR (maximum > 0 AND maximum >= minimum)",
            name=op.f("ck_course_role_maximum_not_below_minimum"),
        ),
        sa.CheckConstraint("part IN ('place', 'shadow')", name=op.f("ck_course_role_no_standby")),
        sa.CheckConstraint(
            "part IN ('place') OR (minimum = 0 AND maximum IS NOT NULL AND NOT is_open)",
            name=op.f("ck_course_role_beyond_the_minimum"),
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_role_course_id_course")),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_course_role_qualification_id_qualification")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_role")),
        sa.UniqueConstraint("course_id", "name", name=op.f("uq_course_role_course_id_name")),
    )
    op.create_index(op.f("ix_course_role_qualification_id"), "course_role", ["qualification_id"])
    op.create_table(
        "session_role",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("does", words(*DUTIES, name="duty"), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["event_role.id"], name=op.f("fk_session_role_role_id_event_role")),
        sa.PrimaryKeyConstraint("role_id", name=op.f("pk_session_role")),
    )


def _add_materials() -> None:
    op.create_table(
        "course_material",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("slides", "easy read notes", "trainer notes", name="materialkind"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what_changed", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_course_material_counts_from_one")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_material_course_id_course")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_course_material_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_course_material")),
        sa.UniqueConstraint("course_id", "kind", "version", name=op.f("uq_course_material_course_id_kind_version")),
    )


def _plan_courses() -> None:
    for position, name, does, part, minimum, maximum in PLAN:
        chosen = sa.select(_course.c.id, *map(sa.literal, (position, name, does, part, minimum, maximum)), sa.false())
        columns = ("course_id", "position", "name", "does", "part", "minimum", "maximum", "is_open")
        op.execute(_course_role.insert().from_select(columns, chosen))


def _name_duties() -> None:
    known = " ".join(f"WHEN '{name.lower()}' THEN '{does}'" for _, name, does, *_ in PLAN)
    op.execute(
        "INSERT INTO session_role (role_id, does) "  # noqa: S608 - the names are ours, above
        f"SELECT event_role.id, CASE lower(event_role.name) {known} "
        "ELSE CASE WHEN event_role.part = 'shadow' THEN 'shadows' ELSE 'other' END END "
        "FROM event_role JOIN event ON event.id = event_role.event_id "
        "JOIN training_session ON training_session.event_id = coalesce(event.follows_id, event.id) "
        "WHERE event_role.part <> 'standby'"
    )


def downgrade() -> None:
    op.drop_table("course_material")
    op.drop_table("session_role")
    op.drop_table("course_role")
    with op.batch_alter_table("training_session") as table:
        table.drop_column("with_staff")
    op.drop_index(op.f("ix_course_grants_id"), "course")
    with op.batch_alter_table("course") as table:
        table.drop_constraint(op.f("uq_course_slug"), type_="unique")
        for name in ("fewest_not_above_most", "for_members_or_teams", "grants_to_members", "coursemode"):
            table.drop_constraint(op.f(f"ck_course_{name}"), type_="check")
        table.drop_constraint(op.f("fk_course_grants_id_qualification"), type_="foreignkey")
        for name in ("slug", "aim", "audience", "fewest_delegates", "mode", "is_on_request"):
            table.drop_column(name)
        for name in ("is_for_members", "grants_id", "is_offered"):
            table.drop_column(name)
