"""Coordinators make interview panels and change them."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.panels.actions import panels as actions
from coproduction.panels.actions.notice import refuse_short_move
from coproduction.panels.forms.panels import PanelForm
from coproduction.panels.queries.panels import find_panel
from coproduction.panels.rules.notice import lead_days
from coproduction.panels.staff_views.routes import blueprint
from coproduction.schedule.event_views import change_event_page, new_event_page
from coproduction.schedule.models import Event


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only
def new_panel() -> ResponseReturnValue:
    """Make an interview panel, and go on to who is needed for it."""
    form = PanelForm(lead_days=lead_days(now=clock.now()))

    def save() -> Event:
        return actions.create_panel(
            form.details(), form.panel_details(), short_because=form.reason, by=current_account(), now=clock.now()
        )

    return new_event_page(
        "New interview panel",
        form,
        save=save,
        said="Saved as a draft. Say next who is needed.",
        leads_to="schedule_staff.new_role",
    )


@blueprint.route("/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_panel(event_id: int) -> ResponseReturnValue:
    """Change a panel, and tell those who are on it if its time or place changes."""
    panel = find_panel(event_id, viewer=current_account()) or abort(404)
    form, starts_at = PanelForm(lead_days=lead_days(now=clock.now())), panel.event.starts_at

    def refuse() -> None:
        refuse_short_move(starts_at, form.details().starts_at, because=form.reason, now=clock.now())

    def save() -> Event:
        return actions.change_panel(
            panel,
            form.details(),
            about=form.panel_details(),
            moved=form.moved,
            short_because=form.reason,
            by=current_account(),
            now=clock.now(),
        )

    return change_event_page(
        panel.event, form, fill=lambda: form.fill_panel(panel), save=save, refuse=refuse, now=clock.now()
    )
