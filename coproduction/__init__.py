"""The platform that co-production groups run on."""

from __future__ import annotations

import importlib
import importlib.util

from flask import Flask

from config import Settings
from coproduction.core import audiences, database, dates
from coproduction.extensions import csrf, limiter, login_manager, mail, migrate

ROOMS = (
    "coproduction.core.nhs",
    "coproduction.core.forms",
    "coproduction.core.security",
    "coproduction.core.logs",
    "coproduction.core.errors",
    "coproduction.navigation",
    "coproduction.accounts.current",
    "coproduction.accounts.held_forms",
    "coproduction.notifications.rendering",
    "coproduction.notifications.alarm",
    "coproduction.commands",
)
VIEWS = (
    "coproduction.site.public_views",
    "coproduction.site.views",
    "coproduction.site.staff_views",
    "coproduction.accounts.views",
    "coproduction.members.public_views",
    "coproduction.members.views",
    "coproduction.members.staff_views",
    "coproduction.schedule.public_views",
    "coproduction.schedule.views",
    "coproduction.schedule.staff_views",
    "coproduction.rosters.staff_views",
    "coproduction.meetings.staff_views",
    "coproduction.training.staff_views",
    "coproduction.panels.staff_views",
    "coproduction.notifications.staff_views",
    "coproduction.notifications.inbox_views",
)
MODELS = ("audit", "accounts", "notifications", "members", "schedule", "meetings", "training", "panels")


def _there(name: str):
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        spec = None
    return importlib.import_module(name) if spec else None


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. TEMPORARY tolerant version while the rooms are being built."""
    settings = settings or Settings.from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, instance_path=str(settings.instance))
    app.config.from_mapping(settings.for_flask())
    app.add_template_global(settings.group, "group") if False else None
    app.jinja_env.globals["group"] = settings.group
    importlib.import_module("coproduction.core.dated_settings")
    for name in MODELS:
        importlib.import_module(f"coproduction.{name}.models")
    database.init_app(app)
    migrate.init_app(app, database.db, directory="migrations")
    dates.init_app(app)
    for name in ROOMS[:5]:
        module = _there(name)
        if module and hasattr(module, "init_app"):
            module.init_app(app)
    app.before_request(audiences.check_audience)
    csrf.init_app(app)
    limiter.init_app(app)
    mail.init_app(app)
    for name in ROOMS[5:]:
        module = _there(name)
        if module and hasattr(module, "init_app"):
            module.init_app(app)
    if not hasattr(app, "login_manager"):
        login_manager.init_app(app)
    for name in VIEWS:
        module = _there(name)
        if module:
            app.register_blueprint(module.blueprint)
    audiences.require_audiences(app)
    return app
