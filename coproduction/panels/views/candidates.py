"""Members on a panel look at the candidates' names, and say whether they know somebody."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.panels.actions import candidates as actions
from coproduction.panels.forms.candidates import answers_form
from coproduction.panels.pages.candidates import thanks
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries.packs import find_own_panel
from coproduction.panels.queries.seats import place_to_answer_from
from coproduction.panels.views.routes import blueprint
from coproduction.schedule.actions.moves import Hand


@blueprint.route("/events/<int:event_id>/candidates", methods=["GET", "POST"])
@members_only
def answer_candidates(event_id: int) -> ResponseReturnValue:
    """Show the names, and take a yes or a no for each."""
    me = current_member()
    panel, hand = find_own_panel(event_id, viewer=me) or abort(404), Hand(current_account())
    place = place_to_answer_from(event_id, me.id, now=clock.now()) or abort(404)
    form, title = answers_form(queries.candidates_of(event_id), queries.answers_of(event_id, me.id)), panel.event.title
    if succeeds(form, lambda: actions.answer_candidates(panel, me, knows=form.knows(), hand=hand, now=clock.now())):
        flash(thanks(place.role.event, viewer=me, now=clock.now()))
        return redirect(url_for("schedule.show_event", event_id=event_id))
    return render_template("panels/answer_candidates.html", event_id=event_id, title=title, form=form)
