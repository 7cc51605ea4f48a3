"""Who a session belongs to, and what happens to somebody who is not signed in."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import account_of_session
from coproduction.accounts.models import Account
from coproduction.accounts.views.held_forms import address_of_request, hold_what_was_sent, page_of_the_form
from coproduction.core import clock
from coproduction.core.database import SAFE_METHODS
from coproduction.extensions import login_manager

HELD = "You have been signed out. Sign in and we will bring you back to your answers."
NOT_HELD = "You have been signed out. Sign in and do that again, please."


@login_manager.user_loader
def load_account(session_id: str) -> Account | None:
    """Return the account that the session is for: one statement a request."""
    return account_of_session(session_id, now=clock.now())


@login_manager.unauthorized_handler
def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back again afterwards. What was typed into a form is kept meanwhile."""
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=address_of_request()))
    page = page_of_the_form()
    flash(HELD if hold_what_was_sent(page) else NOT_HELD, "important")
    return redirect(url_for("accounts.sign_in", next=page), 303)
