"""A trainer's own page about one session."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.training.pages.your_session import your_session
from coproduction.training.views.routes import blueprint


@blueprint.get("/events/<int:event_id>/your-session")
@members_only
def show_session(event_id: int) -> ResponseReturnValue:
    """Show all that a trainer needs for the session on one page, until some days after it."""
    page = your_session(event_id, viewer=current_member(), now=clock.now()) or abort(404)
    return render_template("training/your_session.html", page=page)
