"""Who may open a view. Every view says so, and the application does not start if one is silent."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])


class Audience(enum.StrEnum):
    """The people a view is for."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    MEMBER = "member"
    SUPPORTER = "supporter"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    SAFEGUARDING = "safeguarding lead"


def _for(audience: Audience) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]
        return view

    return mark


public = _for(Audience.PUBLIC)
signed_in_only = _for(Audience.SIGNED_IN)
members_only = _for(Audience.MEMBER)
supporters_only = _for(Audience.SUPPORTER)
staff_only = _for(Audience.STAFF)
administrators_only = _for(Audience.ADMINISTRATOR)
safeguarding_lead_only = _for(Audience.SAFEGUARDING)


def audience_of(app: Flask, endpoint: str) -> Audience:
    """Return who the endpoint is for; static files are public."""
    if endpoint == "static":
        return Audience.PUBLIC
    audience: Audience = getattr(app.view_functions[endpoint], "audience")  # noqa: B009 - views are typed without it
    return audience


def require_audiences(app: Flask) -> None:
    """Refuse to start if a view does not say who may open it."""
    silent = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not isinstance(getattr(view, "audience", None), Audience)
    )
    if silent:
        raise RuntimeError(f"These views do not say who may open them: {', '.join(silent)}")


def check_audience() -> ResponseReturnValue | None:
    """Before each request: let the right people in, ask strangers to sign in, refuse everybody else."""
    if request.endpoint is None:
        return None
    audience = audience_of(current_app, request.endpoint)
    if audience is Audience.PUBLIC or audience in current_user.audiences:
        return None
    if current_user.is_authenticated:
        abort(403)
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]
