"""Run the whole platform on this machine: the web server, the worker and, without a mail server, a small inbox."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import Settings, SettingsError  # noqa: E402 - the project's folder is not on a script's path
from web_server import WebServer  # noqa: E402

BIN = Path(sys.executable).parent
FLASK = (str(BIN / "flask"), "--app", "app")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_STOP = 15
SECONDS_TO_START = 60
LOOPBACK_OF = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where every address is listened on

asked_to_stop: list[int] = []


class CannotRun(Exception):  # noqa: N818 - like a refusal, it speaks to a person
    """Something is wrong; the message says what, and what to do."""


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """Somebody asked us to stop."""


def main() -> int:
    """Run until somebody stops us; return the exit code."""
    for number in STOP_SIGNALS:
        signal.signal(number, lambda number, _frame: asked_to_stop.append(number))
    try:
        environment = environment_of_the_programs()
        refuse_if_taken(environment["HOST"], int(environment["PORT"]), setting="PORT")
        serve(environment, welcome=prepare(environment))
    except Stopped:
        print("\nStopped.")
        return 0
    except (CannotRun, SettingsError) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def environment_of_the_programs() -> dict[str, str]:
    """Return the settings of every program that we start, with what a laptop needs where nothing is set."""
    environment = {"HOST": "127.0.0.1", "PORT": "8000", **os.environ}
    WebServer.from_environment(environment)
    with_demonstration(environment)
    if not environment.get("SITE_URL"):
        environment["SITE_URL"] = site_url(environment["HOST"], environment["PORT"])
    if not in_production():
        environment.setdefault("WEB_WORKERS", "1")  # starts sooner; its threads are plenty for one person
    if needs_inbox():
        instance = Path(environment.get("INSTANCE_FOLDER", ROOT / "instance"))
        environment.setdefault("INBOX_FOLDER", str(instance / "inbox"))
        environment.setdefault("MAIL_PORT", str(free_port(8025)))
    mail = Settings.from_environment(environment).mail
    if needs_inbox():
        refuse_if_taken("127.0.0.1", mail.port, setting="MAIL_PORT")
    return environment


def with_demonstration(environment: dict[str, str]) -> bool:
    """Say whether an empty database is to be filled with the demonstration group."""
    wanted = environment.get("DEMO") or ("0" if in_production() else "1")
    if wanted not in {"0", "1"}:
        raise CannotRun(f"DEMO must be 1 or 0, not {wanted!r}.")
    return wanted == "1"


def site_url(host: str, port: str) -> str:
    """Return the address that links in emails lead to. Refuses to guess it where other machines can reach us."""
    if host in LOOPBACK_OF:
        raise CannotRun(
            "HOST lets other machines reach the platform, so we must know its address: links in emails lead there.\n"
            f"Say it like this, with this machine's own name: SITE_URL=http://name.example:{port} HOST={host} make run"
        )
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def needs_inbox() -> bool:
    """Say whether mail stays on this machine, because nobody named a mail server."""
    return not os.environ.get("MAIL_SERVER") and not in_production()


def in_production() -> bool:
    """Say whether real people use this installation."""
    return os.environ.get("ENVIRONMENT") == "production"


def free_port(wanted: int) -> int:
    """Return the wanted port, or another where something else has taken it."""
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def refuse_if_taken(host: str, port: int, *, setting: str) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise CannotRun(f"HOST must be an address or name of this machine, not {host!r}.") from None
            raise CannotRun(
                f"We cannot listen on {host}, port {port}: {error.strerror}.\n"
                f"If another program uses the port, stop it, or choose a port: {setting}={port + 1} make run"
            ) from None


def prepare(environment: dict[str, str]) -> str:
    """Bring the database up to date and, if it is empty, fill it with the demonstration group.

    Returns what to tell whoever started us once the site answers: what was loaded, where it is, how to sign in.
    """
    command = (*FLASK, "prepare", *(["--demo"] if with_demonstration(environment) else []))
    with (
        tempfile.TemporaryFile() as said,
        running({"prepare": command}, {"LOG_LEVEL": "WARNING", **environment}, output=said) as programs,
    ):
        while programs["prepare"].poll() is None:
            pause()
        if programs["prepare"].returncode:
            raise CannotRun("The database could not be made ready. What went wrong stands above.")
        said.seek(0)
        return said.read().decode()


def serve(environment: dict[str, str], *, welcome: str) -> None:
    """Run the programs together until somebody stops us, or one of them stops by itself."""
    commands: dict[str, tuple[str, ...]] = {
        "web server": (str(BIN / "gunicorn"), "--config", "gunicorn.conf.py"),
        "worker": (*FLASK, "worker"),
    }
    if needs_inbox():
        commands["inbox"] = (*FLASK, "inbox")
    with running(commands, environment) as programs:
        deadline = time.monotonic() + SECONDS_TO_START
        while not listens(environment):
            stop_if_one_stopped(programs)
            if time.monotonic() > deadline:
                raise CannotRun(f"The web server did not start within {SECONDS_TO_START} seconds.")
            pause()
        print(f"{welcome}Press Ctrl-C to stop.", flush=True)
        while True:
            stop_if_one_stopped(programs)
            pause()


def listens(environment: dict[str, str]) -> bool:
    """Say whether the web server takes calls yet; it keeps them waiting until it can answer."""
    try:
        with socket.create_connection((reached_at(environment["HOST"]), int(environment["PORT"])), timeout=1):
            return True
    except OSError:
        return False


def reached_at(host: str) -> str:
    """Return the address at which this machine reaches a server that listens on `host`."""
    return LOOPBACK_OF.get(host, host)


def stop_if_one_stopped(programs: dict[str, subprocess.Popen[bytes]]) -> None:
    """Refuse to go on when a program has stopped by itself: half a platform would only confuse."""
    for name, program in programs.items():
        if program.poll() is not None:
            raise CannotRun(f"The {name} stopped by itself (exit code {program.returncode}), so we stop the rest.")


def pause() -> None:
    """Wait a moment; notice here that somebody asked us to stop."""
    if asked_to_stop:
        raise Stopped
    time.sleep(0.1)


@contextmanager
def running(
    commands: dict[str, tuple[str, ...]], environment: dict[str, str], *, output: IO[bytes] | None = None
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start the commands, and stop them all on the way out, whatever the way. What they print goes to `output`.

    Each has a session of its own: Ctrl-C then reaches this program alone, which stops the others in good order.
    """
    programs: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            programs[name] = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, start_new_session=True)
        yield programs
    finally:
        for program in programs.values():
            program.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for program in programs.values():
            end(program, deadline=deadline)


def end(program: subprocess.Popen[bytes], *, deadline: float) -> None:
    """Wait for a program to stop; at the deadline kill it and everything that it started."""
    try:
        program.wait(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


if __name__ == "__main__":
    sys.exit(main())
