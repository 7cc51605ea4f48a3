"""Coordinators write down who came."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.rosters.pages import attendance_lines
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.actions.attendance import make_code, record_attendance
from coproduction.schedule.forms.attendance import marks_in
from coproduction.schedule.models import Event
from coproduction.schedule.queries import events
from coproduction.schedule.queries.attendance import asked_to, came_to_lead, code_of
from coproduction.schedule.rules import can_be_written_down, has_use_for_code, shares_roster


@blueprint.route("/<int:event_id>/attendance", methods=["GET", "POST"])
@staff_only
def write_attendance(event_id: int) -> ResponseReturnValue:
    """Who came, who sent apologies, who did not come: everybody in one form."""
    event, me, form = _event(event_id), current_account(), ConfirmForm(button="Save who came")
    places = asked_to(event, viewer=me)
    if form.validate_on_submit():
        try:
            number = record_attendance(event, marks_in(request.form, places), by=me, now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"Saved. {number} changed.")
            return redirect(url_for(".show_roster", event_id=event_id))
    return render_template(
        "rosters/write_attendance.html",
        event=event,
        people=attendance_lines(places, came_to_lead(places) if shares_roster(event) else {}),
        code=code_of(event_id),
        has_use_for_code=has_use_for_code(event, now=clock.now()),
        can_write=can_be_written_down(event, now=clock.now()),
        form=form,
    )


@blueprint.post("/<int:event_id>/attendance/code")
@staff_only
def make_check_in_code(event_id: int) -> ResponseReturnValue:
    """Make the code that is shown in the room."""
    event = _event(event_id)
    try:
        make_code(event, by=current_account(), now=clock.now())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.message)
    return redirect(url_for(".write_attendance", event_id=event_id))


def _event(event_id: int) -> Event:
    return events.find_event(event_id, viewer=current_account()) or abort(404)
