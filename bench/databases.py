"""The databases to measure over: loaded once a week or when the code that fills them changes, copied for each run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from config import ROOT

KEPT = ROOT / "instance" / "bench"
FILLED_BY = (
    "coproduction/demo/*.py",
    "coproduction/*/models.py",
    "coproduction/*/models/*.py",
    "migrations/versions/*.py",
)
LONGEST_LOAD = 600  # seconds


@contextmanager
def database_of(members: int, years: int) -> Iterator[dict[str, str]]:
    """Give a database of its own with so many members; yield the settings that lead to it. It goes at the end."""
    filled = _filled(members, years)
    with TemporaryDirectory(prefix="bench-") as folder:
        shutil.copy(filled, Path(folder) / "coproduction.db")
        yield _settings(Path(folder))


def _settings(instance: Path) -> dict[str, str]:
    return {
        "INSTANCE_FOLDER": str(instance),
        "DATABASE_URL": f"sqlite:///{instance / 'coproduction.db'}",
        "SECRET_KEY": "only for measuring, and long enough to be a key",
    }


def _filled(members: int, years: int) -> Path:
    """Return the file of a loaded database, which is made first if it is not there."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{members}-{years}-{_key()}.db"
    if not kept.exists():
        for old in KEPT.glob(f"{members}-{years}-*.db"):
            old.unlink()
        with TemporaryDirectory(prefix="bench-", dir=KEPT) as folder:
            _fill(Path(folder), members, years=years)
            (Path(folder) / "coproduction.db").rename(kept)
    return kept


def _key() -> str:
    """Return what the content depends on: the code that fills the database, its tables, and the week."""
    digest = hashlib.sha256()
    for pattern in FILLED_BY:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    year, week, _day = datetime.now(UTC).isocalendar()
    return f"{year}w{week:02}-{digest.hexdigest()[:12]}"


def _fill(instance: Path, members: int, *, years: int) -> None:
    started = time.monotonic()
    _flask(instance, "db", "upgrade")
    _flask(instance, "demo", "load", "--members", str(members), "--years", str(years))
    seconds = time.monotonic() - started
    click.echo(f"Loaded {members:,} members and {years} years in {seconds:.0f} seconds.", err=True)


def _flask(instance: Path, *words: str) -> None:
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "flask", "--app", "app", *words],
        cwd=ROOT,
        env={**os.environ, **_settings(instance), "LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
        timeout=LONGEST_LOAD,
        check=True,
    )
