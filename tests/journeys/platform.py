"""The whole platform, running as people run it: web server, worker, and a mail server that keeps what it gets."""

from __future__ import annotations

import os
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from sqlite3 import connect
from typing import TypeVar

from tests.databases import migrated_file
from tests.notifications.mail_server import Postbox, free_port, mail_server
from tests.programs import run, running

PATIENCE = 80.0  # seconds to wait for what another program does: the worker, once its alarm is lost, takes a minute
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Platform:
    """Where the platform answers, the mail it has sent, what its programs say, and its `flask` command."""

    url: str
    environment: dict[str, str]
    postbox: Postbox
    said: tuple[Path, ...] = ()

    def flask(self, *words: str) -> str:
        """Run a `flask` command as whoever looks after the machine would, and return what it printed."""
        code, said = run("flask", "--app", "app", *words, environment=self.environment)
        assert code == 0, said
        return said

    def lets_a_minute_pass(self) -> None:
        """Let everybody who asks to join, or for a panel or training, have begun a minute earlier than they did."""
        with closing(connect(self.environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database, database:
            drafts = ("panel_request_draft", "training_request_draft")
            for table, begun in (("application", "started_at"), *((draft, "begun_at") for draft in drafts)):
                earlier = f"strftime('%Y-%m-%d %H:%M:%f000', {begun}, '-1 minute')"
                database.execute(f"UPDATE {table} SET {begun} = {earlier}")

    def email(self, *, to: str, subject: str) -> EmailMessage:
        """Wait for the newest email to that address with that subject, and return it."""
        return until(lambda: self._newest(to, subject), lambda: f"an email to {to} called {subject!r}: {self._told()}")

    def link_in(self, email: EmailMessage, words: str) -> str:
        """Return where the link with these words leads, as the plain part of the email has it."""
        body = email.get_body(("plain",))
        assert body is not None
        text = " ".join(body.get_content().split())
        found = re.search(rf"{re.escape(words)}: {re.escape(self.url)}(\S+)", text)
        assert found, text
        return found[1]

    def _newest(self, to: str, subject: str) -> EmailMessage | None:
        mine = [email for email in self.postbox.emails if to in str(email["To"]) and email["Subject"] == subject]
        return mine[-1] if mine else None

    def _told(self) -> str:
        """Return what came instead, and what our programs said, for whoever reads of a failure."""
        came = [f"{email['To']}: {email['Subject']}" for email in self.postbox.emails]
        return f"there came {came}; our programs said {[said.read_text() for said in self.said]}"


@contextmanager
def platform_running(folder: Path, **settings: str) -> Iterator[Platform]:
    """Start the platform on an empty database in the folder, with these settings, and stop it all at the end."""
    port = free_port()
    with mail_server() as (postbox, mail_port):
        environment = {
            "PATH": os.environ["PATH"],
            "INSTANCE_FOLDER": str(folder),
            "DATABASE_URL": migrated_file(folder),
            "PORT": str(port),
            "SITE_URL": f"http://127.0.0.1:{port}",
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": str(mail_port),
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "WARNING",
            **settings,
        }
        with (
            running("gunicorn", "--config", "gunicorn.conf.py", environment=environment) as server,
            running("flask", "--app", "app", "worker", environment=environment) as worker,
        ):
            platform = Platform(environment["SITE_URL"], environment, postbox, (server.said, worker.said))
            until(lambda: answers(platform.url), lambda: f"the web server to answer: {server.said.read_text()}")
            yield platform


def answers(url: str) -> bool:
    """Say whether anything answers there yet."""
    try:
        urllib.request.urlopen(f"{url}/", timeout=2).close()
    except OSError:
        return False
    return True


def until(look: Callable[[], Found | None], what: Callable[[], str]) -> Found:
    """Look again and again until there is something to see, and return it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what()}")
