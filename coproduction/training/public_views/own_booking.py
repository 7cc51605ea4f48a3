"""A delegate's own booking: they confirm it, change it, cancel it, say that they are here, and print a certificate."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.core.forms import ConfirmForm
from coproduction.extensions import limiter
from coproduction.schedule.forms.attendance import CheckInForm
from coproduction.training.actions import booking as actions
from coproduction.training.actions.checking_in import check_in
from coproduction.training.booking_keys import DELEGATE, seed_in
from coproduction.training.emails.delegates import calendar_of
from coproduction.training.forms.bookings import ChangeBookingForm
from coproduction.training.models import BookingState, Delegate
from coproduction.training.pages.bookings import booking_page, certificate_page
from coproduction.training.public_views.booking import OPENED, each_page
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.bookings import delegate_with
from coproduction.training.queries.dates import last_end
from coproduction.training.rules.bookings import is_live, takes_place
from coproduction.training.rules.certificates import has_certificate

TRIES = "5 per minute; 30 per day"  # to find the code on the screen
SAID = {
    BookingState.BOOKED: "You have a place. We have sent you an email about it.",
    BookingState.WAITING: "You are on the waiting list. We have sent you an email about it.",
}


@blueprint.route("/bookings/<booking_key>", methods=["GET", "POST"])
@limiter.limit(OPENED, key_func=each_page)
@public
def show_booking(booking_key: str) -> ResponseReturnValue:
    """How the booking stands; only pressing the button confirms it, because mail scanners open links."""
    delegate, form, now = _delegate_or_404(booking_key), ConfirmForm(), clock.now()
    if succeeds(form, lambda: actions.say_yes(delegate.id, now=now)):
        flash(SAID[delegate.state])
        return redirect(_page(booking_key))
    return render_template("training/show_booking.html", key=booking_key, form=form, **booking_page(delegate, now=now))


@blueprint.route("/bookings/<booking_key>/change", methods=["GET", "POST"])
@limiter.limit(OPENED, key_func=each_page)
@public
def change_booking(booking_key: str) -> ResponseReturnValue:
    """Change what the delegate said of themselves, and what they need."""
    delegate, now = _delegate_or_404(booking_key), clock.now()
    if not _can_change(delegate):
        return redirect(_page(booking_key))
    form = ChangeBookingForm.of(delegate)
    if succeeds(form, lambda: actions.change_details(delegate.id, form.details, now=now)):
        flash("Your booking is saved.")
        return redirect(_page(booking_key))
    return render_template("training/change_booking.html", key=booking_key, form=form)


@blueprint.route("/bookings/<booking_key>/cancel", methods=["GET", "POST"])
@limiter.limit(OPENED, key_func=each_page)
@public
def cancel_booking(booking_key: str) -> ResponseReturnValue:
    """Ask once more, and give up the place or the turn."""
    delegate, form = _delegate_or_404(booking_key), ConfirmForm(button="Cancel my booking")
    if not _can_change(delegate):
        return redirect(_page(booking_key))
    if succeeds(form, lambda: actions.cancel_booking(delegate.id, now=clock.now())):
        flash("Your booking is cancelled. Thank you for telling us.")
        return redirect(_page(booking_key))
    title = delegate.bookings.session.event.title
    return render_template("training/cancel_booking.html", key=booking_key, form=form, session_title=title)


@blueprint.route("/bookings/<booking_key>/here", methods=["GET", "POST"])
@limiter.limit(OPENED, key_func=each_page)
@limiter.limit(TRIES, methods=["POST"], key_func=each_page)
@public
def say_here(booking_key: str) -> ResponseReturnValue:
    """I am here: the code on the screen shows it."""
    delegate, form = _delegate_or_404(booking_key), CheckInForm()
    if succeeds(form, lambda: check_in(delegate.id, form.code.data, now=clock.now())):
        flash("Thank you. We know that you are here.")
        return redirect(_page(booking_key))
    return render_template("training/say_here.html", key=booking_key, form=form)


@blueprint.get("/bookings/<booking_key>/calendar.ics")
@limiter.limit(OPENED, key_func=each_page)
@public
def keep_in_calendar(booking_key: str) -> ResponseReturnValue:
    """The session as a file for a calendar."""
    text = calendar_of(_delegate_or_404(booking_key), now=clock.now())
    return Response(
        text, mimetype="text/calendar", headers={"Content-Disposition": 'attachment; filename="training.ics"'}
    )


@blueprint.get("/bookings/<booking_key>/certificate")
@limiter.limit(OPENED, key_func=each_page)
@public
def show_certificate(booking_key: str) -> ResponseReturnValue:
    """A certificate of attendance, on one sheet of paper."""
    delegate = _delegate_or_404(booking_key)
    if not has_certificate(delegate, ends_at=last_end(delegate.event_id), now=clock.now()):
        abort(404)
    leads = {"back": _page(booking_key), "back_to": "Back to your booking"}
    return render_template("training/certificate.html", **leads, **certificate_page(delegate))


def _delegate_or_404(booking_key: str) -> Delegate:
    """Return whose key it is. A key that we did not make costs no statement."""
    return delegate_with(seed_in(booking_key, salt=DELEGATE)) or abort(404)


def _can_change(delegate: Delegate) -> bool:
    return is_live(delegate) and takes_place(delegate.bookings.session.event, now=clock.now())


def _page(booking_key: str) -> str:
    return url_for(".show_booking", booking_key=booking_key)
