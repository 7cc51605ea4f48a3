"""Our programs beside a test, each a process of its own that begins where everything has been imported already."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import flask.cli
import gunicorn.app.wsgiapp

from config import ROOT

PATIENCE = 60  # seconds for a program to stop
MAINS = {"flask": flask.cli.main, "gunicorn": gunicorn.app.wsgiapp.run}

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["__main__", "tests.preloaded"])


def process_beside(target: Callable[..., None], *given: Any) -> BaseProcess:
    """Start a process that does this, where everything has been imported already, and return it."""
    process = _forks.Process(target=target, args=given)
    process.start()
    return process


class Ended(NamedTuple):
    """How a program ended, and all that it said."""

    code: int
    said: str


class Program:
    """A program that runs: `flask …` or `gunicorn …`, in nothing but the environment that it is given."""

    def __init__(self, *words: str, environment: Mapping[str, str]) -> None:
        with tempfile.NamedTemporaryFile(prefix="said-", delete=False) as said:
            self.said = Path(said.name)
        self.process = process_beside(_become, words, dict(environment), str(self.said))

    @property
    def runs(self) -> bool:
        """Say whether it has not stopped by itself."""
        return self.process.is_alive()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    def wait(self, *, patience: float = PATIENCE) -> Ended:
        """Wait until it stops, and return how it did."""
        self.process.join(patience)
        assert not self.runs, f"the program did not stop within {patience} seconds: {self.said.read_text()}"
        assert self.process.exitcode is not None
        ended = Ended(self.process.exitcode, self.said.read_text())
        self.said.unlink()
        return ended


@contextmanager
def running(*words: str, environment: Mapping[str, str]) -> Iterator[Program]:
    """Run a program beside the test, and stop it at the end."""
    program = Program(*words, environment=environment)
    try:
        yield program
    finally:
        program.process.terminate()
        program.wait()


def run(*words: str, environment: Mapping[str, str]) -> Ended:
    """Run a program to its end, and return how it ended."""
    return Program(*words, environment=environment).wait()


def _become(words: tuple[str, ...], environment: dict[str, str], said: str) -> None:
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    with Path(said).open("wb") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    sys.argv = list(words)
    MAINS[words[0]]()
