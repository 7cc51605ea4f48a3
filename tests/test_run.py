"""What `make run` settles before it starts anything."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from config import ROOT
from scripts import run


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A laptop on which nothing is set."""
    for name in ("HOST", "PORT", "SITE_URL", "MAIL_SERVER", "MAIL_PORT", "ENVIRONMENT", "INBOX_FOLDER", "DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INSTANCE_FOLDER", str(tmp_path))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_where_other_machines_reach_us_the_sites_address_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("HOST", host)

    with pytest.raises(run.CannotRun, match=r"SITE_URL=http://name\.example:8000"):
        run.environment_of_the_programs()

    monkeypatch.setenv("SITE_URL", "http://group.example.org:8000")
    assert run.environment_of_the_programs()["SITE_URL"] == "http://group.example.org:8000"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("group.example.org", "http://group.example.org:8000"),
    ],
)
def test_links_lead_to_the_one_address_that_we_listen_on(
    monkeypatch: pytest.MonkeyPatch, host: str, address: str
) -> None:
    monkeypatch.setenv("HOST", host)

    assert run.environment_of_the_programs()["SITE_URL"] == address


def test_a_laptop_is_reached_by_itself_alone() -> None:
    environment = run.environment_of_the_programs()

    assert (environment["HOST"], environment["SITE_URL"]) == ("127.0.0.1", "http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("host", "bind"),
    [("127.0.0.1", "127.0.0.1:8000"), ("::1", "[::1]:8000"), ("group.example.org", "group.example.org:8000")],
)
def test_the_web_server_listens_on_the_host_whatever_its_kind(
    monkeypatch: pytest.MonkeyPatch, host: str, bind: str
) -> None:
    monkeypatch.setenv("HOST", host)

    assert runpy.run_path(str(ROOT / "gunicorn.conf.py"))["bind"] == bind


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", "PORT must be a whole number from 1 to 65535, not 'abc'."),
        ("MAIL_PORT", "abc", "MAIL_PORT must be a whole number from 1 to 65535, not 'abc'."),
        ("MAIL_PORT", "65536", "MAIL_PORT must be a whole number from 1 to 65535, not '65536'."),
        ("WEB_WORKERS", "abc", "WEB_WORKERS must be a whole number, 1 or more, not 'abc'."),
        ("DATABASE_URL", "nonsense", "DATABASE_URL must be an address that begins with sqlite:/// or postgresql://."),
        ("SITE_URL", "example.org", "SITE_URL must be a whole address such as https://group.example.org, not "),
        ("HOST", "nonsense.invalid", "HOST must be an address or name of this machine, not 'nonsense.invalid'."),
        ("DEMO", "no", "DEMO must be 1 or 0, not 'no'."),
    ],
)
def test_a_setting_that_cannot_work_ends_the_start_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, said: str
) -> None:
    for other in ("prepare", "serve"):
        monkeypatch.setattr(run, other, lambda *_given, **_named: "")
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    monkeypatch.setenv(name, value)

    assert run.main() == 1
    [line] = capsys.readouterr().err.splitlines()[1:]
    assert line.startswith(said)


@pytest.mark.parametrize("name", ["WEB_WORKERS", "WEB_THREADS", "MAIL_PORT"])
def test_the_web_server_refuses_a_setting_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "abc")

    with pytest.raises(SystemExit, match=f"^Error: {name} must be a whole number"):
        runpy.run_path(str(ROOT / "gunicorn.conf.py"))
