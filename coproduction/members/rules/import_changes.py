"""What a row would change: somebody new, or what is different about a member. A blank cell changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coproduction.members.kinds import MEMBER_STATES
from coproduction.members.models import Interest, Member, Need, NeedKind
from coproduction.members.rules.import_fields import FIELDS, Field
from coproduction.members.rules.import_rows import Line
from coproduction.notifications.models import Channel

COLUMNS: Mapping[Field, str] = {
    Field.KNOWN_AS: "known_as",
    Field.PRONOUNS: "pronouns",
    Field.EMAIL: "email",
    Field.PHONE: "phone",
    Field.ADDRESS: "address",
    Field.AREA: "area",
    Field.CHANNEL: "channel",
    Field.TIMES: "contact_times",
    Field.JOINED: "joined_on",
    Field.AVAILABILITY: "availability",
    Field.TRAVEL: "travel",
    Field.EMERGENCY: "emergency_contact",
    Field.REMARKS: "remarks",
}
WAYS: Mapping[Channel, str] = {
    Channel.EMAIL: "email",
    Channel.PHONE: "phone",
    Channel.TEXT: "phone",
    Channel.LETTER: "address",
}
WORDS_FOR: Mapping[str, str] = {"email": "email address", "phone": "phone number", "address": "postal address"}


@dataclass(slots=True)
class Change:
    """What one row would do: to a member, or by adding one."""

    line: Line
    member: Member | None
    columns: dict[str, Any] = field(default_factory=dict)
    interests: list[Interest] = field(default_factory=list)
    needs: list[tuple[NeedKind, str]] = field(default_factory=list)
    reworded: list[tuple[Need, str]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Say whether the row adds somebody."""
        return self.member is None

    @property
    def what(self) -> list[str]:
        """Return what would be different, in words, in the order of the fields."""
        label_of = {column: FIELDS[one].label for one, column in COLUMNS.items()}
        words = [label_of[column] for column in label_of if column in self.columns]
        if self.interests:
            words.append(FIELDS[Field.INTERESTS].label)
        return [*words, FIELDS[Field.SUPPORT].label] if self.needs or self.reworded else words


def change_of(line: Line, member: Member | None) -> Change:
    """Return what the row would do, and write down what is wrong between it and what we know."""
    given = {COLUMNS[one]: value for one, value in line.values.items() if one in COLUMNS}
    interests, needs = line.values.get(Field.INTERESTS, []), line.values.get(Field.SUPPORT, [])
    if member is None:
        given.setdefault("known_as", line.name)
        given["channel"] = given.get("channel") or _channel_for(given)
        change = Change(line, None, given, interests, needs)
    else:
        change = _update(line, member, given, interests=interests, needs=needs)
    _check_contact(change)
    return change


def _update(
    line: Line, member: Member, given: dict[str, Any], *, interests: list[Interest], needs: list[tuple[NeedKind, str]]
) -> Change:
    columns = {column: value for column, value in given.items() if not _is_same(getattr(member, column), value)}
    known = {one.interest for one in member.interests}
    change = Change(line, member, columns, [one for one in interests if one not in known])
    mine = {need.kind: need for need in member.needs}
    for kind, detail in needs:
        if kind not in mine:
            change.needs.append((kind, detail))
        elif not _is_same(mine[kind].detail, detail) and mine[kind].confirmed_at is None:
            change.reworded.append((mine[kind], detail))
    if member.account and "email" in columns:
        del columns["email"]  # whoever chooses the address can sign in there
        words = f"{member.name} signs in with {member.account.email}. That stays. You can change it on their page."
        line.note(Field.EMAIL, words)
    state = line.values.get(Field.STATE)
    if state and state is not member.state:
        words = f"Their membership stays “{MEMBER_STATES[member.state].lower()}”. You can change it on their page."
        line.note(Field.STATE, words)
    return change


def _channel_for(given: Mapping[str, Any]) -> Channel:
    """Return how somebody is contacted who did not say how: the first way that we can."""
    return next((channel for channel, way in WAYS.items() if given.get(way)), Channel.LETTER)


def _check_contact(change: Change) -> None:
    """See that there is a way to contact the person, and that the way they chose leads somewhere."""
    after = {way: change.columns.get(way) or getattr(change.member, way, None) for way in WORDS_FOR}
    channel: Channel = change.columns.get("channel", change.member.channel if change.member else Channel.LETTER)
    line, way = change.line, WAYS[channel]
    if not any(after.values()):
        words = "There is no email address, phone number or postal address. Write one of them."
        line.blame(Field.NAME, words)
    elif not after[way] and channel is Channel.LETTER:
        words = "There is no postal address for letters. Until there is one, we contact them in another way."
        line.note(Field.CHANNEL, words)
    elif not after[way]:
        words = f"We are to contact them by {channel}, and there is no {WORDS_FOR[way]}. Write one, or another way."
        line.blame(Field.CHANNEL, words)


def _is_same(mine: Any, theirs: Any) -> bool:
    """Say whether two values say the same: capitals and the spaces in a number make no difference."""
    if isinstance(mine, str) and isinstance(theirs, str) and not isinstance(mine, Channel):
        return "".join(mine.casefold().split()) == "".join(theirs.casefold().split())
    return bool(mine == theirs)
