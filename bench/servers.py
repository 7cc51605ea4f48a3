"""Web servers on this machine alone, each with one worker and the settings of gunicorn.conf.py."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config import ROOT

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    pid: int

    @property
    def worker(self) -> Path:
        """Return where the system tells of its one worker."""
        return Path("/proc") / Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()[0]

    def memory(self) -> int | None:
        """Return the memory of its worker in bytes; None where the system does not say."""
        with suppress(OSError, IndexError, StopIteration):
            lines = (self.worker / "status").read_text().splitlines()
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))
        return None

    def cpu_seconds(self) -> float:
        """Return how long its worker has been on a processor so far; 0 where the system does not say."""
        with suppress(OSError, IndexError):
            after_name = (self.worker / "stat").read_text().rpartition(")")[2].split()
            return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0


@contextmanager
def serving(application: str, settings: Mapping[str, str]) -> Iterator[Server]:
    """Serve the application ('module:name') until the block ends, whatever ends it."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application],
        cwd=ROOT,
        env={
            **os.environ,
            **settings,
            "HOST": HOST,
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "SITE_URL": f"http://{HOST}:{port}",
        },
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        with (
            suppress(OSError, http.client.HTTPException),
            closing(_connection(port)) as connection,
        ):
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError("The web server did not start. What it said stands above.")


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, port, timeout=5)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
