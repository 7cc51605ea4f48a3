"""Coordinators make meetings and change them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings import actions
from coproduction.meetings.forms import MeetingForm
from coproduction.meetings.queries import find_meeting

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only
def new_meeting() -> ResponseReturnValue:
    """Make a meeting, ready to be published."""
    form = MeetingForm()
    if form.validate_on_submit():
        try:
            event = actions.create_meeting(form.details(), focus=form.focus.data, by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("Saved as a draft. Everybody can come as an attendee. Publish it when it is ready.")
            return redirect(url_for("schedule_staff.show_event", event_id=event.id))
    return render_template(
        "schedule/edit_event.html",
        heading="New meeting",
        form=form,
        back=url_for("schedule_staff.manage_events"),
        tells=False,
    )


@blueprint.route("/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_meeting(event_id: int) -> ResponseReturnValue:
    """Change a meeting, and tell those who are coming if its time or place changes."""
    meeting = find_meeting(event_id, viewer=current_account()) or abort(404)
    event, form = meeting.event, MeetingForm()
    if form.validate_on_submit():
        try:
            actions.change_meeting(
                meeting, form.details(), focus=form.focus.data, by=current_account(), now=clock.now()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("Saved.")
            return redirect(url_for("schedule_staff.show_event", event_id=event_id))
    elif not form.is_submitted():
        form.fill_meeting(meeting)
    return render_template(
        "schedule/edit_event.html",
        heading=f"Change {event.title}",
        form=form,
        back=url_for("schedule_staff.show_event", event_id=event_id),
        tells=True,
    )
