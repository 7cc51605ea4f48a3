"""The platform that co-production groups run on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from config import ROOT, Settings
from coproduction import commands, navigation
from coproduction.accounts import current as accounts
from coproduction.core import audiences, database, dates, errors, logs, nhs, security
from coproduction.extensions import csrf, limiter, mail, migrate
from coproduction.notifications import alarm
from coproduction.rooms import BLUEPRINTS


class Platform(Flask):
    """Flask for plain functions: there is none to await, and nothing looks for one several times a request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application from its settings, or from the environment. Refuses to start if a view says no audience."""
    settings = settings or Settings.from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Platform(__name__, instance_path=str(settings.instance))
    app.config.from_mapping(settings.for_flask())
    app.jinja_environment = nhs.PageEnvironment
    app.jinja_env.globals["group"] = settings.group
    app.jinja_env.globals["benefits_advice"] = settings.contacts.benefits_advice
    _init_core(app)
    accounts.init_app(app)
    navigation.init_app(app)
    alarm.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    commands.init_app(app)
    audiences.require_audiences(app)
    _wrap(app, settings)
    return app


def _init_core(app: Flask) -> None:
    """Connect what knows nothing of the programme. The audience is checked before the CSRF token is: somebody whose
    session has ended is asked to sign in, and told nothing about tokens.
    """
    logs.init_app(app)
    database.init_app(app)
    migrate.init_app(app, database.db, directory=str(ROOT / "migrations"))
    nhs.init_app(app)
    dates.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    app.before_request(audiences.check_audience)
    csrf.init_app(app)
    limiter.init_app(app)
    mail.init_app(app)


def _wrap(app: Flask, settings: Settings) -> None:
    """Serve static files before Flask sees them, and believe the proxies that we were told of.

    A static file's address changes when the file does, so browsers may keep every one for ever.
    """
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=app.static_folder, prefix="static/", immutable_file_test=lambda _path, _url: True
    )
    if hops := settings.behind_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
