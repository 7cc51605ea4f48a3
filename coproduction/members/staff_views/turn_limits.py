"""How often a member who has never signed in takes part at the most, as they told a coordinator."""

from __future__ import annotations

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.actions.turn_limits import set_turn_limits
from coproduction.members.forms.turn_limits import ToldTurnLimitsForm
from coproduction.members.staff_views.one_member import back_to, current_member_or_back
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/how-often", methods=["GET", "POST"])
@staff_only
def write_down_turn_limits(member_id: int) -> ResponseReturnValue:
    """Take what the member told, and show none of it afterwards."""
    member, form = current_member_or_back(member_id), ToldTurnLimitsForm()
    if succeeds(form, lambda: set_turn_limits(member, form.most, by=current_account(), now=clock.now())):
        flash(f"You have saved how often {member.known_as} takes part.")
        return back_to(member)
    return render_template("members/write_down_turn_limits.html", member=member, form=form)
