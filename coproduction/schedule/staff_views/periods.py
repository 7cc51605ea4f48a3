"""Coordinators write down school holidays, religious days and others to think of."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions import periods as actions
from coproduction.schedule.forms.periods import PeriodForm
from coproduction.schedule.queries import periods
from coproduction.schedule.staff_views.routes import blueprint


@blueprint.route("/days", methods=["GET", "POST"])
@staff_only
def list_periods() -> ResponseReturnValue:
    """Show the days to think of, and add to them."""
    form = PeriodForm()
    if form.validate_on_submit():
        try:
            actions.add_period(
                form.kind.data,
                form.name.data,
                first_day=form.first_day.data,
                last_day=form.last_day.data,
                by=current_account(),
                now=clock.now(),
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("The days are saved.")
            return redirect(url_for(".list_periods"))
    found = periods.periods_from(uk_wall(clock.now()).date(), viewer=current_account())
    return render_template("schedule/list_periods.html", periods=found, form=form)


@blueprint.route("/days/<int:period_id>/change", methods=["GET", "POST"])
@staff_only
def change_period(period_id: int) -> ResponseReturnValue:
    """Put some days right."""
    period = periods.find_period(period_id, viewer=current_account()) or abort(404)
    name, form = period.name, PeriodForm()
    if form.validate_on_submit():
        try:
            actions.change_period(
                period,
                form.kind.data,
                name=form.name.data,
                first_day=form.first_day.data,
                last_day=form.last_day.data,
                by=current_account(),
                now=clock.now(),
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("The days are saved.")
            return redirect(url_for(".list_periods"))
    elif not form.is_submitted():
        form.process(obj=period)
    return render_template("schedule/edit_period.html", name=name, form=form)


@blueprint.route("/days/<int:period_id>/remove", methods=["POST"])
@staff_only
def remove_period(period_id: int) -> ResponseReturnValue:
    """Take some days off the list."""
    period = periods.find_period(period_id, viewer=current_account())
    if period and ConfirmForm().validate_on_submit():
        actions.remove_period(period, by=current_account(), now=clock.now())
        db.session.commit()
        flash("The days are removed.")
    return redirect(url_for(".list_periods"))
