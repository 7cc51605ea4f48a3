"""Functions and files stay as short as the design says, so that each can be read at one look."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from config import ROOT

LINES_OF_FUNCTION = 25  # without its signature and docstring
LINES_OF_FILE = 300
PACKAGE = ("*.py", "bench/**/*.py", "coproduction/**/*.py", "scripts/**/*.py")
TESTS = "tests/**/*.py"
STORY = "test_"  # a test may tell a longer one; what it calls may not
NOT_INDENTED = re.compile(r"^\S.*\n", re.MULTILINE)

COUNTED_AS_THREE = '''
def doubled(
    number: int,
) -> int:
    """Return twice the number.

    Units stay.
    """
    twice = number * 2

    return twice
'''


@pytest.fixture(autouse=True)
def database() -> None:
    """These tests need none."""


def test_no_file_is_longer_than_can_be_kept_in_mind() -> None:
    lengths = {path: len(text.splitlines()) for path, text in sources(*PACKAGE, TESTS)}

    assert {path: lines for path, lines in lengths.items() if lines > LINES_OF_FILE} == {}


def test_no_function_is_longer_than_can_be_read_at_one_look() -> None:
    lengths = {
        f"{path}:{function.lineno} {function.name}": lines_of(function)
        for path, text in sources(*PACKAGE, TESTS)
        if may_be_too_long(text)
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not function.name.startswith(STORY)
    }

    assert {place: lines for place, lines in lengths.items() if lines > LINES_OF_FUNCTION} == {}


def test_what_a_function_is_asked_and_what_it_says_of_itself_are_not_counted() -> None:
    [function] = ast.parse(COUNTED_AS_THREE).body

    assert isinstance(function, ast.FunctionDef)
    assert lines_of(function) == 3


def sources(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yield each file of ours below the root, as its path and what it says."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            yield str(path.relative_to(ROOT)), path.read_text()


def may_be_too_long(text: str) -> bool:
    """Say whether so many indented lines follow each other: where they do not there is nothing to parse."""
    return max(lines.count("\n") for lines in NOT_INDENTED.split(text)) > LINES_OF_FUNCTION


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from the first statement after the docstring to the last."""
    body = function.body[ast.get_docstring(function) is not None :]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0
