"""Who leads a session writes down which delegates came, and shows the code in the room."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.forms import ConfirmForm
from coproduction.members.current import current_member
from coproduction.schedule.actions.attendance import make_code
from coproduction.schedule.models import Event
from coproduction.schedule.queries.events import find_event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.training.actions.checking_in import let_somebody_in, write_down_who_came
from coproduction.training.forms.bookings import marks_in
from coproduction.training.forms.ringing import CameForm
from coproduction.training.pages.delegates import came_page, screen_page
from coproduction.training.queries.bookings import bookings_of, delegates_of, leads
from coproduction.training.queries.dates import date_with_code
from coproduction.training.views.routes import blueprint


@blueprint.route("/events/<int:event_id>/delegates", methods=["GET", "POST"])
@members_only
def write_who_came(event_id: int) -> ResponseReturnValue:
    """Tick which delegates came: their names, and not how to reach them."""
    event, form, now = _led_event(event_id), ConfirmForm(button="Save"), clock.now()
    delegates = delegates_of(event.id)
    marks = marks_in(request.form, delegates)
    if succeeds(form, lambda: write_down_who_came(event, marks, by=current_account(), now=now)):
        flash("Saved. Thank you.")
        return redirect(url_for(".write_who_came", event_id=event.id))
    return render_template(
        "training/who_came.html",
        form=form,
        back=url_for("schedule.show_event", event_id=event_id),
        screen=url_for(".show_screen", event_id=event_id),
        somebody=url_for(".let_in", event_id=event.id),
        **came_page(event, delegates, now=now),
    )


@blueprint.route("/events/<int:event_id>/delegates/screen", methods=["GET", "POST"])
@members_only
def show_screen(event_id: int) -> ResponseReturnValue:
    """The code for the screen in the room: each date has its own."""
    event, form = _led_event(event_id), ConfirmForm(button="Make a code")
    date = date_with_code(event, now=clock.now())
    if succeeds(form, lambda: make_code(date, by=current_account(), now=clock.now())):
        return redirect(url_for(".show_screen", event_id=event.id))
    back = url_for(".write_who_came", event_id=event.id)
    return render_template("training/show_screen.html", form=form, back=back, **screen_page(date))


@blueprint.route("/events/<int:event_id>/delegates/new", methods=["GET", "POST"])
@members_only
def let_in(event_id: int) -> ResponseReturnValue:
    """Write down that somebody came who is not on the list."""
    event, form, by, now = _led_event(event_id), CameForm(), current_account(), clock.now()
    back = url_for(".write_who_came", event_id=event.id)
    if succeeds(form, lambda: let_somebody_in(event.id, form.details(), reach=form.reach, by=by, now=now)):
        flash(f"Saved. {form.name.data} came.")
        return redirect(back)
    return render_template("training/let_somebody_in.html", event=event, form=form, back=back)


def _led_event(event_id: int) -> Event:
    """Return the session that the member leads, be it by one of its other dates, as long as they may; or 404."""
    me = current_member()
    date = find_event(event_id, viewer=me) or abort(404)
    event = leader_of_set(date)
    if bookings_of(event.id) is None or not leads(event.id, viewer=me, now=clock.now()):
        abort(404)
    return event
