"""The inbox of a laptop: what comes by SMTP is kept, listed and shown, and can do no harm."""

from __future__ import annotations

import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from config import Settings, SettingsError
from coproduction.notifications import inbox
from tests.pages import Browser
from tests.programs import Program, running

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an application that has an inbox."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], inbox_folder=tmp_path / "inbox"))
    return tmp_path / "inbox"


def an_email(subject: str = "Your place", text: str = "Hello Amina", html: str = "") -> EmailMessage:
    """Return an email to a member, as we send them."""
    email = EmailMessage()
    email["From"] = "My Life Choices <hello@example.org>"
    email["To"] = "Amina Khan <amina@example.org>"
    email["Subject"] = subject
    email.set_content(text)
    if html:
        email.add_alternative(html, subtype="html")
    return email


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def mail_server(folder: Path) -> Iterator[smtplib.SMTP]:
    """Start the inbox as `make run` does, and connect to it."""
    port = free_port()
    environment = {"INSTANCE_FOLDER": str(folder.parent), "INBOX_FOLDER": str(folder), "MAIL_PORT": str(port)}
    with (
        running("flask", "--app", "app", "inbox", environment=environment) as server,
        closing(connection_to(port, server)) as connection,
    ):
        yield connection


def connection_to(port: int, server: Program) -> smtplib.SMTP:
    """Return a connection as soon as the server listens."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return smtplib.SMTP("127.0.0.1", port)
        except ConnectionRefusedError:
            assert server.runs, "the inbox stopped by itself"
            assert time.monotonic() < deadline, "the inbox does not listen"
            time.sleep(0.05)


def test_what_is_sent_by_smtp_is_read_in_the_browser(stranger: Browser, folder: Path) -> None:
    with mail_server(folder) as connection:
        connection.send_message(an_email("Can you join? – Tuesday", "Hello Amina\nOpen http://localhost/places/7."))

    page = stranger.get("/inbox").follow("Can you join? – Tuesday")

    assert page.heading == "Can you join? – Tuesday"
    assert page.rows[:2] == [
        ["From", "My Life Choices <hello@example.org>"],
        ["To", "Amina Khan <amina@example.org>"],
    ]
    assert page.links["http://localhost/places/7"] == "http://localhost/places/7"


def test_the_newest_email_comes_first(stranger: Browser, folder: Path) -> None:
    for subject in ("First", "Second", "Third"):
        inbox.keep(folder, an_email(subject).as_bytes())

    assert [row[0] for row in stranger.get("/inbox/").rows] == ["Third", "Second", "First"]


def test_the_list_says_when_in_uk_time(stranger: Browser, folder: Path) -> None:
    moment = int(datetime(2027, 7, 1, 13, 30, tzinfo=UTC).timestamp()) * inbox.NANOSECONDS
    folder.mkdir()
    (folder / f"{moment:019}-0123abcd.eml").write_bytes(an_email("Summer").as_bytes())

    assert stranger.get("/inbox/").rows == [
        ["Summer", "Amina Khan <amina@example.org>", "Thursday 1 July 2027, 2:30pm"]
    ]


def test_an_inbox_that_nothing_reached_says_so(stranger: Browser, folder: Path) -> None:
    assert stranger.get("/inbox/").rows == []


def test_only_the_newest_emails_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "KEPT", 3)
    names = [inbox.keep(folder, an_email(str(number)).as_bytes()) for number in range(5)]

    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.eml" for name in names[2:])


def test_nobody_else_on_the_computer_can_read_the_emails(folder: Path) -> None:
    inbox.keep(folder, b"")

    assert folder.stat().st_mode & 0o777 == 0o700


def test_markup_in_an_email_is_shown_and_not_obeyed(stranger: Browser, folder: Path) -> None:
    name = inbox.keep(folder, an_email("<b>Bold</b>", "<script>alert(1)</script>").as_bytes())

    page = stranger.get(f"/inbox/{name}")

    assert page.heading == "<b>Bold</b>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.html


def test_the_html_part_stands_in_a_frame_that_can_run_nothing(stranger: Browser, folder: Path) -> None:
    html = "<html><head></head><body><script>alert(1)</script></body></html>"
    name = inbox.keep(folder, an_email(html=html).as_bytes())

    page = stranger.get(f"/inbox/{name}").follow("Show it as a mail program does")
    frame = page.main.iframe
    assert frame is not None
    framed = stranger.fetch(str(frame["src"]))

    assert frame["sandbox"] == ["allow-popups", "allow-popups-to-escape-sandbox"]
    assert framed.text.strip() == html.replace("<head>", '<head><base target="_blank">')
    policy = framed.headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert policy[-1] == "sandbox allow-popups allow-popups-to-escape-sandbox"
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_email_of_words_alone_has_no_html_to_show(stranger: Browser, folder: Path) -> None:
    name = inbox.keep(folder, an_email().as_bytes())

    assert "Show it as a mail program does" not in stranger.get(f"/inbox/{name}").links
    assert stranger.get(f"/inbox/{name}/html").status == 404


def test_an_attached_file_is_downloaded_and_never_opened_in_the_page(stranger: Browser, folder: Path) -> None:
    email = an_email(html="<p>Hello</p>")
    email.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="your place.ics")
    name = inbox.keep(folder, email.as_bytes())

    address = stranger.get(f"/inbox/{name}").links["your place.ics"]
    answer = stranger.fetch(address)

    assert answer.data == b"BEGIN:VCALENDAR"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="your place.ics"'
    assert answer.mimetype == "application/octet-stream"
    assert stranger.get(f"/inbox/{name}/attachments/2").status == 404


def test_an_email_that_makes_no_sense_is_still_shown(stranger: Browser, folder: Path) -> None:
    name = inbox.keep(folder, b"\xff\xfe not an email at all")

    assert stranger.get(f"/inbox/{name}").heading == "(no subject)"


@pytest.mark.parametrize("name", ["..%2Fsecret-key", "%2e%2e", "1", "0000000000000000000-00000000"])
def test_a_name_that_is_not_an_email_is_not_found(stranger: Browser, folder: Path, name: str) -> None:
    inbox.keep(folder, an_email().as_bytes())

    assert stranger.get(f"/inbox/{name}").status == 404


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.2", "2001:db8::7", "0.0.0.0", ""])
@pytest.mark.parametrize("page", ["", "{}", "{}/html", "{}/attachments/1"])
def test_no_other_machine_reads_the_emails(stranger: Browser, folder: Path, address: str, page: str) -> None:
    email = an_email(html="<p>Hello</p>")
    email.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="your place.ics")
    path = f"/inbox/{page.format(inbox.keep(folder, email.as_bytes()))}"

    assert stranger.fetch(path, environ_base={"REMOTE_ADDR": "::1"}).status_code == 200
    assert stranger.fetch(path, environ_base={"REMOTE_ADDR": address}).status_code == 404


def test_without_the_setting_there_is_no_inbox(stranger: Browser) -> None:
    assert stranger.get("/inbox").status == 404


def test_production_refuses_the_inbox(tmp_path: Path) -> None:
    environment = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "x" * 32,
        "SITE_URL": "https://example.org",
        "MAIL_SERVER": "mail.example.org",
        "MAIL_SENDER": "hello@example.org",
        "GROUP_NAME": "My Life Choices",
        "GROUP_EMAIL": "hello@example.org",
        "GROUP_PHONE": "0115 496 0000",
        "CONTACTS_FILE": str(ROOT / "contacts.toml"),
        "DATABASE_URL": "postgresql://database.example.org/coproduction",
    }
    Settings.from_environment(environment)

    with pytest.raises(SettingsError, match="INBOX_FOLDER"):
        Settings.from_environment({**environment, "INBOX_FOLDER": str(tmp_path)})


def test_the_command_asks_for_the_folder(app: Flask) -> None:
    result = app.test_cli_runner().invoke(inbox.inbox_command)

    assert result.exit_code == 1
    assert result.output == "Error: Set INBOX_FOLDER to the folder that shall keep the emails.\n"


def test_the_command_says_when_the_port_is_taken(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = app.config["SETTINGS"]
        monkeypatch.setitem(app.config, "SETTINGS", replace(settings, mail=replace(settings.mail, port=port)))
        result = app.test_cli_runner().invoke(inbox.inbox_command)

    assert result.exit_code == 1
    assert result.output == f"Error: Mail cannot be received on port {port}: Address already in use.\n"
