"""The draft that this browser opens."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from werkzeug import Response

from coproduction.core import clock
from coproduction.extensions import csrf
from coproduction.members.actions import applications as actions
from coproduction.members.current import current_key, is_coordinator
from coproduction.members.models import Application
from coproduction.members.queries.applications import application_with_key
from coproduction.members.rules import can_be_opened, is_draft


def opened_application() -> Application | None:
    """Return the application that the page or the browser has the key of, sent or not."""
    application = application_with_key(current_key(), now=clock.now())
    return application if application and can_be_opened(application, by_staff=is_coordinator()) else None


def own_draft() -> Application | None:
    """Return the draft that is opened. One that was sent cannot be changed: its pages lead to what happens next."""
    application = opened_application()
    if application and not is_draft(application):
        flash(actions.ALREADY_SENT, "important")
        abort(lead_to("members.application_sent"))
    return application


def own_draft_or_start() -> Application:
    """Return the draft that is opened; without one, lead to the start."""
    return own_draft() or abort(lead_to("members.start_application"))


def lead_to(endpoint: str) -> Response:
    """Lead to another page; a form that is sent without a token of this browser is refused, as everywhere."""
    csrf.protect()
    return redirect(url_for(endpoint))
