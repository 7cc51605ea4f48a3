"""Tables to download, safe to open in a spreadsheet program; and tables that people send us, as words."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from flask import Response
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from coproduction.core.refusals import Refusal

# A cell that starts with one of these would be run as a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 only with it
DELIMITERS = (",", ";", "\t")
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5000, 60, 4000
MOST_BYTES_UNPACKED = 60 * 1024 * 1024
NOT_A_TABLE = "This file is not a spreadsheet that we can read. Save it as CSV or as an Excel workbook (.xlsx)"


class TableRow(NamedTuple):
    """One row as somebody sent it: its number in their program, and its cells as words."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """What somebody sent: the headings of its columns, and the rows below that are not blank."""

    columns: list[str]
    rows: list[TableRow]


def safe_cell(value: object) -> str:
    """Return the value as text that no spreadsheet program takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV (RFC 4180)."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(heading)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def csv_download(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a file to download, called `name`.csv."""
    return Response(
        csv_text(heading, rows),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def read_table(data: bytes) -> Table:
    """Return the table in a CSV file or in the first sheet with words of an Excel workbook.

    CSV may be parted by commas, semicolons or tabs, and written in UTF-8, UTF-16 or as Windows does. The first row that
    is not blank has the headings. Refused, in words, is what is no table, holds nothing, or holds too much.
    """
    rows = _rows_of_workbook(data) if data.startswith(b"PK") else _rows_of_csv(data)
    found = [TableRow(number, cells) for number, cells in rows if any(cells)]
    if not found:
        raise Refusal("This file is empty. Choose the file with your members", field="file")
    heading, *below = found
    if not below:
        raise Refusal("This file has headings and no rows under them", field="file")
    headings = [" ".join(cell.split()) for cell in _without_blank_end(heading.cells)]
    columns = [name or f"Column {number}" for number, name in enumerate(headings, start=1)]
    if len(columns) > MOST_COLUMNS:
        raise Refusal(
            f"This file has more than {MOST_COLUMNS} columns. Take out those that you do not need", field="file"
        )
    return Table(columns, [TableRow(row.number, _fitted(row.cells, len(columns))) for row in below])


def _rows_of_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    words = _decoded(data)
    if "\0" in words:
        raise Refusal(NOT_A_TABLE, field="file")
    first = next((line for line in words.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter), start=1):
            _refuse_more_rows(number)
            yield number, [_tidy(cell) for cell in cells]
    except csv.Error as fault:
        raise Refusal(NOT_A_TABLE, field="file") from fault


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows_of_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet that has any, read as a stream: a stray cell far away costs nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES_UNPACKED:
                raise Refusal("This workbook is too large. Copy the members into a new one", field="file")
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # what other programs say about a sheet's size is often wrong
            is_empty = True
            for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
                cells = [_in_words(value) for value in values]
                is_empty = is_empty and not any(cells)
                _refuse_more_rows(number)
                yield number, cells
            if not is_empty:
                break
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, ParseError, DefusedXmlException) as fault:
        raise Refusal(NOT_A_TABLE, field="file") from fault


def _refuse_more_rows(number: int) -> None:
    if number > MOST_ROWS + 1:
        raise Refusal(f"This file has more than {MOST_ROWS:,} rows. Part it into several files", field="file")


def _in_words(value: object) -> str:
    """Return a cell as people read it: whole numbers without a point, days in ISO form."""
    if isinstance(value, datetime) and (value.hour, value.minute) == (0, 0):
        value = value.date()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _tidy(value.isoformat() if isinstance(value, date) else "" if value is None else str(value))


def _tidy(cell: str) -> str:
    """Return a cell without blanks around it, invisible marks, strange line ends, and our guard against formulas."""
    tidy = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u200b", "").strip()
    return tidy[1:] if tidy.startswith("'") and tidy[1:].startswith(DANGEROUS) else tidy


def _fitted(cells: list[str], width: int) -> list[str]:
    """Return as many cells as there are headings, and further ones only where they hold something."""
    filled = _without_blank_end(cells)
    return filled + [""] * (width - len(filled))


def _without_blank_end(cells: list[str]) -> list[str]:
    last = max((number for number, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]
