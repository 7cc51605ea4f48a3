"""Equality numbers of years that are over."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.dates import uk_wall
from coproduction.core.spreadsheets import csv_download
from coproduction.members.queries import equality as queries
from coproduction.members.rules import FEWEST
from coproduction.members.staff_views.routes import blueprint

TOO_FEW = "Too few to show"


@blueprint.route("/equality")
@staff_only
def list_equality_years() -> ResponseReturnValue:
    """Show which years can be looked at."""
    today = uk_wall(clock.now()).date()
    years = queries.years_shown(viewer=current_account(), today=today)
    return render_template("members/list_equality_years.html", years=years, this_year=today.year, fewest=FEWEST)


@blueprint.route("/equality/<int:year>")
@staff_only
def show_equality(year: int) -> ResponseReturnValue:
    """Show a year's answers, question by question."""
    tables = _tables(year)
    return render_template("members/show_equality.html", year=year, tables=tables, fewest=FEWEST, too_few=TOO_FEW)


@blueprint.route("/equality/<int:year>/download")
@staff_only
def download_equality(year: int) -> ResponseReturnValue:
    """Download exactly what the page shows."""
    rows = [
        (table.short, line.words, TOO_FEW if line.about is None else line.about)
        for table in _tables(year)
        for line in table.lines
    ]
    return csv_download(f"equality-{year}", ("Question", "Answer", "About how many people"), rows)


def _tables(year: int) -> list[queries.EqualityTable]:
    today = uk_wall(clock.now()).date()
    if year not in queries.years_shown(viewer=current_account(), today=today):
        abort(404)
    return list(queries.equality_tables(year, viewer=current_account(), today=today))
