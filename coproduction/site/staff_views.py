"""The settings page, where administrators set the numbers of the practice."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import administrators_only
from coproduction.core.dated_settings import NUMBERS, value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.site import actions
from coproduction.site.forms import NumberForm
from coproduction.site.queries.numbers import numbers_on

blueprint = Blueprint("site_staff", __name__)


@blueprint.route("/settings")
@administrators_only
def list_numbers() -> ResponseReturnValue:
    """Show every number that people set, as it is today."""
    return render_template("site/list_numbers.html", lines=numbers_on(uk_wall(clock.now()).date()))


@blueprint.route("/settings/<name>", methods=["GET", "POST"])
@administrators_only
def set_number(name: str) -> ResponseReturnValue:
    """Set one number from a day on."""
    number = NUMBERS.get(name) or abort(404)
    today = uk_wall(clock.now()).date()
    form = NumberForm()
    if succeeds(
        form,
        lambda: actions.set_number(
            number, form.value.data, from_day=form.from_day.data, by=current_account(), now=clock.now()
        ),
    ):
        flash(f"Saved. {number.label}: {form.value.data} {number.unit} from {uk_short_date(form.from_day.data)}.")
        return redirect(url_for("site_staff.list_numbers"))
    return render_template("site/set_number.html", number=number, now=value_of(number, on=today), form=form)
