"""No address of ours, and no name of a page in the log, speaks of what is in confidence; and what does is found."""

from __future__ import annotations

import re
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coproduction.core.database import db
from tests.leaks.confidence import NEVER_SAID, found_in, supporters_in


def test_no_address_and_no_page_by_its_name_in_the_log_speaks_of_them(app):
    words = [re.sub(r"[-_/.:<>]", " ", f"{rule.rule} {rule.endpoint}") for rule in app.url_map.iter_rules()]

    assert [each for each in words if NEVER_SAID.search(each) or "unavailable" in each] == []


def test_what_is_in_confidence_is_found_however_it_is_written():
    said = ["QUILLONIA left", "up to £44", "Her caps, and BSL", "because they know one", "a panel on 14 January"]

    assert found_in(said) == ["BSL", "Quillonia", "because they know", "caps", "£44"]
    assert supporters_in(["Ask helperword-7-of-theirs", "Ask Amara"]) == ["Ask helperword-7-of-theirs"]


def test_every_line_is_read_wherever_it_is_written(log):
    sys.stdout.write("hoistword\n")
    sys.stderr.write("Traceback: hoistword\n")

    assert log.lines() == ["hoistword", "Traceback: hoistword"]


def test_a_fault_of_the_database_quotes_no_row():
    with pytest.raises(DatabaseError) as fault:
        db.session.execute(text("insert into nowhere values (:word)"), {"word": "hoistword"})

    assert found_in([str(fault.value)]) == []
