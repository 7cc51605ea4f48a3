"""Who hosts a session sees how far it is booked, and holds places for their team, by a link of their own."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.training.actions.hosting import hold_places
from coproduction.training.booking_keys import HOST, seed_in
from coproduction.training.forms.bookings import HoldForm
from coproduction.training.pages.bookings import hosted_page
from coproduction.training.public_views.booking import OPENED
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.bookings import bookings_of_host


@blueprint.route("/hosts/<host_key>", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def show_hosted(host_key: str) -> ResponseReturnValue:
    """How far the session is booked, and how many places are held for the host's team until when."""
    bookings = bookings_of_host(seed_in(host_key, salt=HOST)) or abort(404)
    form, now = HoldForm.of(bookings), clock.now()
    if succeeds(
        form,
        lambda: hold_places(bookings.event_id, form.held.data, until=form.held_until.data, by=None, now=now),
    ):
        flash("Saved. What is held, and what is free, is as you see it here.")
        return redirect(url_for(".show_hosted", host_key=host_key))
    return render_template("training/show_hosted.html", form=form, **hosted_page(bookings, now=now))
