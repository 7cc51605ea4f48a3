"""Coordinators ring members who asked for it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.actions.calls import mark_rung
from coproduction.schedule.queries.calls import find_call
from coproduction.schedule.words import TO_STAFF


@blueprint.route("/calls/<int:call_id>", methods=["GET", "POST"])
@staff_only
def show_call(call_id: int) -> ResponseReturnValue:
    """Whom to ring, about what; and that it is done."""
    call = find_call(call_id, viewer=current_account()) or abort(404)
    name, form = call.place.member.name, ConfirmForm(button="I have rung them")
    if form.validate_on_submit():
        mark_rung(call, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"Thank you. The call to {name} is off the list.")
        return redirect(url_for("site.staff_home"))
    return render_template(
        "rosters/show_call.html",
        call=call,
        place=call.place,
        member=call.place.member,
        event=call.place.role.event,
        state=TO_STAFF[call.place.state],
        form=form,
    )
