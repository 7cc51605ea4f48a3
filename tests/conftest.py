"""How a run of the tests begins and ends. What tests can ask for stands in tests/fixtures.py."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import once_a_run
from tests.postgres import drop_template, stop_server

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
LONG = ("journeys", "faults")


def pytest_configure(config: pytest.Config) -> None:
    """Let the processes of this run share what takes long to make, and throw it away when the last test is over.

    The process that only hands out tests to others does without the application, which takes seconds to import.
    """
    if once_a_run.begin():
        for clean_up in (once_a_run.end, stop_server, drop_template):  # they are called from the last to the first
            config.add_cleanup(clean_up)
    if not config.getoption("numprocesses", None) or hasattr(config, "workerinput"):
        config.pluginmanager.import_plugin("tests.fixtures")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it at the end."""
    folders = [Path(__file__).parent / name for name in LONG]
    items.sort(key=lambda item: next((place for place, folder in enumerate(folders) if folder in item.path.parents), 9))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives as long as the run: it read all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_sessionfinish() -> None:
    """Look once for what went wrong while something was thrown away, and not five times over all that is left."""
    gc.collect()
    gc.freeze()
