"""Coordinators book for delegates who ring, act for them, and put right what stands of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.accounts.models import Account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.training.actions import for_delegates
from coproduction.training.actions.for_delegates import Done
from coproduction.training.forms.ringing import BookForForm, ChangeForm, PutRightForm
from coproduction.training.models import Delegate
from coproduction.training.pages.bookings import certificate_page
from coproduction.training.pages.delegates import answer_to
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import last_end
from coproduction.training.rules.bookings import can_book, takes_place
from coproduction.training.rules.certificates import has_certificate
from coproduction.training.staff_views.delegates import session_or_404
from coproduction.training.staff_views.routes import blueprint


class Act(Protocol):
    """Does something with one booking."""

    def __call__(self, delegate_id: int, *, by: Account, now: datetime) -> Done: ...


@blueprint.route("/training/<int:event_id>/delegates/new", methods=["GET", "POST"])
@staff_only
def book_for(event_id: int) -> ResponseReturnValue:
    """Book a place, or a turn on the waiting list, for somebody who rings."""
    session, bookings, form = session_or_404(event_id), queries.bookings_of(event_id) or abort(404), BookForForm()
    done: list[Done] = []

    def save() -> None:
        by, now = current_account(), clock.now()
        who = form.is_of_host.data
        done.append(for_delegates.book_for(bookings, form.details(), form.reach, is_of_host=who, by=by, now=now))

    if succeeds(form, save):
        flash(answer_to(*done[0]))
        return redirect(url_for(".show_delegates", event_id=event_id))
    can = can_book(bookings, now=clock.now())
    return render_template("training/book_for_delegate.html", event=session.event, form=form, can_book=can)


@blueprint.route("/training/<int:event_id>/delegates/<int:delegate_id>/change", methods=["GET", "POST"])
@staff_only
def change_for(event_id: int, delegate_id: int) -> ResponseReturnValue:
    """Put right a delegate's name, team, role and how they are reached; and, until the session, what they need."""
    session, delegate, now = session_or_404(event_id), delegate_or_404(event_id, delegate_id), clock.now()
    form = (ChangeForm if takes_place(session.event, now=now) else PutRightForm).of(delegate)

    def save() -> Delegate:
        details, by = form.details(delegate), current_account()
        return for_delegates.change_for(delegate_id, details, reach=form.reach, by=by, now=now)

    if succeeds(form, save):
        flash("Saved. If they have a certificate, it says so too. Its code is the same.")
        return redirect(url_for(".show_delegates", event_id=event_id))
    return render_template("training/change_delegate.html", event=session.event, delegate=delegate, form=form)


@blueprint.get("/training/<int:event_id>/delegates/<int:delegate_id>/certificate")
@staff_only
def show_certificate(event_id: int, delegate_id: int) -> ResponseReturnValue:
    """The certificate of a delegate, to print for those without an email address."""
    session_or_404(event_id)
    delegate = delegate_or_404(event_id, delegate_id)
    if not has_certificate(delegate, ends_at=last_end(event_id), now=clock.now()):
        abort(404)
    leads = {"back": url_for(".show_delegates", event_id=event_id), "back_to": "Back to the delegates"}
    return render_template("training/certificate.html", **leads, **certificate_page(delegate))


@blueprint.route("/training/<int:event_id>/delegates/<int:delegate_id>/yes", methods=["GET", "POST"])
@staff_only
def say_yes_for(event_id: int, delegate_id: int) -> ResponseReturnValue:
    """Confirm for a delegate who rang, or take the place that is kept for them."""
    return _act_for(event_id, delegate_id, for_delegates.say_yes_for, is_yes=True)


@blueprint.route("/training/<int:event_id>/delegates/<int:delegate_id>/cancel", methods=["GET", "POST"])
@staff_only
def cancel_for(event_id: int, delegate_id: int) -> ResponseReturnValue:
    """Cancel for a delegate who rang."""
    return _act_for(event_id, delegate_id, for_delegates.cancel_for, is_yes=False)


def _act_for(event_id: int, delegate_id: int, act: Act, *, is_yes: bool) -> ResponseReturnValue:
    """Ask once more, and do it: they are told by email that it was done for them, or are on the phone now."""
    session, delegate = session_or_404(event_id), delegate_or_404(event_id, delegate_id)
    form = ConfirmForm(button="Yes, they will come" if is_yes else "Cancel the booking")
    done: list[Done] = []
    if succeeds(form, lambda: done.append(act(delegate_id, by=current_account(), now=clock.now()))):
        flash(answer_to(*done[0]))
        return redirect(url_for(".show_delegates", event_id=event_id))
    return render_template(
        "training/act_for_delegate.html", event=session.event, delegate=delegate, form=form, is_yes=is_yes
    )


def delegate_or_404(event_id: int, delegate_id: int) -> Delegate:
    """Return the delegate of the session."""
    delegate = queries.get_delegate(delegate_id)
    return delegate if delegate and delegate.event_id == event_id else abort(404)
