"""A recruiting manager says what came of their panel, and puts it right."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.forms.outcomes import CorrectionForm, OutcomeForm
from coproduction.panels.pages.outcomes import outcome_for_manager
from coproduction.panels.public_views.progress import OPENED
from coproduction.panels.public_views.routes import blueprint
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.outcomes import keeps_names, number_of_corrections, outcome_of, panel_numbered
from coproduction.panels.request_keys import seed_in


@blueprint.route("/tracking/<tracking_key>/outcome", methods=["GET", "POST"])
@public
@limiter.limit(OPENED)
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
    outcome = outcome_for_manager(request.case, now=clock.now())
    return render_template("panels/outcome_for_manager.html", key=tracking_key, outcome=outcome, form=form)


@blueprint.route("/tracking/<tracking_key>/outcome/correct", methods=["GET", "POST"])
@public
@limiter.limit(OPENED)
def correct_outcome(tracking_key: str) -> ResponseReturnValue:
    """Put right what the team told the members, who are told once, as long as names can be looked for in it."""
    request = queries.request_with(seed_in(tracking_key)) or abort(404)
    panel = panel_numbered(request.case.event_id or abort(404))
    outcome = outcome_of(panel.event_id)
    back = url_for(".tell_outcome", tracking_key=tracking_key)
    if outcome is None or not keeps_names(panel.event, now=clock.now()):
        return redirect(back)
    form = CorrectionForm(outcome, number_of_corrections(panel.event_id))

    def correct() -> object:
        words, to_members, seen = form.words.data, form.to_members.data or "", form.number_seen
        return actions.correct_outcome(panel, words, to_members=to_members, seen=seen, by=None, now=clock.now())

    if succeeds(form, correct):
        flash("Thank you. Everybody who was on the panel is being told.")
        return redirect(back)
    form.seen.data = str(number_of_corrections(panel.event_id))  # of the words that the page shows again
    return render_template("panels/correct_outcome.html", form=form, back=back, outcome=outcome_of(panel.event_id))
