"""A recruiting manager says what came of their panel."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.forms.outcomes import OutcomeForm
from coproduction.panels.pages.outcomes import outcome_for_manager
from coproduction.panels.public_views.progress import OPENED
from coproduction.panels.public_views.routes import blueprint
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.outcomes import panel_numbered
from coproduction.panels.request_keys import seed_in


@blueprint.route("/tracking/<tracking_key>/outcome", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def tell_outcome(tracking_key: str) -> ResponseReturnValue:
    """Take what came of the panel, and tell its members; show what was told, and what they said."""
    request = queries.request_with(seed_in(tracking_key)) or abort(404)
    event_id, form = request.case.event_id, OutcomeForm()

    def tell() -> object:
        panel = panel_numbered(event_id or abort(404))
        words, to_members = form.words.data, form.to_members.data or ""
        return actions.tell_outcome(panel, words, to_members=to_members, by=None, now=clock.now())

    if succeeds(form, tell):
        flash("Thank you. Everybody who was on the panel is being told.")
        return redirect(url_for(".tell_outcome", tracking_key=tracking_key))
    outcome = outcome_for_manager(event_id, now=clock.now())
    return render_template("panels/outcome_for_manager.html", key=tracking_key, outcome=outcome, form=form)
