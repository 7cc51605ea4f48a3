"""The report on panels: held, short, at short notice, and without an outcome."""

from __future__ import annotations

from datetime import MAXYEAR

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.dates import uk_wall
from coproduction.core.spreadsheets import csv_download
from coproduction.panels.pages import reports as pages
from coproduction.panels.staff_views.routes import blueprint


@blueprint.route("/report")
@staff_only
def show_report() -> ResponseReturnValue:
    """Lead to the report of this year."""
    return redirect(url_for(".show_report_of_year", year=uk_wall(clock.now()).year))


@blueprint.route("/report/<int:year>")
@staff_only
def show_report_of_year(year: int) -> ResponseReturnValue:
    """Show the numbers of a year, quarter by quarter, and what came at short notice."""
    return render_template(
        "panels/show_report.html", **pages.report(_known(year), viewer=current_account(), now=clock.now())
    )


@blueprint.route("/report/<int:year>/download")
@staff_only
def download_report(year: int) -> ResponseReturnValue:
    """Download every panel of the year as a table."""
    return csv_download(f"panels-{year}", pages.HEADING, pages.rows(_known(year), viewer=current_account()))


def _known(year: int) -> int:
    """Return a year that calendars have, and the one after it."""
    return year if 1 < year < MAXYEAR else abort(404)
