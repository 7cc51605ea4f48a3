"""The report on what training changed, and what of it everybody may read."""

from __future__ import annotations

from datetime import MAXYEAR

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import LARGEST_ID
from coproduction.core.dates import uk_wall
from coproduction.core.spreadsheets import csv_download
from coproduction.training.actions.publishing import agree
from coproduction.training.forms.publishing import AgreeForm
from coproduction.training.pages import changes as pages
from coproduction.training.pages.agreeing import agreeing_page
from coproduction.training.queries.changes import Asked
from coproduction.training.staff_views.routes import blueprint


@blueprint.get("/training/reports/figures")
@staff_only
def show_report() -> ResponseReturnValue:
    """Show what training changed in a year, or for a course, a team or a quarter."""
    page = pages.report(_asked(), viewer=current_account(), now=clock.now())
    return render_template("training/show_report.html", **page)


@blueprint.get("/training/reports/figures/download")
@staff_only
def download_report() -> ResponseReturnValue:
    """Download every session of the report as a table."""
    asked = _asked()
    rows = pages.rows(asked, viewer=current_account(), now=clock.now())
    return csv_download(f"training-{asked.year}", pages.HEADING, rows)


@blueprint.route("/training/reports/<int:year>/agree", methods=["GET", "POST"])
@staff_only
def agree_report(year: int) -> ResponseReturnValue:
    """Tick what of a year everybody may read."""
    me, now, form = current_account(), clock.now(), AgreeForm()
    page = agreeing_page(_known(year), viewer=me, now=now)
    form.figures.choices, form.quotes.choices = page.figure_choices, page.quote_choices
    if not form.is_submitted():
        form.figures.process_data(page.agreed)
        form.quotes.process_data(page.quoted)

    def save() -> None:
        chosen = {name: page.figures[name] for name in form.figures.data}
        agree(year, chosen, words=page.words, quoted=form.quotes.data, by=me, now=now)

    if succeeds(form, save):
        flash("Saved. Everybody can read what you ticked.")
        return redirect(url_for(".show_report", year=year))
    return render_template("training/agree_report.html", year=year, form=form, has_quotes=bool(page.quote_choices))


def _asked() -> Asked:
    """Return what the address asks for; what it does not say or gets wrong is left open."""
    year = request.args.get("year", uk_wall(clock.now()).year, type=int)
    quarter, course_id = request.args.get("quarter", type=int), request.args.get("course", type=int)
    return Asked(
        _known(year),
        quarter if quarter in range(1, 5) else None,
        course_id if course_id is not None and 0 < course_id <= LARGEST_ID else None,
        request.args.get("team", "").strip(),
    )


def _known(year: int) -> int:
    """Return a year that calendars have, and the one after it."""
    return year if 1 < year < MAXYEAR else abort(404)
