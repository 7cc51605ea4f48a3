"""The only member left on a panel says whether they agree to be alone."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.panels.actions import alone as actions
from coproduction.panels.forms.alone import AnswerAloneForm
from coproduction.panels.pages.alone import SAID
from coproduction.panels.queries.alone import answer_given, place_to_answer_for
from coproduction.panels.queries.cases import case_of
from coproduction.panels.views.routes import blueprint
from coproduction.schedule.actions.moves import Hand


@blueprint.route("/events/<int:event_id>/only-member", methods=["GET", "POST"])
@members_only
def answer_alone(event_id: int) -> ResponseReturnValue:
    """Ask, and take a yes or a no. It can be changed as long as it matters."""
    me = current_member()
    place = place_to_answer_for(event_id, viewer=me, now=clock.now()) or abort(404)
    case = case_of(event_id) or abort(404)
    form, title, hand = AnswerAloneForm(), place.role.event.title, Hand(current_account())
    form.show_what_was_said(said := answer_given(event_id))
    if succeeds(form, lambda: actions.answer_alone(case, agrees=form.agrees, hand=hand, member=me, now=clock.now())):
        flash("Thank you for telling us. You can change your answer below.")
        return redirect(url_for("schedule.show_event", event_id=event_id))
    return render_template("panels/answer_alone.html", event_id=event_id, title=title, said=SAID[said], form=form)
