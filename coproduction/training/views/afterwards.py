"""After a session its trainers say how it was for them, and read what it changed."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.schedule.models import Event
from coproduction.training.actions.afterwards import say_how_it_was as say
from coproduction.training.forms.afterwards import HowItWasForm
from coproduction.training.pages.evaluation import rounds_shown
from coproduction.training.pages.own_afterwards import session_trained
from coproduction.training.queries.afterwards import feedback_of
from coproduction.training.views.routes import blueprint


@blueprint.route("/events/<int:event_id>/how-it-was", methods=["GET", "POST"])
@members_only
def say_how_it_was(event_id: int) -> ResponseReturnValue:
    """Ask a trainer how a session was for them."""
    me, event, form = current_member(), _event(event_id), HowItWasForm()
    if not form.is_submitted():
        form.fill(feedback_of(event_id, viewer=me))
    if succeeds(form, lambda: say(event_id, me, form.view, now=clock.now())):
        flash("Thank you for telling us.")
        return redirect(url_for("schedule.show_event", event_id=event_id))
    return render_template("training/say_how_it_was.html", event=event, form=form)


@blueprint.get("/events/<int:event_id>/what-it-changed")
@members_only
def show_changes(event_id: int) -> ResponseReturnValue:
    """What people who came to the session say that it changed."""
    return render_template("training/show_changes.html", event=_event(event_id), rounds=rounds_shown(event_id))


def _event(event_id: int) -> Event:
    return session_trained(event_id, viewer=current_member(), now=clock.now()) or abort(404)
