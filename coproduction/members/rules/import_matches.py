"""Which member a row is about: the same name with the same email address, phone number or area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coproduction.members.models import MemberState
from coproduction.members.rules.import_fields import Field
from coproduction.members.rules.import_rows import Line
from coproduction.members.rules.likeness import plain_phone, plain_words


class Known(NamedTuple):
    """What tells one member from another."""

    id: int
    name: str
    email: str | None
    phone: str | None
    area: str | None
    state: MemberState


class Matches:
    """The members there are, by name."""

    def __init__(self, members: Iterable[Known]) -> None:
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for member in members:
            self.add(member)

    def add(self, member: Known) -> None:
        """Count one more."""
        self.by_name[plain_words(member.name)].append(member)

    def are_called(self, name: str) -> bool:
        """Say whether anybody has that name."""
        return bool(self.by_name.get(plain_words(name)))

    def find(self, line: Line) -> Sequence[Known]:
        """Return the members whom the row may be about: more than one if that cannot be told."""
        alike = self.by_name.get(plain_words(line.name), [])
        email, phone, area = (line.values.get(field) for field in (Field.EMAIL, Field.PHONE, Field.AREA))
        by_email = [one for one in alike if email and plain_words(one.email) == plain_words(email)]
        by_phone = [one for one in alike if phone and plain_phone(one.phone) == plain_phone(phone)]
        by_area = [one for one in alike if area and plain_words(one.area) == plain_words(area)]
        return by_email or by_phone or by_area


def match_lines(lines: Sequence[Line], matches: Matches) -> dict[int, int]:
    """Return the id of the member whom a row is about, by the row's number; rows about somebody new are not there.

    A row that could be about two members, that is about somebody who has left, or that says again who another row is
    about, gets a fault.
    """
    found: dict[int, int] = {}
    rows: dict[int, int] = {}
    for line in lines:
        members = matches.find(line) if line.name else ()
        if len(members) > 1:
            line.blame(
                Field.NAME,
                f"This may be any of {len(members)} members called {line.name}. Say more, or merge them first.",
            )
        elif members and members[0].state in (MemberState.LEFT, MemberState.DIED):
            line.blame(
                Field.NAME, f"{members[0].name} has left the group. Take the row out, or welcome them back first."
            )
        elif members and members[0].id in rows:
            line.blame(Field.NAME, f"This is the same person as row {rows[members[0].id]}. Keep one of the two rows.")
        elif members:
            found[line.number] = members[0].id
            rows[members[0].id] = line.number
        elif line.name and matches.are_called(line.name):
            words = f"There is a member called {line.name} already. Nothing else is the same, so this row adds another."
            line.note(Field.NAME, words)
    _find_twins(line for line in lines if line.number not in found and not line.faults)
    return found


def _find_twins(lines: Iterable[Line]) -> None:
    """Give a fault to every new row that says again who an earlier new row is about."""
    seen = Matches(())
    for line in lines:
        if earlier := seen.find(line):
            line.blame(Field.NAME, f"This is the same person as row {earlier[0].id}. Keep one of the two rows.")
        else:
            seen.add(_as_known(line))


def _as_known(line: Line) -> Known:
    values = line.values
    state = values.get(Field.STATE, MemberState.ACTIVE)
    return Known(
        line.number, line.name, values.get(Field.EMAIL), values.get(Field.PHONE), values.get(Field.AREA), state
    )
