"""The demonstration is the same for the same seed, and leaves the database as it says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from coproduction.core.database import Base, db
from coproduction.demo.people import MEMBERS
from coproduction.members.models import Member
from tests.demonstration import LATE_2026, load, load_anew

# What the programme itself makes for the demonstration: on PostgreSQL their numbers go on after a rollback, and the
# store draws the keys of files by chance.
DRAWN = {
    "arrangement.id",
    "arrangement_move.id",
    "arrangement_move.arrangement_id",
    "availability.id",
    "availability.round_id",
    "availability_date.round_id",
    "availability_round.id",
    "document_version.file_key",
}


def everything() -> dict[str, list[Any]]:
    """Every row of every table but the messages, whose ids are drawn by chance; without ids that PostgreSQL draws."""
    return {
        table.name: [
            tuple(row)
            for row in db.session.execute(
                select(*(column for column in table.c if str(column) not in DRAWN)).order_by(*table.primary_key)
            )
        ]
        for table in Base.metadata.sorted_tables
        if table.name != "message"
    }


def test_the_same_seed_gives_the_same_rows():
    with db.session.begin_nested() as first_time:
        load_anew(members=130)
        first = everything()
        first_time.rollback()

    load_anew(members=130)

    assert everything() == first


def test_what_is_copied_for_every_test_is_what_loading_leaves():
    with db.session.begin_nested() as loaded:
        load_anew(members=130)
        left = everything()
        loaded.rollback()

    load(members=130)

    assert everything() == left


def test_another_seed_gives_other_people_and_the_same_group():
    with db.session.begin_nested() as first_time:
        load_anew(members=130, seed=1)
        first = everything()["member"]
        first_time.rollback()

    load_anew(members=130, seed=2)

    second = everything()["member"]
    assert second[: len(MEMBERS)] == first[: len(MEMBERS)]
    assert second != first


def test_the_numbers_go_on_after_those_that_were_loaded():
    counts = load_anew(members=130)

    member = Member(name="Next", known_as="Next", channel="phone", phone="0115 496 0999", joined_on=LATE_2026)
    db.session.add(member)
    db.session.flush()

    assert member.id == counts["member"] + 1
