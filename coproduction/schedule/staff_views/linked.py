"""Coordinators add dates that belong to an event, change them, and give one a roster of its own."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.schedule import rules
from coproduction.schedule.actions import linked as actions
from coproduction.schedule.event_views import change_event_page
from coproduction.schedule.forms.linked import DateForm
from coproduction.schedule.models import Event
from coproduction.schedule.queries import events, linked
from coproduction.schedule.staff_views.routes import blueprint
from coproduction.schedule.words import asked_by_itself

EDIT = "schedule/edit_event.html"


@blueprint.route("/events/<int:event_id>/dates/new", methods=["GET", "POST"])
@staff_only
def new_date(event_id: int) -> ResponseReturnValue:
    """Add a date that shares the event's roster, and tell whoever is on it already."""
    lead = _event(event_id)
    page, form = url_for(".show_event", event_id=event_id, _anchor="dates"), DateForm(lead)
    if succeeds(
        form,
        lambda: actions.link_event(
            lead,
            form.label.data,
            details=form.details(),
            is_members_only=form.is_members_only,
            by=current_account(),
            now=clock.now(),
        ),
    ):
        flash("The date is saved. The same people come to it.")
        return redirect(page)
    if not form.is_submitted():
        form.start_from(lead)
    return render_template(EDIT, heading=f"Add a date to {lead.title}", form=form, back=page, tells=True)


@blueprint.route("/events/<int:event_id>/date", methods=["GET", "POST"])
@staff_only
def change_date(event_id: int) -> ResponseReturnValue:
    """Change a date that belongs to an event, and tell those who come if its time or place changes."""
    event = _following(event_id)
    form = DateForm(linked.leader_of_set(event))

    def save() -> Event:
        return actions.change_date(
            event,
            form.label.data,
            details=form.details(),
            is_members_only=form.is_members_only,
            by=current_account(),
            now=clock.now(),
        )

    return change_event_page(event, form, fill=lambda: form.fill(event), save=save, now=clock.now())


@blueprint.route("/events/<int:event_id>/own-roster", methods=["GET", "POST"])
@staff_only
def give_own_roster(event_id: int) -> ResponseReturnValue:
    """Let one of the dates have other people than the rest, after a look at what that means."""
    event, form = _following(event_id), ConfirmForm(button="Give it a roster of its own")
    if not rules.shares_roster(event):
        return redirect(url_for(".show_event", event_id=event_id))
    if succeeds(form, lambda: actions.give_own_roster(event, by=current_account(), now=clock.now())):
        flash("It has a roster of its own now.")
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template(
        "schedule/own_roster.html",
        event=event,
        lead=linked.leader_of_set(event),
        asked=asked_by_itself(linked.number_offered(event)),
        form=form,
    )


def _event(event_id: int) -> Event:
    return events.find_event(event_id, viewer=current_account()) or abort(404)


def _following(event_id: int) -> Event:
    event = _event(event_id)
    return event if event.follows_id is not None else abort(404)
