"""How a member who has never signed in would like to be paid, as they told a coordinator."""

from __future__ import annotations

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.actions import payments as actions
from coproduction.members.forms.payments import ToldPaymentForm
from coproduction.members.staff_views.one_member import back_to, current_member_or_back
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/payment", methods=["GET", "POST"])
@staff_only
def write_down_payment(member_id: int) -> ResponseReturnValue:
    """Take what the member told, and show none of it afterwards."""
    member, form = current_member_or_back(member_id), ToldPaymentForm()
    if succeeds(
        form,
        lambda: actions.write_down_payment(member.id, form.wish, form.told, by=current_account(), now=clock.now()),
    ):
        flash(f"You have saved what {member.known_as} told you about payment.")
        return back_to(member)
    return render_template("members/write_down_payment.html", member=member, form=form)
