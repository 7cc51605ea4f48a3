"""How the member who is signed in would like to be paid. Nobody else opens this page."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.actions.payments import set_payment
from coproduction.members.current import current_member
from coproduction.members.forms.payments import PaymentForm
from coproduction.members.queries.payments import payment_of
from coproduction.members.views.routes import blueprint


@blueprint.route("/my-details/payment", methods=["GET", "POST"])
@members_only
def change_payment() -> ResponseReturnValue:
    """Show the member's own choice and private limits, and keep what they change."""
    me = current_member()
    form = PaymentForm(obj=payment_of(me))
    if succeeds(form, lambda: set_payment(me, form.wish, by=current_account(), now=clock.now())):
        flash("Saved. You can change this at any time.")
        return redirect(url_for("members.show_profile"))
    return render_template("members/change_payment.html", form=form)
