"""Applications of before keep their keys and the support they asked for, up and down, on both databases."""

from __future__ import annotations

from contextlib import ExitStack

import flask_migrate
import pytest
from sqlalchemy import text

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import settings_for_tests
from tests.postgres import postgresql


@pytest.fixture(autouse=True)
def database():
    """These tests make databases of their own."""


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request, tmp_path):
    """A database as it was before, with two applications."""
    with ExitStack() as stack:
        elsewhere = {"DATABASE_URL": stack.enter_context(postgresql())} if request.param == "postgresql" else {}
        stack.enter_context(create_app(settings_for_tests(tmp_path, **elsewhere)).app_context())
        stack.callback(db.engine.dispose)
        stack.callback(db.session.remove)
        flask_migrate.upgrade(revision="0006")
        for number, support in ((1, "'Home by 5pm'"), (2, "null")):
            execute(
                "insert into application (id, digest, state, started_at, submitted_at, name, channel, support) values "
                f"({number}, 'digest {number}', 'draft', '2027-01-04 12:00:00', null, 'Person', 'email', {support})"
            )
        yield


def execute(statement):
    """Run a statement and keep what it did."""
    db.session.execute(text(statement))
    db.session.commit()
    db.session.remove()


def rows(statement):
    """Return what a statement selects."""
    found = [tuple(row) for row in db.session.execute(text(statement))]
    db.session.remove()
    return found


def test_digests_become_keys_and_support_becomes_a_need_and_back(before):
    flask_migrate.upgrade()

    assert rows("select application_id, digest from application_key order by id") == [
        (1, "digest 1"),
        (2, "digest 2"),
    ]
    assert rows("select application_id, kind, detail, seen_by from application_need") == [
        (1, "another support", "Home by 5pm", "coordinators")
    ]

    execute(
        "insert into application_need (application_id, kind, detail, seen_by) values (2, 'breaks', '', 'coordinators')"
    )
    execute("delete from application_key where application_id = 2")
    flask_migrate.downgrade(revision="0006")

    assert rows("select id, digest, support from application order by id") == [
        (1, "digest 1", "Home by 5pm"),
        (2, "none 2", "breaks"),
    ]
