"""The two pages that every kind of event has for coordinators: to make one, and to change one.

A kind's own view brings the form and says what saving means; what is the same for all of them stands here.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.forms import EventForm
from coproduction.schedule.models import Event

EDIT = "schedule/edit_event.html"


def new_event_page(
    heading: str, form: EventForm, *, save: Callable[[], Event], said: str, leads_to: str, template: str = EDIT
) -> ResponseReturnValue:
    """Ask for a new event. Once `save` has made it, say what was said and go to the endpoint it leads to."""
    if event := _saved(form, save):
        flash(said)
        return redirect(url_for(leads_to, event_id=event.id))
    return render_template(
        template, heading=heading, form=form, back=url_for("schedule_staff.manage_events"), tells=False
    )


def change_event_page(
    event: Event, form: EventForm, *, fill: Callable[[], None], save: Callable[[], Event], template: str = EDIT
) -> ResponseReturnValue:
    """Show the event in a form that `fill` fills in. Once `save` has changed it, go back to the event."""
    heading, page = f"Change {event.title}", url_for("schedule_staff.show_event", event_id=event.id)
    if not form.is_submitted():
        fill()
    elif _saved(form, save):
        flash("Saved.")
        return redirect(page)
    return render_template(template, heading=heading, form=form, back=page, tells=True)


def _saved(form: EventForm, save: Callable[[], Event]) -> Event | None:
    """Save what was sent and commit, or show in the form what is wrong with it."""
    if not form.validate_on_submit():
        return None
    try:
        event = save()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return None
    return event
