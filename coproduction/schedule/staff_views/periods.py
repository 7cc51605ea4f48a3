"""Coordinators write down school holidays, religious days and others to think of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.schedule.actions import periods as actions
from coproduction.schedule.forms.periods import PeriodForm
from coproduction.schedule.models import PeriodKind
from coproduction.schedule.queries import periods
from coproduction.schedule.staff_views.routes import blueprint

LOOK_AHEAD = timedelta(days=550)  # over which the religious days are listed: a year and a half


@blueprint.route("/days", methods=["GET", "POST"])
@staff_only
def list_periods() -> ResponseReturnValue:
    """Show the days to think of, and add to them."""
    form = PeriodForm()
    if _are_saved(form, actions.add_period):
        return redirect(url_for(".list_periods"))
    today = uk_wall(clock.now()).date()
    found = periods.periods_from(today, known_until=today + LOOK_AHEAD, viewer=current_account())
    return render_template("schedule/list_periods.html", periods=found, form=form)


@blueprint.route("/days/<int:period_id>/change", methods=["GET", "POST"])
@staff_only
def change_period(period_id: int) -> ResponseReturnValue:
    """Put some days right."""
    period = periods.find_period(period_id, viewer=current_account()) or abort(404)
    name, form = period.name, PeriodForm()
    if _are_saved(form, partial(actions.change_period, period)):
        return redirect(url_for(".list_periods"))
    if not form.is_submitted():
        form.process(obj=period)
    return _change_page(name, form)


@blueprint.route("/days/known/<known_key>/change", methods=["GET", "POST"])
@staff_only
def change_known_day(known_key: str) -> ResponseReturnValue:
    """Put a religious day right that comes with the code."""
    known, form = periods.find_known(known_key, viewer=current_account()) or abort(404), PeriodForm()
    if _are_saved(form, partial(actions.change_known_day, known)):
        return redirect(url_for(".list_periods"))
    if not form.is_submitted():
        form.process(data={"kind": PeriodKind.RELIGIOUS_DAY, **known._asdict()})
    return _change_page(known.name, form)


@blueprint.route("/days/known/<known_key>/leave-out", methods=["POST"])
@staff_only
def leave_out_known_day(known_key: str) -> ResponseReturnValue:
    """Warn nobody any more of a religious day that comes with the code."""
    known = periods.find_known(known_key, viewer=current_account()) or abort(404)
    if ConfirmForm().validate_on_submit():
        actions.leave_out(known, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"We do not warn you about {known.name} on that day any more.")
    return redirect(url_for(".list_periods"))


@blueprint.route("/days/<int:period_id>/bring-back", methods=["POST"])
@staff_only
def bring_back_known_day(period_id: int) -> ResponseReturnValue:
    """Warn of it again."""
    period = periods.find_period(period_id, viewer=current_account())
    if period and ConfirmForm().validate_on_submit():
        name = period.name
        actions.bring_back(period, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"We warn you about {name} again.")
    return redirect(url_for(".list_periods"))


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


def _change_page(name: str, form: PeriodForm) -> ResponseReturnValue:
    back, to = url_for(".list_periods"), "Back to days to think of"
    return render_template("components/one_form.html", heading=f"Change {name}", form=form, back=back, back_to=to)


def _are_saved(form: PeriodForm, save: Callable[..., object]) -> bool:
    """Save the days that were sent, and say so; a refusal is said beside its field, and changes nothing."""

    def act() -> None:
        save(
            kind=form.kind.data,
            name=form.name.data,
            first_day=form.first_day.data,
            last_day=form.last_day.data,
            by=current_account(),
            now=clock.now(),
        )

    if not succeeds(form, act):
        return False
    flash("The days are saved.")
    return True
