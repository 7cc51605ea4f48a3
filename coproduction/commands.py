"""Every command of `flask`, in one list, and what they all say when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import Settings
from coproduction.accounts.commands import staff
from coproduction.core.refusals import Refusal
from coproduction.demo.commands import demo, prepare
from coproduction.members.commands import members
from coproduction.notifications.inbox import inbox_command
from coproduction.notifications.worker import housekeeping, messages, worker


def init_app(app: Flask) -> None:
    """Offer the commands."""
    for command in (staff, members, prepare, demo, worker, messages, housekeeping, inbox_command):
        _explain_errors(command)
        app.cli.add_command(command)


def _explain_errors(command: click.Command) -> None:
    """Let the command, and those under it, end in a sentence where the database or the programme says no."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _explain_errors(inner)
    elif command.callback is not None and not hasattr(command.callback, "__wrapped_in_words__"):
        command.callback = _in_words(command.callback)


def _in_words(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def ended_in_words(*given: Any, **options: Any) -> Any:
        try:
            return callback(*given, **options)
        except Refusal as refusal:
            raise click.ClickException(refusal.message) from refusal
        except (OperationalError, ProgrammingError) as fault:
            upgrade = _settings().command("db upgrade")
            raise click.ClickException(
                f"The database cannot be used ({type(fault).__name__}). Check DATABASE_URL, then run: {upgrade}"
            ) from fault

    ended_in_words.__wrapped_in_words__ = True  # type: ignore[attr-defined]  # commands outlive an application
    return ended_in_words


def _settings() -> Settings:
    settings: Settings = click.get_current_context().ensure_object(ScriptInfo).load_app().config["SETTINGS"]
    return settings
