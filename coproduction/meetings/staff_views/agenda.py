"""Coordinators put the agenda of a meeting together."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.meetings import pages
from coproduction.meetings.actions import agenda as actions
from coproduction.meetings.forms.agenda import ItemForm
from coproduction.meetings.models import AgendaItem, Meeting
from coproduction.meetings.queries.agenda import find_item
from coproduction.meetings.queries.meetings import find_meeting
from coproduction.meetings.staff_views.routes import blueprint
from coproduction.schedule.rules import can_change


@blueprint.get("/<int:event_id>/agenda")
@staff_only
def show_agenda(event_id: int) -> ResponseReturnValue:
    """The agenda, with its times, its length against the meeting's, and every paper."""
    meeting = meeting_or_404(event_id)
    return render_template(
        "meetings/manage_agenda.html",
        event=meeting.event,
        agenda=pages.agenda_of(meeting.event, now=clock.now()),
        can_change=can_change(meeting.event),
    )


@blueprint.route("/<int:event_id>/agenda/new", methods=["GET", "POST"])
@staff_only
def add_item(event_id: int) -> ResponseReturnValue:
    """Add an item at the end."""
    meeting, form = meeting_or_404(event_id), ItemForm()
    if succeeds(
        form,
        lambda: actions.add_item(
            meeting, form.details(), has_paper=form.wants_paper, by=current_account(), now=clock.now()
        ),
    ):
        return redirect(url_for(".show_agenda", event_id=event_id))
    return render_template("meetings/edit_item.html", heading="Add to the agenda", event=meeting.event, form=form)


@blueprint.route("/<int:event_id>/agenda/<int:item_id>/change", methods=["GET", "POST"])
@staff_only
def change_item(event_id: int, item_id: int) -> ResponseReturnValue:
    """Change one item."""
    meeting, item, form = *_item_or_404(event_id, item_id), ItemForm()
    form.keep_paper(item)
    heading = f"Change {item.title}"
    if succeeds(
        form,
        lambda: actions.change_item(
            item, meeting, details=form.details(), has_paper=form.wants_paper, by=current_account(), now=clock.now()
        ),
    ):
        return redirect(url_for(".show_agenda", event_id=event_id))
    if not form.is_submitted():
        form.fill(item)
    return render_template("meetings/edit_item.html", heading=heading, event=meeting.event, form=form)


@blueprint.post("/<int:event_id>/agenda/<int:item_id>/<any(up, down):way>")
@staff_only
def move_item(event_id: int, item_id: int, way: str) -> ResponseReturnValue:
    """Move one item up or down."""
    meeting, item = _item_or_404(event_id, item_id)
    try:
        actions.move_item(item, meeting, up=way == "up", by=current_account(), now=clock.now())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.message, "important")
    return redirect(url_for(".show_agenda", event_id=event_id))


@blueprint.route("/<int:event_id>/agenda/<int:item_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_item(event_id: int, item_id: int) -> ResponseReturnValue:
    """Take one item off."""
    meeting, item, form = *_item_or_404(event_id, item_id), ConfirmForm(button="Take it off")
    title = item.title
    if succeeds(form, lambda: actions.remove_item(item, meeting, by=current_account(), now=clock.now())):
        return redirect(url_for(".show_agenda", event_id=event_id))
    return render_template("meetings/remove_item.html", event=meeting.event, title=title, form=form)


def meeting_or_404(event_id: int) -> Meeting:
    """Return the meeting, which every coordinator may see."""
    return find_meeting(event_id, viewer=current_account()) or abort(404)


def _item_or_404(event_id: int, item_id: int) -> tuple[Meeting, AgendaItem]:
    return meeting_or_404(event_id), find_item(item_id, event_id) or abort(404)
