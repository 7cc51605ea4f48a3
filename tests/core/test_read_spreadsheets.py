"""Tables that people send us: whatever program wrote them, and nothing that a hostile file can do."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import NOT_A_TABLE, Table, TableRow, csv_text, read_table

AT_HALF_PAST_NINE = datetime(2021, 1, 14, 9, 30)  # noqa: DTZ001 - a cell knows no time zone


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_whatever_parts_it_and_however_it_is_written(delimiter, encoding):
    words = delimiter.join(["Name", "Lives in"]) + "\r\n" + delimiter.join(["Zoë Núñez", '"Café, by the ""Arch"""'])

    assert read_table(words.encode(encoding)) == Table(
        ["Name", "Lives in"], [TableRow(2, ["Zoë Núñez", 'Café, by the "Arch"'])]
    )


def test_blank_rows_count_in_row_numbers_and_are_left_out():
    assert read_table(b"\n,,\nName,Area\n\nAmara,NG7\n , \nDen,\n").rows == [
        TableRow(5, ["Amara", "NG7"]),
        TableRow(7, ["Den", ""]),
    ]


def test_line_ends_inside_a_cell_stay_in_it_and_invisible_marks_do_not():
    table = read_table('Name,Address\n"Amara\xa0 ","1 Example Street\r\nNottingham"\n'.encode())

    assert table.rows == [TableRow(2, ["Amara", "1 Example Street\nNottingham"])]


def test_a_column_without_a_heading_gets_one_and_cells_beyond_the_headings_stay():
    table = read_table(b"Name,,Area,,\nA,B,C,,,\nA,B,C,D\n")

    assert table == Table(
        ["Name", "Column 2", "Area"], [TableRow(2, ["A", "B", "C"]), TableRow(3, ["A", "B", "C", "D"])]
    )


def test_what_we_wrote_ourselves_comes_back_as_it_was():
    rows = [["=Ruth", "+44 7700 900105", "'quoted'"]]

    assert read_table(csv_text(["Name", "Tel", "Other"], rows).encode()).rows == [TableRow(2, rows[0])]


def test_a_workbook_has_days_numbers_and_ticks_as_people_read_them():
    data = workbook(
        ["Name", "Joined", "At", "Tel", "Half", "Paid", "Sum"],
        ["Amara", date(2021, 1, 14), AT_HALF_PAST_NINE, 7700900101.0, 0.5, True, None],
    )

    assert read_table(data).rows == [
        TableRow(2, ["Amara", "2021-01-14", "2021-01-14T09:30:00", "7700900101", "0.5", "yes", ""])
    ]


def test_a_stray_cell_at_the_far_end_of_a_workbook_costs_nothing():
    """The last cell that a sheet can have: a reader that makes a whole rectangle would need 500 gigabytes for it."""
    book = load_workbook(io.BytesIO(workbook(["Name"], ["Amara"])))
    book.worksheets[0]["XFD1048576"] = "stray"
    written = io.BytesIO()
    book.save(written)

    with pytest.raises(Refusal, match="more than 5,000 rows"):
        read_table(written.getvalue())


def with_part(data, name, words):
    """Return the workbook with one of its parts replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, words if part == name else before.read(part))
    return written.getvalue()


def test_a_workbook_that_would_grow_without_end_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
    large = b"<worksheet>" + b" " * 61 * 1024 * 1024 + b"</worksheet>"
    data = workbook(["Name"], ["Amara"])

    with pytest.raises(Refusal, match="not a spreadsheet that we can read"):
        read_table(with_part(data, "xl/worksheets/sheet1.xml", bomb))
    with pytest.raises(Refusal, match="too large"):
        read_table(with_part(data, "xl/worksheets/sheet1.xml", large))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_broken_workbook_is_refused_in_words(part):
    with pytest.raises(Refusal) as refused:
        read_table(with_part(workbook(["Name"], ["Amara"]), part, b"<not-closed"))

    assert (refused.value.message, refused.value.field) == (NOT_A_TABLE, "file")


def test_any_other_archive_is_refused_in_words():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("holiday.txt", "sun")

    with pytest.raises(Refusal, match="not a spreadsheet"):
        read_table(written.getvalue())
