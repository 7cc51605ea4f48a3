"""A member lets their own calendar program read their events, or keeps one event."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.members.current import current_member
from coproduction.schedule.actions import feeds as actions
from coproduction.schedule.feed_keys import new_seed
from coproduction.schedule.pages import feeds as pages
from coproduction.schedule.views.routes import blueprint


@blueprint.get("/my-calendar")
@members_only
def show_calendar_address() -> ResponseReturnValue:
    """Show the private address of the member's calendar, and how to add it to a phone or a computer."""
    return render_template("schedule/show_calendar_address.html", page=pages.address_page(current_member()))


@blueprint.post("/my-calendar/open")
@members_only
def open_calendar() -> ResponseReturnValue:
    """Give the member a private address."""
    actions.open_feed(current_member(), new_seed(), by=current_account(), now=clock.now())
    db.session.commit()
    flash("This is your calendar address. Keep it to yourself.")
    return redirect(url_for(".show_calendar_address"))


@blueprint.post("/my-calendar/replace")
@members_only
def replace_calendar() -> ResponseReturnValue:
    """Give the member another address, because somebody else may know the one before."""
    actions.replace_feed(current_member(), new_seed(), by=current_account(), now=clock.now())
    db.session.commit()
    flash("You have a new address. The old one does not work any more.")
    return redirect(url_for(".show_calendar_address"))


@blueprint.post("/my-calendar/stop")
@members_only
def stop_calendar() -> ResponseReturnValue:
    """Stop the address."""
    actions.stop_feed(current_member(), by=current_account(), now=clock.now())
    db.session.commit()
    flash("Your calendar address has stopped working.")
    return redirect(url_for(".show_calendar_address"))


@blueprint.get("/events/<int:event_id>/calendar-file")
@members_only
def keep_event(event_id: int) -> ResponseReturnValue:
    """Give the member one event as a file for their calendar."""
    text = pages.event_file(event_id, viewer=current_member(), now=clock.now()) or abort(404)
    headers = {"Content-Disposition": f'attachment; filename="event-{event_id}.ics"'}
    return Response(text, mimetype="text/calendar", headers=headers)
