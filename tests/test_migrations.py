"""The migrations: one line of them, from nothing to the models, down again and up again, on both databases."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import NullType

from coproduction import create_app
from coproduction.core.database import Base, db
from tests.databases import migrated_file, migrated_on_postgresql, settings_for_tests
from tests.postgres import postgresql

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def database():
    """These tests make databases of their own."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """The application on an empty database."""
    with ExitStack() as stack:
        elsewhere = {"DATABASE_URL": stack.enter_context(postgresql())} if request.param == "postgresql" else {}
        stack.enter_context(app_on(tmp_path, **elsewhere))
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request, tmp_path):
    """The application on a copy of what all migrations made of an empty database."""
    with ExitStack() as stack:
        on_a_server = request.param == "postgresql"
        url = stack.enter_context(migrated_on_postgresql()) if on_a_server else migrated_file(tmp_path)
        stack.enter_context(app_on(tmp_path, DATABASE_URL=url))
        yield


@contextmanager
def app_on(folder, **elsewhere):
    with create_app(settings_for_tests(folder, **elsewhere)).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences():
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)


def test_there_is_one_line_of_numbered_migrations():
    scripts = ScriptDirectory(str(ROOT / "migrations"))

    assert scripts.get_heads() == [max(script.revision for script in scripts.walk_revisions())]
    assert sorted(script.revision for script in scripts.walk_revisions()) == [
        f"{number:04}" for number in range(1, len(list(scripts.walk_revisions())) + 1)
    ]


def test_from_empty_they_make_what_the_models_say_and_go_down_and_up_again(empty):
    flask_migrate.upgrade()
    assert differences() == []
    assert tables() == set(Base.metadata.tables)

    flask_migrate.downgrade(revision="base")
    assert tables() == set()

    flask_migrate.upgrade()
    assert differences() == []


PEOPLE_OF_THE_FIRST_VERSION = (
    (
        "insert into account (id, name, email, is_member, is_coordinator, is_administrator, created_at, sign_in_epoch) "
        "values (1, 'Priya Nair', 'priya@example.org', false, true, false, '2027-01-04 12:00:00', 1)"
    ),
    (
        "insert into application (id, digest, state, started_at, decided_by_id) "
        "values (1, 'x', 'accepted', '2027-01-04 12:00:00', 1)"
    ),
    (
        "insert into member (id, application_id, state, name, known_as, channel, email, joined_on) "
        "values (1, 1, 'active', 'Amara Okafor', 'Amara', 'email', 'amara@example.org', '2027-01-04')"
    ),
    "insert into member_interest (member_id, interest) values (1, 'meetings')",
    "insert into away_date (id, member_id, starts_on, ends_on) values (1, 1, '2027-02-01', '2027-02-08')",
)

# Three who came in with a group's list: one was not told, one was welcomed, one signed in.
BROUGHT_IN = ((2, "null"), (3, "null"), (4, "1"))
PEOPLE_BROUGHT_IN = (
    "update account set signed_in_at = '2027-01-05 12:00:00'",
    *(
        "insert into member (id, account_id, state, name, known_as, channel, joined_on, terms) "
        f"values ({number}, {account}, 'active', 'Tunde', 'Tunde', 'phone', '2027-01-04', 1)"
        for number, account in BROUGHT_IN
    ),
    (
        "insert into membership_move (member_id, to_state, moved_at, reason) "
        "select id, 'active', '2027-01-04 12:00:00', 'Brought in from the group’s own list' from member where id > 1"
    ),
    (
        "insert into audit_entry (at, action, subject_type, subject_id, detail) "
        "values ('2027-01-04 12:00:00', 'member.welcomed', 'member', 3, '{}')"
    ),
)


def test_people_of_the_first_version_are_all_there_in_the_newest(empty):
    flask_migrate.upgrade(revision="0005")
    for statement in PEOPLE_OF_THE_FIRST_VERSION:
        db.session.execute(text(statement))
    db.session.commit()
    flask_migrate.upgrade(revision="0036")
    for statement in PEOPLE_BROUGHT_IN:
        db.session.execute(text(statement))
    db.session.commit()

    flask_migrate.upgrade()

    untold = "select id from member where untold_since is not null"
    assert db.session.execute(text(untold)).scalars().all() == [2]
    for table in ("account", "application", "member", "member_interest", "away_date"):
        there = 1 + (len(BROUGHT_IN) if table == "member" else 0)
        assert db.session.execute(text(f"select count(*) from {table}")).scalar() == there, table
    member = "select application.decided_by_id from member join application on application.id = member.application_id"
    assert db.session.execute(text(member)).scalar() == 1
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.parametrize("change", ["update audit_entry set action = 'other'", "delete from audit_entry"])
def test_the_database_itself_refuses_to_change_the_audit_trail(migrated, change):
    db.session.execute(
        text(
            "insert into audit_entry (at, action, subject_type, subject_id, detail) "
            "values ('2027-01-04 12:00:00', 'tried', 'member', 1, '{}')"
        )
    )
    db.session.commit()

    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(change))
    db.session.rollback()

    assert db.session.execute(text("select action from audit_entry")).scalars().all() == ["tried"]


def test_places_that_events_named_become_venues_that_nobody_has_checked_and_the_words_stay(empty):
    flask_migrate.upgrade(revision="0005")
    db.session.execute(text(PEOPLE_OF_THE_FIRST_VERSION[0]))
    for number, (form, venue) in enumerate(
        [("hybrid", "Hall"), ("in person", "Hall"), ("online", ""), ("hybrid", "B")]
    ):
        db.session.execute(
            text(
                "insert into event (id, kind, title, summary, starts_at, ends_at, format, venue, joining_link, "
                "joining_phone, state, cancelled_because, organiser_id, sequence, created_at, changed_at) values "
                "(:id, 'meeting', 'Plans', '', '2027-01-14 10:30:00', '2027-01-14 12:30:00', :format, :venue, '', "
                "'', 'published', '', 1, 0, '2027-01-04 12:00:00', '2027-01-04 12:00:00')"
            ),
            {"id": number, "format": form, "venue": venue},
        )
    db.session.commit()

    flask_migrate.upgrade()

    listed = text(
        "select event.venue, venue.name, venue.step_free from event left join venue on venue.id = venue_id "
        "order by event.id"
    )
    assert [tuple(row) for row in db.session.execute(listed)] == [
        ("Hall", "Hall", None),
        ("Hall", "Hall", None),
        ("", None, None),
        ("B", "B", None),
    ]
    db.session.commit()
    what_tells_of_papers_names_their_meeting()

    flask_migrate.downgrade(revision="0005")
    assert db.session.execute(text("select venue from event order by id")).scalars().all() == ["Hall", "Hall", "", "B"]


def test_what_is_called_a_pre_meet_or_a_debrief_of_training_is_for_members_only(empty):
    flask_migrate.upgrade(revision="0072")
    db.session.execute(text(PEOPLE_OF_THE_FIRST_VERSION[0]))
    dates = [("training", ""), ("training", "Pre-meet"), ("training", "The debrief"), ("training", "Day 2")]
    for number, (kind, label) in enumerate([*dates, ("panel", "Debrief")], start=1):
        db.session.execute(
            text(
                "insert into event (id, kind, title, summary, starts_at, ends_at, format, venue, joining_link, "
                "joining_phone, who_comes, breaks, state, cancelled_because, never_shown, is_for_one, follows_id, "
                "is_followed, label, has_own_roster, organiser_id, sequence, created_at, changed_at) values "
                "(:id, :kind, 'Plans', '', '2027-01-14 10:30:00', '2027-01-14 12:30:00', 'online', '', '', '', '', '', "
                "'published', '', :no, :no, :follows, :no, :label, :no, 1, 0, '2027-01-04 12:00:00', "
                "'2027-01-04 12:00:00')"
            ),
            {"id": number, "kind": kind, "label": label, "follows": 1 if label else None, "no": False},
        )
    db.session.commit()

    flask_migrate.upgrade()

    own = text("select label from event where is_members_only order by id")
    assert db.session.execute(own).scalars().all() == ["Pre-meet", "The debrief"]


def test_a_number_that_nothing_reads_any_more_goes_and_the_others_stay(migrated):
    flask_migrate.downgrade(revision="0067")
    number = "insert into dated_setting (name, from_day, value, set_at) values (:name, '2027-01-04', 3, :at)"
    names = ["rosters-conflict-days", "rosters-travel-minutes"]
    for name in names:
        db.session.execute(text(number), {"name": name, "at": "2027-01-04 12:00:00"})
    db.session.commit()

    flask_migrate.upgrade()

    assert db.session.execute(text("select name from dated_setting")).scalars().all() == names[1:]


def what_tells_of_papers_names_their_meeting():
    """Go back to when it named only the sending, with one message and a copy of it, and forth again."""
    flask_migrate.downgrade(revision="0034")
    old = ["papers-7-5", "papers-7-5-copy-2"]
    at = "'2027-01-04 12:00:00'"
    message = (
        "insert into message (key, template, channel, state, to_name, to_address, subject, text, html, is_secret, "
        f"created_at, send_after, attempts, message_id) values (:key, '', 'email', 'sent', '', '', '', '', '', "
        f"false, {at}, {at}, 0, :key)"
    )
    for statement in (
        "insert into meeting (event_id, focus, is_by_hand) values (2, '', true)",
        f"insert into paper_sending (id, event_id, sent_at, sent_by_id, reason) values (7, 2, {at}, 1, '')",
    ):
        db.session.execute(text(statement))
    db.session.execute(text(message), [{"key": key} for key in old])
    db.session.commit()

    flask_migrate.upgrade()
    assert keys() == ["more-2-papers-7-0-5", "more-2-papers-7-0-5-copy-2"]
    flask_migrate.downgrade(revision="0034")
    assert keys() == old
    db.session.execute(text("delete from paper_sending"))
    db.session.execute(text("delete from meeting"))
    db.session.commit()


def keys():
    found = db.session.execute(text("select key from message order by id")).scalars().all()
    db.session.commit()
    return found


def test_every_column_knows_its_type():
    """A chain of foreign keys whose first table is read last leaves none, and PostgreSQL cannot write such a column."""
    untyped = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, NullType)
    ]

    assert untyped == []
