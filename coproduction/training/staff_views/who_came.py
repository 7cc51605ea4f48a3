"""Coordinators write down which delegates came, and show the code in the room."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.schedule.actions.attendance import make_code
from coproduction.training.actions.checking_in import let_somebody_in, write_down_who_came
from coproduction.training.forms.bookings import marks_in
from coproduction.training.forms.ringing import CameForm
from coproduction.training.pages.delegates import came_page, screen_page
from coproduction.training.queries.bookings import bookings_of, delegates_for_staff
from coproduction.training.staff_views.delegates import session_or_404
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/training/<int:event_id>/delegates/came", methods=["GET", "POST"])
@staff_only
def write_who_came(event_id: int) -> ResponseReturnValue:
    """Tick which delegates came."""
    event, form, me, now = session_or_404(event_id).event, ConfirmForm(button="Save"), current_account(), clock.now()
    delegates = delegates_for_staff(event_id, viewer=me)
    marks = marks_in(request.form, delegates)
    if succeeds(form, lambda: write_down_who_came(event, marks, by=me, now=now)):
        flash("Saved. Whoever came has a certificate on the page of their booking once the session is over.")
        return redirect(url_for(".show_delegates", event_id=event_id))
    return render_template(
        "training/who_came.html",
        form=form,
        back=url_for(".show_delegates", event_id=event_id),
        screen=url_for(".show_screen", event_id=event_id),
        somebody=url_for(".let_in", event_id=event_id),
        **came_page(event, delegates, now=now),
    )


@blueprint.route("/training/<int:event_id>/delegates/screen", methods=["GET", "POST"])
@staff_only
def show_screen(event_id: int) -> ResponseReturnValue:
    """The code for the screen in the room."""
    event, form = session_or_404(event_id).event, ConfirmForm(button="Make a code")
    if succeeds(form, lambda: make_code(event, by=current_account(), now=clock.now())):
        return redirect(url_for(".show_screen", event_id=event_id))
    back = url_for(".write_who_came", event_id=event_id)
    return render_template("training/show_screen.html", form=form, back=back, **screen_page(event))


@blueprint.route("/training/<int:event_id>/delegates/came/new", methods=["GET", "POST"])
@staff_only
def let_in(event_id: int) -> ResponseReturnValue:
    """Write down that somebody came who is not on the list."""
    event, form, back = session_or_404(event_id).event, CameForm(), url_for(".write_who_came", event_id=event_id)
    by, now = current_account(), clock.now()
    if bookings_of(event_id) is None:
        abort(404)
    if succeeds(form, lambda: let_somebody_in(event_id, form.details(), reach=form.reach, by=by, now=now)):
        flash(f"Saved. {form.name.data} came.")
        return redirect(back)
    return render_template("training/let_somebody_in.html", event=event, form=form, back=back)
