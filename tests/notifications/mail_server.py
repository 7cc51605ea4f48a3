"""A real SMTP server for tests, which keeps what it gets and can be told to misbehave."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """What the server does with each email, and the emails that it took."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.connections = 0
        self.answers: dict[str, str] = {}  # what to answer to an address, such as "550 No such person"
        self.after_each: Callable[[], None] = lambda: None
        self.hangs_up_after: int | None = None  # emails that each connection takes

    @property
    def emails(self) -> list[EmailMessage]:
        """Return the emails that came, in order."""
        read = BytesParser(policy=policy.default).parsebytes
        return [read(content) for content in self.received]

    def has(self, emails: int) -> bool:
        """Say whether so many emails have come."""
        return len(self.received) >= emails

    def sent_to(self) -> list[str]:
        """Return the addresses that emails went to, in order."""
        return [str(email["To"].addresses[0].addr_spec) for email in self.emails]

    def copies(self) -> Counter[str]:
        """Return how often each Message-ID arrived."""
        read = BytesHeaderParser(policy=policy.default).parsebytes
        return Counter(str(read(content)["Message-ID"]) for content in self.received)


class Handler:
    """What aiosmtpd asks. It looks at each attribute for each connection, so here are no properties."""

    def __init__(self, postbox: Postbox) -> None:
        self.postbox = postbox

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.postbox.connections += 1
        session.host_name = hostname
        session.taken = 0
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        most = self.postbox.hangs_up_after
        if most is not None and session.taken >= most:
            server.transport.abort()
        if address in self.postbox.answers:
            return self.postbox.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.postbox.received.append(envelope.content)
        session.taken += 1
        self.postbox.after_each()
        return "250 OK"


@contextmanager
def mail_server(port: int | None = None) -> Iterator[tuple[Postbox, int]]:
    """Run a server; yield what it got and its port."""
    postbox = Postbox()
    port = port or free_port()
    server = Controller(
        Handler(postbox), hostname="127.0.0.1", port=port, server_hostname="localhost"
    )  # a look-up can be slow
    server.start()
    try:
        yield postbox, port
    finally:
        server.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """Run a server that takes connections and never says a word; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken: list[socket.socket] = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(listener.accept()[0])

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in taken:
                connection.close()


def words_of(email: EmailMessage, part: str = "plain") -> str:
    """Return the words of the email's plain or HTML part."""
    body = email.get_body((part,))
    assert body
    return str(body.get_content())


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until(happens: Callable[[], bool], *, seconds: float, pause: float = 0.01) -> None:
    """Wait for something to be so, or fail. It is looked at again after each pause."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, f"not within {seconds} seconds"
        time.sleep(pause)
