"""Members say how a panel went."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.forms.outcomes import FeedbackForm
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.queries.asides import why_no_outcome
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.queries.packs import find_panel_attended
from coproduction.panels.rules.outcomes import is_over
from coproduction.panels.views.routes import blueprint


@blueprint.route("/events/<int:event_id>/how-it-went", methods=["GET", "POST"])
@members_only
def give_feedback(event_id: int) -> ResponseReturnValue:
    """Show what came of the panel, and ask how it was."""
    me = current_member()
    panel = find_panel_attended(event_id, viewer=me) or abort(404)
    if not is_over(panel.event, ends_at(panel.event), now=clock.now()):
        abort(404)
    form, title, outcome = FeedbackForm(), panel.event.title, queries.outcome_of(event_id)
    if succeeds(
        form,
        lambda: actions.give_feedback(
            panel, me, form.words.data, may_be_passed_on=form.may_be_passed_on.data, now=clock.now()
        ),
    ):
        flash("Thank you for telling us.")
        return redirect(url_for("schedule.show_event", event_id=event_id))
    if not form.is_submitted() and (said := queries.own_feedback(event_id, viewer=me)):
        form.process(obj=said)
    can_tell = queries.keeps_names(panel.event, now=clock.now())
    return render_template(
        "panels/give_feedback.html",
        event_id=event_id,
        title=title,
        outcome=outcome,
        reason=why_no_outcome(event_id),
        form=form,
        can_tell=can_tell,
    )
