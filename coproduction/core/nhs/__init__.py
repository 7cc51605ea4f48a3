"""The NHS.UK frontend: its components, form fields that draw themselves, and our static files."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from coproduction.core.nhs import components, static_files


def init_app(app: Flask) -> None:
    """Make our own templates strict and safe, offer `static_url`, and compile the library's templates now."""
    app.jinja_env.autoescape = True  # Flask's default leaves every ending but .html unescaped
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    static_files.init_app(app)
    components.warm_up()
