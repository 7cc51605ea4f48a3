"""The mail of a laptop: a small SMTP server keeps each email as a file, and /inbox shows them in the browser."""

from __future__ import annotations

import importlib.util
import re
import runpy
import secrets
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 500
LARGEST_BYTES = 20 * 1024 * 1024
NAME = re.compile(r"\d{19}-[0-9a-f]{8}")
NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an email."""

    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Headers:
    """What stands on the outside of an email. `name` is its file's, and grows with time."""

    name: str
    received_at: datetime
    sender: str
    to: str
    subject: str


@dataclass(frozen=True, slots=True)
class Email:
    """A whole email: `html` is empty when it has no such part."""

    headers: Headers
    text: str
    html: str
    attachments: tuple[Attachment, ...]


class Postbox:
    """What aiosmtpd hands each email to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_cli(cls, _parser: ArgumentParser, folder: str) -> Postbox:
        """Make the postbox that `python -m aiosmtpd` asks for."""
        return cls(Path(folder))

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the email, and tell the sender so."""
        keep(self.folder, envelope.original_content or b"")
        return "250 Message accepted for delivery"


@click.command("inbox")
@with_appcontext
def inbox_command() -> None:
    """Receive this machine's mail by SMTP, and keep it for the page /inbox."""
    settings = current_app.config["SETTINGS"]
    if not settings.inbox_folder:
        raise click.ClickException("Set INBOX_FOLDER to the folder that shall keep the emails.")
    if importlib.util.find_spec("aiosmtpd") is None:
        raise click.ClickException("The inbox needs the package aiosmtpd: install requirements.txt.")
    refuse_if_taken(settings.mail.port)
    server = ("--nosetuid", "--smtputf8", "--size", str(LARGEST_BYTES))
    listen = ("--listen", f"127.0.0.1:{settings.mail.port}")
    keeper = ("--class", f"{__name__}.{Postbox.__name__}", str(settings.inbox_folder))
    sys.argv = ["aiosmtpd", *server, *listen, *keeper]
    runpy.run_module("aiosmtpd", run_name="__main__")


def refuse_if_taken(port: int) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise click.ClickException(f"Mail cannot be received on port {port}: {error.strerror}.") from error


def keep(folder: Path, content: bytes) -> str:
    """Keep an email as a file, whole or not at all, and let the oldest go; return its name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.time_ns():019}-{secrets.token_hex(4)}"
    unfinished = folder / f"{name}.part"
    unfinished.write_bytes(content)
    unfinished.rename(folder / f"{name}.eml")
    for old in _names(folder)[KEPT:]:
        (folder / f"{old}.eml").unlink(missing_ok=True)
    return name


def newest_first(folder: Path) -> list[Headers]:
    """Return what stands on the outside of each email, the newest first."""
    parser = BytesHeaderParser(policy=policy.default)
    return [_headers(name, parser.parsebytes(content)) for name, content in _contents(folder)]


def read(folder: Path, name: str) -> Email | None:
    """Return an email, or None if there is none of that name."""
    if not NAME.fullmatch(name) or not (folder / f"{name}.eml").is_file():
        return None
    message = message_from_bytes((folder / f"{name}.eml").read_bytes(), policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    leaves = [part for part in message.walk() if not part.is_multipart() and part not in (text, html)]
    return Email(
        headers=_headers(name, message),
        text=_words(text),
        html=_words(html),
        attachments=tuple(_attachment(part, number) for number, part in enumerate(leaves, start=1)),
    )


def _names(folder: Path) -> list[str]:
    """Return the names of the emails in the folder, the newest first."""
    return sorted((path.stem for path in folder.glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True)


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in _names(folder):
        yield name, (folder / f"{name}.eml").read_bytes()


def _headers(name: str, message: EmailMessage) -> Headers:
    received_at = datetime.fromtimestamp(int(name.partition("-")[0]) // NANOSECONDS, UTC)
    shown = {header: str(message.get(header, "")) for header in ("from", "to", "subject")}
    return Headers(name, received_at, sender=shown["from"], to=shown["to"], subject=shown["subject"] or "(no subject)")


def _words(part: MIMEPart | None) -> str:
    return _content(part).decode(errors="replace").replace("\r\n", "\n") if part else ""


def _attachment(part: MIMEPart, number: int) -> Attachment:
    return Attachment(part.get_filename() or f"part-{number}", _content(part))


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
