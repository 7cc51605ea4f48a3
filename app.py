"""Where servers and commands find the application."""

from __future__ import annotations

import click
from flask import Flask

from config import SettingsError
from coproduction import create_app
from coproduction.core.nhs.components import warm_up

try:
    app = create_app()
except SettingsError as fault:
    if click.get_current_context(silent=True) is None:  # a server: one of its workers must fail as any other fault does
        raise
    raise SystemExit(f"Error: {fault}") from fault


def ready_for_readers() -> Flask:
    """Return the application with its slowest templates compiled: a server's readers must not wait for that."""
    warm_up()
    return app
