"""Coordinators keep the list of venues."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.schedule.actions import venues as actions
from coproduction.schedule.forms.venues import ChangeVenueForm, VenueForm
from coproduction.schedule.pages.venues import venue_lines
from coproduction.schedule.queries import venues
from coproduction.schedule.staff_views.routes import blueprint


@blueprint.get("/venues")
@staff_only
def list_venues() -> ResponseReturnValue:
    """Show every venue with its access, and how many events to come it has."""
    rows = venues.used_venues(viewer=current_account(), now=clock.now())
    return render_template("schedule/list_venues.html", lines=venue_lines(rows))


@blueprint.route("/venues/new", methods=["GET", "POST"])
@staff_only
def new_venue() -> ResponseReturnValue:
    """Add a venue to the list."""
    form = VenueForm()
    if succeeds(form, lambda: actions.add_venue(form.details(), by=current_account(), now=clock.now())):
        flash("The venue is saved.")
        return redirect(url_for(".list_venues"))
    return render_template("schedule/edit_venue.html", heading="Add a venue", form=form, is_new=True)


@blueprint.route("/venues/<int:venue_id>/change", methods=["GET", "POST"])
@staff_only
def change_venue(venue_id: int) -> ResponseReturnValue:
    """Change what is known of a venue."""
    venue, form = venues.find_venue(venue_id, viewer=current_account()) or abort(404), ChangeVenueForm()
    heading = f"Change {venue.name}"
    if succeeds(
        form,
        lambda: actions.change_venue(
            venue_id, form.details(), by=current_account(), now=clock.now(), is_same_place=form.is_same_place
        ),
    ):
        flash("The venue is saved.")
        return redirect(url_for(".list_venues"))
    if not form.is_submitted():
        form.fill(venue)
    return render_template("schedule/edit_venue.html", heading=heading, form=form, is_new=False)
