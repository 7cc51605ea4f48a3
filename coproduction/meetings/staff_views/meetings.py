"""Coordinators make meetings and change them."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.meetings import actions
from coproduction.meetings.forms.meetings import MeetingForm
from coproduction.meetings.queries.meetings import find_meeting
from coproduction.meetings.staff_views.routes import blueprint
from coproduction.schedule.event_views import change_event_page, new_event_page
from coproduction.schedule.models import Event


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only
def new_meeting() -> ResponseReturnValue:
    """Make a meeting, ready to be published."""
    form = MeetingForm()

    def save() -> Event:
        return actions.create_meeting(form.details(), focus=form.focus.data, by=current_account(), now=clock.now())

    return new_event_page(
        "New meeting",
        form,
        save=save,
        said="Saved as a draft. Everybody can come as an attendee. Publish it when it is ready.",
        leads_to="schedule_staff.show_event",
    )


@blueprint.route("/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_meeting(event_id: int) -> ResponseReturnValue:
    """Change a meeting, and tell those who are coming if its time or place changes."""
    meeting = find_meeting(event_id, viewer=current_account()) or abort(404)
    form = MeetingForm()

    def save() -> Event:
        return actions.change_meeting(
            meeting,
            form.details(),
            focus=form.focus.data,
            moved=form.moved,
            by=current_account(),
            now=clock.now(),
        )

    return change_event_page(meeting.event, form, fill=lambda: form.fill_meeting(meeting), save=save, now=clock.now())
