"""Coordinators make interview panels and change them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels import actions
from coproduction.panels.forms import PanelForm
from coproduction.panels.queries import find_panel

blueprint = Blueprint("panels", __name__, url_prefix="/panels")


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only
def new_panel() -> ResponseReturnValue:
    """Make an interview panel, and go on to who is needed for it."""
    form = PanelForm()
    if form.validate_on_submit():
        try:
            event = actions.create_panel(form.details(), form.panel_details(), by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("Saved as a draft. Say next who is needed.")
            return redirect(url_for("schedule_staff.new_role", event_id=event.id))
    return render_template(
        "schedule/edit_event.html",
        heading="New interview panel",
        form=form,
        back=url_for("schedule_staff.manage_events"),
        tells=False,
    )


@blueprint.route("/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_panel(event_id: int) -> ResponseReturnValue:
    """Change a panel, and tell those who are on it if its time or place changes."""
    panel = find_panel(event_id, viewer=current_account()) or abort(404)
    event, form = panel.event, PanelForm()
    if form.validate_on_submit():
        try:
            actions.change_panel(
                panel, form.details(), about=form.panel_details(), by=current_account(), now=clock.now()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("Saved.")
            return redirect(url_for("schedule_staff.show_event", event_id=event_id))
    elif not form.is_submitted():
        form.fill_panel(panel)
    return render_template(
        "schedule/edit_event.html",
        heading=f"Change {event.title}",
        form=form,
        back=url_for("schedule_staff.show_event", event_id=event_id),
        tells=True,
    )
