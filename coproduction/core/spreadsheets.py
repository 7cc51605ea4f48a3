"""Tables to download, safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

# A cell that starts with one of these would be run as a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # Excel reads UTF-8 only with it


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
