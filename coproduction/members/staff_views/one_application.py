"""The application that a coordinator's page is about."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core.forms import Form
from coproduction.members.models import Application
from coproduction.members.queries import applications as queries


def application_or_404(application_id: int) -> Application:
    """Return an application that was sent."""
    return queries.find_application(application_id, viewer=current_account()) or abort(404)


def back_to(application: Application) -> ResponseReturnValue:
    """Lead back to the application's page."""
    return redirect(url_for("members_staff.show_application", application_id=application.id))


def step(template: str, application: Application, *, form: Form, heading: str) -> ResponseReturnValue:
    """Show the page of one step: what it does in words, and its form."""
    return render_template(f"members/steps/{template}.html", application=application, form=form, heading=heading)
