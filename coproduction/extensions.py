"""The Flask extensions, made once and connected in create_app. Two do with each request only what we ask of them."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, session
from flask.globals import request_ctx
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mail import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect


class SessionLogins(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    """Flask-Login for people whose session says who they are: no other cookie, no header, no print of the browser."""

    def _load_user(self) -> None:
        known = session.get("_user_id")
        g._login_user = (known and self._user_callback(known)) or self.anonymous_user()


class ViewLimits(Limiter):
    """Flask-Limiter for the views that carry a limit, which check it themselves: there is none for all views."""

    def init_app(self, app: Flask) -> None:
        """Connect the application; what would be done with every request is done with those that met a limit."""
        super().init_app(app)
        app.before_request_funcs[None].remove(self._check_request_limit)
        afterwards, at_the_end = app.after_request_funcs[None].pop(), app.teardown_request_funcs[None].pop()

        @app.after_request
        def settle(response: Response) -> Any:
            return afterwards(response) if _met_a_limit() else response

        @app.teardown_request
        def forget(fault: BaseException | None) -> None:
            if _met_a_limit():
                at_the_end(fault)


def _met_a_limit() -> bool:
    return hasattr(request_ctx, "_limiter_request_context")


csrf = CSRFProtect()
limiter = ViewLimits(get_remote_address)
login_manager = SessionLogins()
mail = Mail()
migrate = Migrate(render_as_batch=True, compare_type=True)
