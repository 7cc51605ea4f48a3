"""Coordinators tell members what came of a panel, and read what they say."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import do_and_say, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm, Form
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.forms.outcomes import CorrectionForm, OutcomeForm
from coproduction.panels.pages.outcomes import outcome_page
from coproduction.panels.queries.outcomes import number_of_corrections, outcome_of
from coproduction.panels.staff_views.candidates import panel_or_404
from coproduction.panels.staff_views.routes import blueprint


@blueprint.route("/<int:event_id>/outcome", methods=["GET", "POST"])
@staff_only
def show_outcome(event_id: int) -> ResponseReturnValue:
    """What came of the panel, the totals that members share, and how it was for them."""
    panel, form = panel_or_404(event_id), OutcomeForm()
    if succeeds(
        form,
        lambda: actions.tell_outcome(
            panel,
            form.words.data,
            to_members=form.to_members.data or "",
            by=current_account(),
            now=clock.now(),
        ),
    ):
        flash("Everybody who was on the panel is being told, with thanks.")
        return redirect(url_for(".show_outcome", event_id=event_id))
    return _page(event_id, form)


@blueprint.route("/<int:event_id>/outcome/correct", methods=["GET", "POST"])
@staff_only
def correct_outcome(event_id: int) -> ResponseReturnValue:
    """Put right what was told, and tell everybody who was on the panel."""
    panel = panel_or_404(event_id)
    outcome = outcome_of(event_id) or abort(404)
    form = CorrectionForm(outcome, number_of_corrections(event_id))

    def correct() -> object:
        words, to_members, seen = form.words.data, form.to_members.data or "", form.number_seen
        by, now = current_account(), clock.now()
        return actions.correct_outcome(panel, words, to_members=to_members, seen=seen, by=by, now=now)

    back = url_for(".show_outcome", event_id=event_id)
    if succeeds(form, correct):
        flash("It is corrected. Everybody who was on the panel is being told.")
        return redirect(back)
    form.seen.data = str(number_of_corrections(event_id))  # of the words that the page shows again
    return render_template("panels/correct_outcome.html", form=form, back=back, outcome=outcome_of(event_id))


@blueprint.post("/<int:event_id>/outcome/feedback/<int:feedback_id>/pass-on")
@staff_only
def pass_on(event_id: int, feedback_id: int) -> ResponseReturnValue:
    """Let the team read what a member said, without their name."""
    panel, form = panel_or_404(event_id), ConfirmForm()
    if form.validate_on_submit():
        do_and_say(
            "The team can read it, without a name.",
            lambda: actions.pass_on(panel, feedback_id, by=current_account(), now=clock.now()),
        )
    return redirect(url_for(".show_outcome", event_id=event_id))


def _page(event_id: int, form: Form) -> ResponseReturnValue:
    panel = panel_or_404(event_id)
    page = outcome_page(panel.event, viewer=current_account(), now=clock.now())
    return render_template("panels/show_outcome.html", event=panel.event, page=page, form=form)
