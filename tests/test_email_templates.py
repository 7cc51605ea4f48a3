"""Every email has its expected words stored beside the tests of its room."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "coproduction" / "templates" / "emails"


@pytest.mark.parametrize(
    "template", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*.md"))
)
def test_the_expected_words_of_an_email_are_stored(template):
    room = ROOT / "tests" / Path(template).parent
    stored = [*room.glob("emails/*.txt"), *room.glob("test_*emails.py")]
    subject = (TEMPLATES / template).read_text().splitlines()[0].removeprefix("Subject: ").partition("{{")[0].strip()

    assert [path.name for path in stored if subject in path.read_text()] != []
