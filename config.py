"""Typed settings, read from the environment once, with defaults that are safe on a laptop.

In production (``ENVIRONMENT=production``) the application refuses to start without its secrets.
"""

from __future__ import annotations

import os
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from contacts import Contacts, ContactsError, phone_link, read_contacts

ROOT = Path(__file__).resolve().parent
MEBIBYTE = 1024 * 1024
MOST_PORTS = 65535
INSTANCE = ROOT / "instance"
SITE_URL = "http://127.0.0.1:8000"
KINDS_OF_DATABASE = ("sqlite://", "postgresql+psycopg://")
# Production does not start without these, nor without SECRET_KEY.
MUST_BE_SET = (
    "SITE_URL",
    "MAIL_SERVER",
    "MAIL_SENDER",
    "GROUP_NAME",
    "GROUP_EMAIL",
    "GROUP_PHONE",
    "CONTACTS_FILE",
)


class SettingsError(RuntimeError):
    """A setting is missing or cannot work; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Group:
    """Who runs this site: shown on pages, in emails and in the privacy notice."""

    name: str
    organisation: str
    area: str
    email: str
    phone: str
    address: str

    @property
    def phone_link(self) -> str:
        """Return the address that rings the group from a phone."""
        return phone_link(self.phone)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where email is handed over for delivery (SMTP)."""

    host: str
    port: int
    use_tls: bool
    use_ssl: bool
    username: str | None
    password: str | None = field(repr=False)
    sender: str

    def for_flask(self, *, sent_by: str) -> dict[str, Any]:
        """Return what Flask-Mail reads."""
        return {
            "MAIL_SERVER": self.host,
            "MAIL_PORT": self.port,
            "MAIL_USE_TLS": self.use_tls,
            "MAIL_USE_SSL": self.use_ssl,
            "MAIL_USERNAME": self.username,
            "MAIL_PASSWORD": self.password,
            "MAIL_DEFAULT_SENDER": (sent_by, self.sender),
        }


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to the next."""

    production: bool
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    instance: Path
    site_url: str
    group: Group
    contacts: Contacts
    own_content: Path | None
    mail: MailServer
    inbox_folder: Path | None
    log_level: str
    behind_proxies: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings, or raise SettingsError naming the first that is wrong."""
        read = Reader(os.environ if environment is None else environment)
        production = read.choice("ENVIRONMENT", "development", ("development", "production")) == "production"
        instance = Path(read.text("INSTANCE_FOLDER", "") or INSTANCE)
        settings = cls(
            production=production,
            secret_key=read.text("SECRET_KEY", "") or ("" if production else _kept_secret(instance)),
            database_url=_database(read.text("DATABASE_URL", _database_in(instance))),
            redis_url=_with_package("redis", read.text("REDIS_URL", ""), setting="REDIS_URL") or None,
            instance=instance,
            site_url=_site(read.text("SITE_URL", SITE_URL)),
            group=_group(read),
            contacts=_contacts(Path(read.text("CONTACTS_FILE", str(ROOT / "contacts.toml")))),
            own_content=Path(folder) if (folder := read.text("CONTENT_FOLDER", "")) else None,
            mail=_mail_server(read),
            inbox_folder=Path(folder) if (folder := read.text("INBOX_FOLDER", "")) else None,
            log_level=read.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
            behind_proxies=read.whole_number("BEHIND_PROXIES", 0),
        )
        if production:
            _refuse_unsafe(settings, read)
        return settings

    def command(self, words: str) -> str:
        """Return the whole line that does `flask …` with these settings from a shell in which nothing is set.

        In production everything is set already. What may hold a password is left for the reader to fill in.
        """
        other = {
            "SITE_URL": self.site_url if self.site_url != SITE_URL else "",
            "INSTANCE_FOLDER": str(self.instance) if self.instance != INSTANCE else "",
            "DATABASE_URL": self.database_url if self.database_url != _database_in(self.instance) else "",
        }
        given = [
            f"{name}={shlex.quote(value) if not value.startswith('postgresql') else '…'}"
            for name, value in other.items()
            if value and not self.production
        ]
        return " ".join([*given, ".venv/bin/flask --app app", words])

    def for_flask(self) -> dict[str, Any]:
        """Return the settings under the names that Flask and its extensions read."""
        site = urlsplit(self.site_url)
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key,
            "SERVER_NAME": site.netloc,
            "PREFERRED_URL_SCHEME": site.scheme,
            "TRUSTED_HOSTS": [site.hostname] if self.production else None,
            "MAX_CONTENT_LENGTH": 2 * MEBIBYTE,
            "MAX_FORM_MEMORY_SIZE": 2 * MEBIBYTE,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # no person’s words in an error or a log
            "SESSION_COOKIE_SECURE": site.scheme == "https",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "REMEMBER_COOKIE_SECURE": site.scheme == "https",
            "REMEMBER_COOKIE_HTTPONLY": True,
            "REMEMBER_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,  # a form may be left open for a day (WCAG 2.2.6: at least 20 hours)
            "RATELIMIT_STORAGE_URI": self.redis_url or "memory://",
            **self.mail.for_flask(sent_by=self.group.name),
        }


class Reader:
    """Reads one environment, with an error in plain words for a value that cannot be used."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def text(self, name: str, default: str) -> str:
        return self.environment.get(name, default).strip()

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise SettingsError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
        return value

    def whole_number(self, name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or int(value) < least or (most and int(value) > most):
            limits = f" from {least} to {most}" if most else f", {least} or more" if least else ""
            raise SettingsError(f"{name} must be a whole number{limits}, not {value!r}.")
        return int(value)

    def yes(self, name: str, default: str = "no") -> bool:
        return self.choice(name, default, ("yes", "no")) == "yes"


def _group(read: Reader) -> Group:
    return Group(
        name=read.text("GROUP_NAME", "My Life Choices"),
        organisation=read.text("GROUP_ORGANISATION", "NHS Nottingham and Nottinghamshire Integrated Care Board"),
        area=read.text("GROUP_AREA", "Nottingham and Nottinghamshire"),
        email=read.text("GROUP_EMAIL", "hello@example.org"),
        phone=read.text("GROUP_PHONE", "0115 496 0000"),
        address=read.text("GROUP_ADDRESS", "My Life Choices, 1 Example Street, Nottingham NG1 0AA"),
    )


def _contacts(file: Path) -> Contacts:
    try:
        return read_contacts(file)
    except ContactsError as fault:
        raise SettingsError(f"CONTACTS_FILE: {fault}") from fault


def _mail_server(read: Reader) -> MailServer:
    return MailServer(
        host=read.text("MAIL_SERVER", "127.0.0.1"),
        port=read.whole_number("MAIL_PORT", 8025, least=1, most=MOST_PORTS),
        use_tls=read.yes("MAIL_USE_TLS"),
        use_ssl=read.yes("MAIL_USE_SSL"),
        username=read.text("MAIL_USERNAME", "") or None,
        password=read.text("MAIL_PASSWORD", "") or None,
        sender=read.text("MAIL_SENDER", read.text("GROUP_EMAIL", "hello@example.org")),
    )


def _database_in(instance: Path) -> str:
    return f"sqlite:///{instance / 'coproduction.db'}"


def _site(address: str) -> str:
    """Return the site's own address without a stroke at its end."""
    try:
        site = urlsplit(address)
        whole = bool(site.scheme in {"http", "https"} and site.hostname and site.port != 0)
    except ValueError:  # a port that is no number, a bracket that never closes
        whole = False
    if not whole:
        raise SettingsError(f"SITE_URL must be a whole address such as https://group.example.org, not {address!r}.")
    return address.rstrip("/")


def _database(address: str) -> str:
    """Return the database's address with its driver. A refusal does not repeat it: it may hold a password."""
    address = _with_driver(address)
    try:
        kind = urlsplit(address)
        known = address.startswith(KINDS_OF_DATABASE) and kind.port != 0
    except ValueError:
        known = False
    if not known:
        raise SettingsError("DATABASE_URL must be an address that begins with sqlite:/// or postgresql://.")
    return _with_package("psycopg", address, setting="DATABASE_URL") if address.startswith("postgresql") else address


def _with_package(package: str, address: str, *, setting: str) -> str:
    """Return the address of a server, unless the package that speaks with it is not installed here."""
    if address and not find_spec(package):
        raise SettingsError(f"{setting} needs the package {package}: install requirements-production.txt.")
    return address


def _with_driver(url: str) -> str:
    """Name the PostgreSQL driver that we install, whatever short form the host uses."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _kept_secret(instance: Path) -> str:
    """Return this machine's own development key, made once, so that people stay signed in over a restart."""
    kept = instance / "secret-key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def _refuse_unsafe(settings: Settings, read: Reader) -> None:
    if len(settings.secret_key) < 32:
        raise SettingsError("Set SECRET_KEY to 32 random characters or more. Production does not start without it.")
    for name in MUST_BE_SET:
        if not read.text(name, ""):
            raise SettingsError(f"Set {name}. Production does not start without it.")
    if not settings.site_url.startswith("https://"):
        raise SettingsError("SITE_URL must start with https:// in production.")
    if settings.inbox_folder:
        raise SettingsError("INBOX_FOLDER shows everybody's mail to everybody. Production refuses it.")
