"""Tables to download, which a spreadsheet program opens as words and never as formulas."""

from __future__ import annotations

import csv
import io

import pytest

from coproduction.core.spreadsheets import BYTE_ORDER_MARK, csv_text, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_be_run_as_a_formula_is_words(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "cell"), [("Amara Okafor", "Amara Okafor"), ("a=b", "a=b"), (7, "7"), (None, ""), ("", "")]
)
def test_other_cells_stay_as_they_are(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_every_cell_of_a_table_is_made_safe() -> None:
    text = csv_text(["Name", "Said"], [["Amara, Okafor", "=1+1"], ["@all", None]])

    assert text.startswith(BYTE_ORDER_MARK)
    assert list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)))) == [
        ["Name", "Said"],
        ["Amara, Okafor", "'=1+1"],
        ["'@all", ""],
    ]
