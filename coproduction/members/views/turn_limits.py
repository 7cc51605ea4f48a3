"""How often the member who is signed in takes part at the most. Nobody else opens this page."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.actions.turn_limits import set_turn_limits
from coproduction.members.current import current_member
from coproduction.members.forms.turn_limits import TurnLimitsForm
from coproduction.members.queries.turn_limits import turn_limits_of
from coproduction.members.views.routes import blueprint


@blueprint.route("/my-details/how-often", methods=["GET", "POST"])
@members_only
def change_turn_limits() -> ResponseReturnValue:
    """Show the member's own limits, and keep what they change."""
    me = current_member()
    form = TurnLimitsForm(obj=turn_limits_of(me))
    if succeeds(form, lambda: set_turn_limits(me, form.most, by=current_account(), now=clock.now())):
        flash("Saved. You can change this at any time.")
        return redirect(url_for("members.show_profile"))
    return render_template("members/change_turn_limits.html", form=form)
