"""Coordinators let a session take bookings, see its delegates and what they need, and hold places."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.spreadsheets import csv_download
from coproduction.training.actions import for_delegates, hosting
from coproduction.training.forms.bookings import BookingsForm, HoldForm
from coproduction.training.models import SessionBookings, TrainingSession
from coproduction.training.pages import delegates as pages
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.requests import request_of
from coproduction.training.queries.sessions import find_session
from coproduction.training.staff_views.routes import blueprint


@blueprint.get("/training/<int:event_id>/delegates")
@staff_only
def show_delegates(event_id: int) -> ResponseReturnValue:
    """Who booked the session, what they need, and where staff book it."""
    session = session_or_404(event_id)
    bookings = queries.bookings_of(event_id)
    if bookings is None:
        return redirect(url_for(".set_bookings", event_id=event_id))
    delegates = queries.delegates_for_staff(event_id, viewer=current_account())
    page = pages.staff_page(bookings, delegates, now=clock.now())
    return render_template("training/show_delegates.html", event=session.event, form=ConfirmForm(), **page)


@blueprint.post("/training/<int:event_id>/delegates/download")
@staff_only
def download_delegates(event_id: int) -> ResponseReturnValue:
    """Give all who booked the session as a table, and write down that it was taken."""
    session, me = session_or_404(event_id), current_account()
    if not ConfirmForm().validate_on_submit():
        abort(400)
    delegates = queries.delegates_for_staff(event_id, viewer=me)
    for_delegates.note_download(session, len(delegates), by=me, now=clock.now())
    db.session.commit()
    return csv_download(f"delegates-{event_id}", pages.HEADING, pages.rows(delegates))


@blueprint.route("/training/<int:event_id>/delegates/bookings", methods=["GET", "POST"])
@staff_only
def set_bookings(event_id: int) -> ResponseReturnValue:
    """Say how many places there are, whether staff can book, and who hosts it."""
    session, bookings, form = session_or_404(event_id), queries.bookings_of(event_id), BookingsForm()
    if not form.is_submitted():
        form.fill(bookings, delegates=session.course.delegates, asked=request_of(event_id))

    def save() -> SessionBookings:
        by, now = current_account(), clock.now()
        if bookings is None:
            return hosting.open_bookings(session, form.details, by=by, now=now)
        return hosting.change_bookings(event_id, form.details, by=by, now=now)

    if succeeds(form, save):
        flash("Saved.")
        return redirect(url_for(".show_delegates", event_id=event_id))
    return render_template("training/set_bookings.html", event=session.event, form=form, is_new=bookings is None)


@blueprint.route("/training/<int:event_id>/delegates/held", methods=["GET", "POST"])
@staff_only
def hold_places(event_id: int) -> ResponseReturnValue:
    """Hold places for the host's team until a day."""
    session, bookings = session_or_404(event_id), queries.bookings_of(event_id) or abort(404)
    form = HoldForm.of(bookings)
    if succeeds(
        form,
        lambda: hosting.hold_places(
            event_id, form.held.data, until=form.held_until.data, by=current_account(), now=clock.now()
        ),
    ):
        flash("Saved.")
        return redirect(url_for(".show_delegates", event_id=event_id))
    return render_template("training/hold_places.html", event=session.event, form=form)


@blueprint.post("/training/<int:event_id>/delegates/needs-seen")
@staff_only
def see_needs(event_id: int) -> ResponseReturnValue:
    """Note that somebody sees to what delegates need."""
    session_or_404(event_id)
    if succeeds(ConfirmForm(), lambda: hosting.see_needs(event_id, by=current_account(), now=clock.now())):
        flash("Noted. We tell you when a delegate needs something else.")
    return redirect(url_for(".show_delegates", event_id=event_id))


def session_or_404(event_id: int) -> TrainingSession:
    """Return the session for whoever looks; without one the page is not found."""
    return find_session(event_id, viewer=current_account()) or abort(404)
