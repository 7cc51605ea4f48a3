"""What every play about confidence needs: all that is logged, and a play."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from coproduction.core.logs import route
from tests.leaks.play import Play


class Log:
    """All that is written, to standard output or to standard error, since it was read last."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def lines(self) -> list[str]:
        """Return every line."""
        written = self.captured.readouterr()
        return [*written.out.splitlines(), *written.err.splitlines()]


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[Log]:
    """All that is logged, from here on."""
    level = logging.getLogger().level
    route("INFO")
    yield Log(capsys)
    route(logging.getLevelName(level))


@pytest.fixture
def play(app: Flask, log: Log, inbox: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Play]:
    """Begins a play at a stage of its panel; the log, the outbox and the clock are watched."""
    return lambda **given: Play(app, log, inbox=inbox, clocks=monkeypatch, **given)
