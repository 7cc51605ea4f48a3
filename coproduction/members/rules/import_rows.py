"""Reading the rows of a list: what each says of a member, and all that is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from coproduction.core.spreadsheets import Table, TableRow
from coproduction.members.rules.import_cells import read_cell
from coproduction.members.rules.import_fields import FIELDS, Field, Matching

TOO_MANY_CELLS = (
    "The row has more cells than there are headings. Put words with a comma in them between quotation marks."
)


class Fault(NamedTuple):
    """One thing that is wrong with a row, or worth knowing: where it stands, and what to do."""

    row: int
    column: str
    words: str


@dataclass(slots=True)
class Line:
    """What one row says: its values by field, and what is wrong. `notices` do not stop the import.

    `headings` are what the list calls its columns, by what they hold.
    """

    number: int
    headings: Mapping[Field, str]
    values: dict[Field, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def blame(self, one: Field, words: str) -> None:
        """Say that something is wrong in the column of this field."""
        self.faults.append(Fault(self.number, self.headings.get(one, FIELDS[one].label), words))

    def note(self, one: Field, words: str) -> None:
        """Say that something in the column of this field is worth knowing."""
        self.notices.append(Fault(self.number, self.headings.get(one, FIELDS[one].label), words))

    @property
    def name(self) -> str:
        """Return whom the row is about."""
        return str(self.values.get(Field.NAME, ""))


def read_rows(
    table: Table, matching: Matching, *, today: date, step: Callable[[], object] = lambda: None
) -> list[Line]:
    """Read every row. `step` is called after each, to show that there is progress."""
    headings = {one: table.columns[number] for number, one in sorted(matching.items(), reverse=True)}
    lines = []
    for row in table.rows:
        line = Line(row.number, headings)
        _read_row(line, row, columns=table.columns, matching=matching, today=today)
        lines.append(line)
        step()
    return lines


def faults_of(lines: Iterable[Line]) -> list[Fault]:
    """Return all that is wrong, row by row."""
    return [fault for line in lines for fault in line.faults]


def notices_of(lines: Iterable[Line]) -> list[Fault]:
    """Return all that is worth knowing, row by row."""
    return [notice for line in lines for notice in line.notices]


def _read_row(line: Line, row: TableRow, *, columns: Sequence[str], matching: Matching, today: date) -> None:
    if len(row.cells) > len(columns):
        line.faults.append(Fault(row.number, f"after “{columns[-1]}”", TOO_MANY_CELLS))
        return
    for one in dict.fromkeys(matching[number] for number in sorted(matching)):
        _read_field(line, one, row.cells, columns=columns, matching=matching, today=today)
    named = {columns[number] for number, one in matching.items() if one is Field.NAME}
    if Field.NAME not in line.values and not named & {fault.column for fault in line.faults}:
        line.blame(Field.NAME, "There is no name. Write the person’s name.")


def _read_field(
    line: Line, one: Field, cells: Sequence[str], *, columns: Sequence[str], matching: Matching, today: date
) -> None:
    """Read what the columns of a field say, one after the other: the fault names the right column."""
    found = []
    for number in (number for number, chosen in sorted(matching.items()) if chosen is one and cells[number]):
        try:
            found.append(read_cell(one, cells[number], today=today))
        except ValueError as fault:
            line.faults.append(Fault(line.number, columns[number], str(fault)))
    if found:
        line.values[one] = found[0] if len(found) == 1 else _joined(one, found)


def _joined(one: Field, found: list[Any]) -> Any:
    if isinstance(found[0], list):
        return [item for items in found for item in items]
    return FIELDS[one].joined_by.join(found)
