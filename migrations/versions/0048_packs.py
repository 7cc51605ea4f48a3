"""Candidates and who knows them, packs, score sheets, and what came of panels."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

NEWEST_FIRST = (
    "panel_feedback",
    "outcome",
    "score",
    "score_sheet",
    "pack_opening",
    "pack_paper",
    "pack_question",
    "pack",
    "candidate_answer",
    "candidate",
)


def _number(name: str, *, empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=empty)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _moment(name: str, *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    target, there = other.split(".")
    return sa.ForeignKeyConstraint([column], [f"{target}.{there}"], name=op.f(f"fk_{table}_{column}_{target}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _find_by(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _make_candidates()
    _make_packs()
    _make_score_sheets()
    _make_outcomes()


def _make_candidates() -> None:
    op.create_table(
        "candidate",
        _number("id"),
        _number("event_id"),
        _number("number"),
        *_words("name"),
        _moment("entered_at"),
        _to("candidate", "event_id", "panel.event_id"),
        _key("candidate", "id"),
        _once("candidate", "event_id", "number"),
        _once("candidate", "event_id", "name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "candidate_answer",
        _number("candidate_id"),
        _number("member_id"),
        _flag("knows"),
        _moment("answered_at"),
        _to("candidate_answer", "candidate_id", "candidate.id"),
        _to("candidate_answer", "member_id", "member.id"),
        _key("candidate_answer", "candidate_id", "member_id"),
    )
    _find_by("candidate_answer", "member_id")


def _make_packs() -> None:
    op.create_table(
        "pack",
        _number("event_id"),
        *_words("post", "timings", "joining", "scoring"),
        _number("highest_score"),
        _moment("locks_at", empty=True),
        _moment("changed_at"),
        _moment("opened_at", empty=True),
        _number("opened_by_id", empty=True),
        sa.CheckConstraint("highest_score > 0", name=op.f("ck_pack_has_scores")),
        _to("pack", "event_id", "panel.event_id"),
        _to("pack", "opened_by_id", "account.id"),
        _key("pack", "event_id"),
    )
    _find_by("pack", "opened_by_id")
    op.create_table(
        "pack_question",
        _number("id"),
        _number("event_id"),
        _number("position"),
        *_words("words"),
        _to("pack_question", "event_id", "pack.event_id"),
        _key("pack_question", "id"),
        _once("pack_question", "event_id", "position"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pack_paper",
        _number("event_id"),
        _number("document_id"),
        _to("pack_paper", "event_id", "pack.event_id"),
        _to("pack_paper", "document_id", "document.id"),
        _key("pack_paper", "event_id", "document_id"),
    )
    _find_by("pack_paper", "document_id")
    op.create_table(
        "pack_opening",
        _number("event_id"),
        _number("member_id"),
        _moment("opened_at"),
        _to("pack_opening", "event_id", "pack.event_id"),
        _to("pack_opening", "member_id", "member.id"),
        _key("pack_opening", "event_id", "member_id"),
    )
    _find_by("pack_opening", "member_id")


def _make_score_sheets() -> None:
    op.create_table(
        "score_sheet",
        _number("event_id"),
        _number("member_id"),
        _moment("locked_at", empty=True),
        _moment("shared_at", empty=True),
        _to("score_sheet", "event_id", "pack.event_id"),
        _to("score_sheet", "member_id", "member.id"),
        _key("score_sheet", "event_id", "member_id"),
    )
    _find_by("score_sheet", "member_id")
    op.create_table(
        "score",
        _number("candidate_id"),
        _number("question_id"),
        _number("member_id"),
        _number("score", empty=True),
        *_words("notes"),
        sa.CheckConstraint("score >= 0", name=op.f("ck_score_score_not_negative")),
        _to("score", "candidate_id", "candidate.id"),
        _to("score", "question_id", "pack_question.id"),
        _to("score", "member_id", "member.id"),
        _key("score", "candidate_id", "question_id", "member_id"),
    )
    _find_by("score", "question_id", "member_id")


def _make_outcomes() -> None:
    op.create_table(
        "outcome",
        _number("event_id"),
        *_words("words", "to_members"),
        _moment("told_at"),
        _number("told_by_id", empty=True),
        _to("outcome", "event_id", "panel.event_id"),
        _to("outcome", "told_by_id", "account.id"),
        _key("outcome", "event_id"),
    )
    _find_by("outcome", "told_at", "told_by_id")
    op.create_table(
        "panel_feedback",
        _number("id"),
        _number("event_id"),
        _number("member_id", empty=True),
        *_words("words"),
        _flag("may_be_passed_on"),
        _moment("given_at"),
        _moment("passed_on_at", empty=True),
        _to("panel_feedback", "event_id", "panel.event_id"),
        _to("panel_feedback", "member_id", "member.id"),
        _key("panel_feedback", "id"),
        _once("panel_feedback", "event_id", "member_id"),
    )
    _find_by("panel_feedback", "member_id")


def downgrade() -> None:
    for table in NEWEST_FIRST:
        op.drop_table(table)
