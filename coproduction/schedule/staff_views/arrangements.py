"""Coordinators arrange what those who come to an event need."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.accounts.queries import open_staff
from coproduction.core import clock
from coproduction.core.attempts import do_and_say, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.schedule import rules
from coproduction.schedule.actions import arrangements as actions
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.forms.arrangements import BookingForm, InsteadForm
from coproduction.schedule.kinds import edit_endpoint_of
from coproduction.schedule.models import Arrangement, Event
from coproduction.schedule.pages import arrangements as pages
from coproduction.schedule.pages.venue_summary import venue_summary
from coproduction.schedule.queries import arranged, events, needs_met
from coproduction.schedule.staff_views.routes import blueprint


@blueprint.get("/events/<int:event_id>/arrangements")
@staff_only
def show_arrangements(event_id: int) -> ResponseReturnValue:
    """Show what is arranged for an event, and what must be done about it."""
    event = _event(event_id)
    return render_template(
        "schedule/show_arrangements.html",
        event=event,
        page=pages.arrangements_page(event, viewer=current_account(), now=clock.now()),
        edit_endpoint=edit_endpoint_of(event),
        questions=needs_met.questions_about(event.id, viewer=current_account()),
        can_move=rules.can_cancel(event, now=clock.now()),
        form=ConfirmForm(),
    )


@blueprint.get("/events/<int:event_id>/for-the-venue")
@staff_only
def show_venue_summary(event_id: int) -> ResponseReturnValue:
    """Show what the venue and the caterer must know, without names, to print or to send."""
    event = _event(event_id)
    return render_template(
        "schedule/show_venue_summary.html",
        event=event,
        where=place_in_words(event),
        page=venue_summary(event, viewer=current_account()),
    )


@blueprint.route("/arrangements/<int:arrangement_id>/change", methods=["GET", "POST"])
@staff_only
def change_arrangement(arrangement_id: int) -> ResponseReturnValue:
    """Write down how far an arrangement is."""
    found = _arrangement(arrangement_id)
    event_id, page = found.event_id, pages.one_arrangement(found, viewer=current_account(), now=clock.now())
    form = BookingForm(found, staff=open_staff())
    if succeeds(
        form, lambda: actions.note_booking(arrangement_id, form.booking(), by=current_account(), now=clock.now())
    ):
        flash("Saved.")
        return redirect(url_for(".show_arrangements", event_id=event_id))
    if not form.is_submitted():
        form.fill(found)
    return render_template("schedule/change_arrangement.html", page=page, event_id=event_id, form=form)


@blueprint.route("/arrangements/<int:arrangement_id>/instead", methods=["GET", "POST"])
@staff_only
def agree_instead(arrangement_id: int) -> ResponseReturnValue:
    """Write down what was agreed with the member in place of what they need."""
    found = _arrangement(arrangement_id)
    event_id, page = found.event_id, pages.one_arrangement(found, viewer=current_account(), now=clock.now())
    form = InsteadForm()
    if succeeds(
        form, lambda: actions.agree_instead(arrangement_id, form.instead.data, by=current_account(), now=clock.now())
    ):
        flash("Saved. Book what you agreed, or mark it as confirmed.")
        return redirect(url_for(".show_arrangements", event_id=event_id))
    return render_template("schedule/agree_instead.html", page=page, event_id=event_id, form=form)


@blueprint.post("/arrangements/<int:arrangement_id>/book-anyway")
@staff_only
def book_anyway(arrangement_id: int) -> ResponseReturnValue:
    """Decide to try and book something although its day has passed."""
    event_id = _arrangement(arrangement_id).event_id
    if ConfirmForm().validate_on_submit():
        do_and_say(
            "Saved. It stays on the list until it is booked.",
            lambda: actions.book_anyway(arrangement_id, by=current_account(), now=clock.now()),
        )
    return redirect(url_for(".show_arrangements", event_id=event_id))


def _event(event_id: int) -> Event:
    return events.find_event(event_id, viewer=current_account()) or abort(404)


def _arrangement(arrangement_id: int) -> Arrangement:
    return arranged.find_arrangement(arrangement_id, viewer=current_account()) or abort(404)
