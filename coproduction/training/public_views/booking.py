"""Staff book a session without an account."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.training.actions import booking as actions
from coproduction.training.booking_keys import TEAM, seed_in
from coproduction.training.forms.bookings import BookingForm
from coproduction.training.models import SessionBookings
from coproduction.training.pages.bookings import session_page
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries import bookings as queries

OPENED = "60 per minute"
SENT_PER_ADDRESS = "60 per hour"  # a whole team may sit behind one address
BOOKED = "training_booked"


def each_page() -> str:
    """Return what the limits of private pages count by: a whole room, behind one address, opens each its own."""
    return f"delegate at {request.path}"


@blueprint.route("/sessions/<code>", methods=["GET", "POST"])
@limiter.limit(OPENED)
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
@public
def book_session(code: str) -> ResponseReturnValue:
    """What the session is, and booking a place in it, or a turn on the waiting list."""
    return _book(queries.bookings_with(code) or abort(404), is_of_host=False)


@blueprint.route("/teams/<team_key>", methods=["GET", "POST"])
@limiter.limit(OPENED)
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
@public
def book_for_team(team_key: str) -> ResponseReturnValue:
    """The same for the team of the session's host, for whom places may be held."""
    return _book(queries.bookings_of_team(seed_in(team_key, salt=TEAM)) or abort(404), is_of_host=True)


def _book(bookings: SessionBookings, *, is_of_host: bool) -> ResponseReturnValue:
    form, now = BookingForm(), clock.now()
    opened_at = form.opened_at(now=now)
    page = session_page(bookings, is_of_host=is_of_host, now=now)
    if form.validate_on_submit():
        try:
            actions.book(
                bookings,
                form.email.data,
                details=form.details,
                is_of_host=is_of_host,
                sent=actions.Sending(opened_at, request.form.get("website", "")),
                now=now,
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            session[BOOKED] = form.email.data
            return redirect(url_for(".booking_sent"))
    return render_template("training/book_session.html", form=form, is_of_host=is_of_host, **page)


@blueprint.get("/bookings/sent")
@public
def booking_sent() -> ResponseReturnValue:
    """Ask whoever has booked to look in their email. It says the same to everybody."""
    return render_template("training/booking_sent.html", email=session.get(BOOKED, ""))
