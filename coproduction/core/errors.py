"""Pages for when something went wrong: what happened, and what to do next."""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from coproduction.core.lost_tokens import form_again

EXPLAINED = (400, 403, 404, 405, 413, 429)


def init_app(app: Flask) -> None:
    """Answer errors in the house style."""
    app.register_error_handler(CSRFError, lost_token)
    for code in EXPLAINED:
        app.register_error_handler(code, explain)
    app.register_error_handler(500, our_fault)


def lost_token(error: CSRFError) -> ResponseReturnValue:
    """Give the form back as it was filled in; or say that it was open too long, or is of somebody else's sign-in."""
    return form_again(error) or (render_template("errors/lost_token.html"), 400)


def explain(error: HTTPException) -> ResponseReturnValue:
    """Say what was wrong with what was asked; headers such as Retry-After are kept."""
    headers = [header for header in error.get_headers() if header[0].lower() != "content-type"]
    return render_template(f"errors/{error.code}.html"), error.code or 400, headers


def our_fault(_error: Exception) -> ResponseReturnValue:
    """Say sorry. The page asks nothing of the database or of the session, which may be what is broken."""
    return current_app.jinja_env.get_template("errors/500.html").render(), 500
