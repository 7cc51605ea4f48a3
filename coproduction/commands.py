"""Every command of `flask`: what there is, in one list."""

from __future__ import annotations

from flask import Flask

from coproduction.accounts.commands import staff
from coproduction.demo.commands import demo
from coproduction.notifications.inbox import inbox_command
from coproduction.notifications.worker import messages, worker


def init_app(app: Flask) -> None:
    """Offer the commands."""
    for command in (staff, demo, worker, messages, inbox_command):
        app.cli.add_command(command)
