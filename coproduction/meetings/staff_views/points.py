"""Coordinators note what people said they would do, and what is done."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.paging import Page, page_of, requested_page
from coproduction.meetings.actions import points as actions
from coproduction.meetings.forms.minutes import ActionForm
from coproduction.meetings.models import ActionPoint
from coproduction.meetings.pages import minutes as pages
from coproduction.meetings.queries import minutes as queries
from coproduction.meetings.staff_views.agenda import meeting_or_404
from coproduction.meetings.staff_views.routes import blueprint


@blueprint.get("/actions")
@staff_only
def list_actions() -> ResponseReturnValue:
    """Everything that is not done yet, by day."""
    found = page_of(queries.open_actions(viewer=current_account()), requested_page())
    lines = pages.action_lines(found, today=uk_wall(clock.now()).date())
    page = Page(lines, found.number, has_next=found.has_next)
    return render_template("meetings/list_actions.html", page=page)


@blueprint.route("/<int:event_id>/actions/new", methods=["GET", "POST"])
@staff_only
def add_action(event_id: int) -> ResponseReturnValue:
    """Note what somebody said at the meeting that they would do."""
    meeting, form = meeting_or_404(event_id), _form()
    if succeeds(form, lambda: actions.add_action(meeting, form.details(), by=current_account(), now=clock.now())):
        flash("Saved.")
        return redirect(url_for(".show_minutes", event_id=event_id))
    back = url_for(".show_minutes", event_id=event_id)
    return render_template(
        "components/one_form.html", heading=f"An action from {meeting.event.title}", form=form, back=back
    )


@blueprint.route("/actions/<int:action_id>", methods=["GET", "POST"])
@staff_only
def show_action(action_id: int) -> ResponseReturnValue:
    """One action: change it, or mark it as done."""
    point, form = _action(action_id), _form()
    event_id, is_open = point.event_id, point.done_at is None
    if succeeds(form, lambda: actions.change_action(action_id, form.details(), by=current_account(), now=clock.now())):
        flash("Saved.")
        return redirect(url_for(".show_minutes", event_id=event_id))
    if not form.is_submitted():
        form.fill(point)
    return render_template(
        "meetings/show_action.html", action_id=action_id, event_id=event_id, is_open=is_open, form=form
    )


@blueprint.post("/actions/<int:action_id>/done")
@staff_only
def finish_action(action_id: int) -> ResponseReturnValue:
    """Note that it is done."""
    event_id = _action(action_id).event_id
    actions.mark_done(action_id, by=current_account(), now=clock.now())
    db.session.commit()
    flash("Marked as done.")
    return redirect(url_for(".show_minutes", event_id=event_id))


@blueprint.post("/actions/<int:action_id>/reopen")
@staff_only
def reopen_action(action_id: int) -> ResponseReturnValue:
    """Take back that it is done."""
    event_id = _action(action_id).event_id
    actions.reopen_action(action_id, by=current_account(), now=clock.now())
    db.session.commit()
    flash("It is to be done again.")
    return redirect(url_for(".show_minutes", event_id=event_id))


def _form() -> ActionForm:
    form = ActionForm()
    form.offer(*queries.owners())
    return form


def _action(action_id: int) -> ActionPoint:
    return queries.find_action(action_id, viewer=current_account()) or abort(404)
