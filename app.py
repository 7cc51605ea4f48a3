"""Where servers and commands find the application."""

from __future__ import annotations

from flask import Flask

from coproduction import create_app
from coproduction.core.nhs.components import warm_up

app = create_app()


def ready_for_readers() -> Flask:
    """Return the application with its slowest templates compiled: a server's readers must not wait for that."""
    warm_up()
    return app
