"""Whom people turn to about their information and their safety, and why their information is used: read once from a
TOML file, `contacts.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar


def phone_link(number: str) -> str:
    """Return the address that rings this number from a phone."""
    return f"tel:{''.join(sign for sign in number if sign.isdigit() or sign == '+')}"


class ContactsError(RuntimeError):
    """The file of contacts cannot be used; the message says what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Controller:
    """Who is responsible in law for what people tell the group, from a day on.

    Every page tells of the change until the day `announced_until`, and says nothing of it without that day.
    """

    name: str
    since: date
    announced_until: date | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """How to reach the data protection officer."""

    email: str
    phone: str
    address: str

    @property
    def phone_link(self) -> str:
        """Return the address that rings them from a phone."""
        return phone_link(self.phone)


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody outside the group who helps, by phone or on the web."""

    who: str
    phone: str = ""
    web: str = ""

    @property
    def phone_link(self) -> str:
        """Return the address that rings them from a phone."""
        return phone_link(self.phone)


@dataclass(frozen=True, slots=True)
class Supplier:
    """A company that works for the group, what it does and where."""

    who: str
    does: str
    country: str


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """A reason in law for using what people tell the group. `confirmed` is when the data protection officer agreed."""

    name: str
    words: str
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the group uses people's information for, and the name of its reason in law."""

    what: str
    basis: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """Everybody whom the public pages name, and what information is used for. Controllers stand in the order of time.

    Without `health_basis` nobody has confirmed yet why, in law, the group may know what says something about health.
    """

    controllers: tuple[Controller, ...]
    data_protection_officer: Officer
    regulator: Helper
    equality_advice: Helper
    benefits_advice: Helper
    safeguarding: tuple[Helper, ...]
    suppliers: tuple[Supplier, ...]
    lawful_bases: tuple[LawfulBasis, ...]
    purposes: tuple[Purpose, ...]
    health_basis: LawfulBasis | None = None

    @property
    def reasons(self) -> list[tuple[Purpose, LawfulBasis]]:
        """Return each purpose with its reason in law."""
        bases = {basis.name: basis for basis in self.lawful_bases}
        return [(purpose, bases[purpose.basis]) for purpose in self.purposes]

    @property
    def all_confirmed(self) -> bool:
        """Say whether the data protection officer has agreed to every reason that is given."""
        return all(basis.confirmed for _purpose, basis in self.reasons)

    def controller_on(self, day: date) -> Controller:
        """Return who is responsible on that day; the first of all before there was one."""
        return next((each for each in reversed(self.controllers) if each.since <= day), self.controllers[0])

    def new_controller_on(self, day: date) -> Controller | None:
        """Return who has become responsible, while people are still to be told; else None."""
        controller = self.controller_on(day)
        until = controller.announced_until
        return controller if until and controller.since <= day <= until else None


Part = TypeVar("Part", Controller, Officer, Helper, Supplier, LawfulBasis, Purpose)


def read_contacts(file: Path) -> Contacts:
    """Return the contacts in the file. Raises ContactsError when the file or a part of it is missing or misspelt."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        return Contacts(
            controllers=tuple(sorted(_list(Controller, written, "controllers"), key=lambda each: each.since)),
            data_protection_officer=_one(Officer, written["data_protection_officer"]),
            regulator=_one(Helper, written["regulator"]),
            equality_advice=_one(Helper, written["equality_advice"]),
            benefits_advice=_one(Helper, written["benefits_advice"]),
            safeguarding=_list(Helper, written, "safeguarding"),
            suppliers=_list(Supplier, written, "suppliers"),
            lawful_bases=(bases := _list(LawfulBasis, written, "lawful_bases")),
            purposes=_purposes(written, {basis.name for basis in bases}),
            health_basis=_one(LawfulBasis, written["health_basis"]) if "health_basis" in written else None,
        )
    except OSError as fault:
        raise ContactsError(f"{file} cannot be read: {fault.strerror}.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise ContactsError(f"{file} is not TOML: {fault}.") from fault
    except KeyError as fault:
        raise ContactsError(f"{file} has no {fault.args[0]}.") from fault
    except TypeError as fault:
        raise ContactsError(f"{file}: {fault}.") from fault


def _purposes(written: dict[str, Any], bases: set[str]) -> tuple[Purpose, ...]:
    purposes = _list(Purpose, written, "purposes")
    unknown = {purpose.basis for purpose in purposes} - bases
    if unknown:
        raise TypeError(f"no lawful basis is called {', '.join(sorted(unknown))}")
    return purposes


def _list(kind: type[Part], written: dict[str, Any], name: str) -> tuple[Part, ...]:
    if not written[name]:
        raise KeyError(name)
    return tuple(_one(kind, facts) for facts in written[name])


def _one(kind: type[Part], facts: dict[str, Any]) -> Part:
    wrong = facts.keys() - {field.name for field in fields(kind)}
    if wrong:
        raise TypeError(f"{kind.__name__.lower()} has no {', '.join(sorted(wrong))}")
    return kind(**facts)
