"""What is made once for a whole run of the tests, and shared by all of its processes."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

NAME = "TEST_RUN_FOLDER"  # in the environment, which the other processes inherit


def begin() -> bool:
    """Make the folder that the processes of this run share; False in those that another one has started."""
    if NAME in os.environ:
        return False
    folder = Path(tempfile.mkdtemp(prefix="test-run-"))
    folder.chmod(0o755)  # PostgreSQL goes through it as another user
    os.environ[NAME] = str(folder)
    return True


def end() -> None:
    """Throw away all that this run made."""
    shutil.rmtree(os.environ.pop(NAME), ignore_errors=True)


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name, filled by `make` for whichever process asks first; the others wait for it."""
    folder = folder_of(name)
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made(name):
            make(folder)
            (folder / "made").touch()
    return folder


def is_made(name: str) -> bool:
    """Say whether anybody has asked for it."""
    return (folder_of(name) / "made").exists()


def folder_of(name: str) -> Path:
    """Return the folder of this name, whether it is there or not."""
    return Path(os.environ[NAME]) / name


def remember(words: str) -> None:
    """Keep in mind, for all processes, that these words have been dealt with."""
    _trace_of(words).touch()


def is_known(words: str) -> bool:
    """Say whether a process of this run has remembered these words."""
    return _trace_of(words).exists()


def _trace_of(words: str) -> Path:
    folder = folder_of("known")
    folder.mkdir(exist_ok=True)
    return folder / sha256(words.encode()).hexdigest()
