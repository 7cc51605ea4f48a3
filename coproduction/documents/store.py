"""Where files are kept. `Store` is all that the house asks of it: a folder here, a shared store for many machines."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

KEY = re.compile(r"[0-9a-f]{32}\Z")


class Store(Protocol):
    """Keeps files under keys that it makes up. A file that is kept never changes."""

    def put(self, source: BinaryIO) -> str:
        """Keep what the source holds, all or nothing, and return its key."""

    def open(self, key: str) -> BinaryIO:
        """Return the file to read from; FileNotFoundError if it is not there."""

    def delete(self, key: str) -> None:
        """Throw the file away; nothing happens if it is not there."""

    def keys(self, *, before: datetime) -> Iterator[str]:
        """Return the keys of the files that were put before a moment."""


class Folder:
    """A store in a folder of this machine, which only the programme's own user can read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, source: BinaryIO) -> str:
        """Keep what the source holds. It gets its key when all of it is on the disk."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = uuid.uuid4().hex
        unfinished = self.path / f"{key}.part"
        try:
            unfinished.touch(mode=0o600, exist_ok=False)
            with unfinished.open("wb") as kept:
                shutil.copyfileobj(source, kept)
                kept.flush()
                os.fsync(kept.fileno())
            unfinished.replace(self.path / key)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        return key

    def open(self, key: str) -> BinaryIO:
        """Return the file to read from."""
        return self._file(key).open("rb")

    def delete(self, key: str) -> None:
        """Throw the file away."""
        self._file(key).unlink(missing_ok=True)

    def keys(self, *, before: datetime) -> Iterator[str]:
        """Return the keys of the files that were put before a moment, half-kept ones of a machine that fell too."""
        for file in self.path.glob("*"):
            if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                yield file.name

    def _file(self, key: str) -> Path:
        name = key.removesuffix(".part")
        if not KEY.match(name):
            raise FileNotFoundError(key)
        return self.path / key
