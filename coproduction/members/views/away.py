"""When the member who is signed in is away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.members.actions import away as actions
from coproduction.members.current import current_member
from coproduction.members.forms.details import AwayForm
from coproduction.members.queries.members import away_dates_of
from coproduction.members.views.routes import blueprint


@blueprint.route("/my-details/away", methods=["GET", "POST"])
@members_only
def list_away_dates() -> ResponseReturnValue:
    """Show when the member is away, and add to it."""
    me = current_member()
    form = AwayForm()
    if succeeds(
        form,
        lambda: actions.add_away_date(
            me.id, form.starts_on.data, form.ends_on.data, by=current_account(), now=clock.now()
        ),
    ):
        flash("We have saved when you are away.")
        return redirect(url_for("members.list_away_dates"))
    away_dates = away_dates_of(me, viewer=current_account(), today=uk_wall(clock.now()).date())
    return render_template("members/list_away_dates.html", form=form, away_dates=away_dates)


@blueprint.route("/my-details/away/<int:away_date_id>/remove", methods=["POST"])
@members_only
def remove_away_date(away_date_id: int) -> ResponseReturnValue:
    """Take back one of the member's away dates."""
    if ConfirmForm().validate_on_submit():
        actions.remove_away_date(away_date_id, current_member(), by=current_account(), now=clock.now())
        db.session.commit()
        flash("We have removed these days.")
    return redirect(url_for("members.list_away_dates"))
