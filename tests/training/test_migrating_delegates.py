"""Certificates of before say what their course is called, and who rang is not lost, on both databases."""

from __future__ import annotations

from contextlib import ExitStack

import flask_migrate
import pytest
from sqlalchemy import text

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import migrated_file, migrated_on_postgresql, settings_for_tests
from tests.factories import DelegateFactory


@pytest.fixture(autouse=True)
def database():
    """This test makes databases of its own."""


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request, tmp_path):
    """The application on a database as it is now."""
    with ExitStack() as stack:
        on_a_server = request.param == "postgresql"
        url = stack.enter_context(migrated_on_postgresql()) if on_a_server else migrated_file(tmp_path)
        stack.enter_context(create_app(settings_for_tests(tmp_path, DATABASE_URL=url)).app_context())
        stack.callback(db.engine.dispose)
        stack.callback(db.session.remove)
        yield


def test_certificates_say_what_the_course_was_called_when_that_began_to_be_kept(migrated):
    course = "bookings__session__course__name"
    DelegateFactory(came=True, certificate="A" * 20, **{course: "Accessible meetings"})
    DelegateFactory(email=None, phone="0115 496 0100", **{course: "Better meetings"})
    db.session.commit()
    db.session.remove()

    flask_migrate.downgrade(revision="0066")
    flask_migrate.upgrade()

    kept = db.session.execute(text("select certified_course, email, phone from delegate order by id")).all()
    assert [row.certified_course for row in kept] == ["Accessible meetings", None]
    assert (kept[1].email.endswith("@invalid"), kept[1].phone) == (True, "")
