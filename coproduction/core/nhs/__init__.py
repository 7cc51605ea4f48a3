"""The NHS.UK frontend: its components, form fields that draw themselves, and our static files."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import StrictUndefined

from coproduction.core.nhs import drawing, static_files


class PageEnvironment(Environment):
    """Jinja as our own pages need it."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return one plain dict: each page and each import in it would copy the usual chain of maps, which is slow."""
        return {**self.globals, **d} if d else self.globals


def init_app(app: Flask) -> None:
    """Make our own templates strict and safe, and offer `static_url`."""
    app.jinja_env.autoescape = True  # Flask's default leaves every ending but .html unescaped
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    static_files.init_app(app)
    drawing.init_app(app)
