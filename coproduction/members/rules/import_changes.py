"""What a row would change: somebody new, or what is different about a member. A blank cell changes nothing.

Nor does anything that the member changed themselves after a list or a coordinator wrote it: a list is older than they.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from coproduction.members.kinds import MEMBER_STATES, NEEDS
from coproduction.members.kinds.interests import INTERESTS
from coproduction.members.models import Interest, Member, Need, NeedKind
from coproduction.members.rules.import_fields import FIELDS, Field
from coproduction.members.rules.import_rows import Line
from coproduction.members.rules.import_words import Difference, in_words, listed, stays
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
FIELD_OF: Mapping[str, Field] = {column: one for one, column in COLUMNS.items()}
OWN_INTERESTS, OWN_NEEDS = "interests", "needs"  # beside the columns: what a member changed, or took away, themselves
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

    @property
    def differences(self) -> list[Difference]:
        """Return what would be different about a member, each with what was and what would be, in words."""
        if self.member is None:
            return []
        found = [
            Difference(FIELDS[FIELD_OF[column]].label, in_words(getattr(self.member, column)), in_words(value))
            for column, value in self.columns.items()
        ]
        if self.interests:
            mine = [INTERESTS[line.interest] for line in self.member.interests]
            added = [INTERESTS[interest] for interest in self.interests]
            found.append(Difference(FIELDS[Field.INTERESTS].label, listed(mine), listed([*mine, *added])))
        label = FIELDS[Field.SUPPORT].label
        found += [Difference(f"{label}: {NEEDS[kind].label}", in_words(None), detail) for kind, detail in self.needs]
        return found + [
            Difference(f"{label}: {NEEDS[need.kind].label}", in_words(need.detail), detail)
            for need, detail in self.reworded
        ]


def change_of(line: Line, member: Member | None, own: Collection[str] = ()) -> Change:
    """Return what the row would do, and write down what is wrong between it and what we know.

    `own` are the columns, `OWN_INTERESTS` and `OWN_NEEDS` where the member had the last word themselves: these stay.
    """
    given = {COLUMNS[one]: value for one, value in line.values.items() if one in COLUMNS}
    interests, needs = line.values.get(Field.INTERESTS, []), line.values.get(Field.SUPPORT, [])
    if member is None:
        given.setdefault("known_as", line.name)
        given["channel"] = given.get("channel") or _channel_for(given)
        change = Change(line, None, given, interests, needs)
    else:
        change = _update(line, member, given, interests=interests, needs=needs, own=own)
    _check_contact(change)
    return change


def _update(
    line: Line,
    member: Member,
    given: dict[str, Any],
    *,
    interests: list[Interest],
    needs: list[tuple[NeedKind, str]],
    own: Collection[str],
) -> Change:
    columns = {column: value for column, value in given.items() if not _is_same(getattr(member, column), value)}
    known = {one.interest for one in member.interests}
    change = Change(line, member, columns, [one for one in interests if one not in known])
    _compare_needs(change, member, needs)
    if member.account and "email" in columns:
        del columns["email"]  # whoever chooses the address can sign in there
        words = f"{member.name} signs in with {member.account.email}. That stays. You can change it on their page."
        line.note(Field.EMAIL, words)
    state = line.values.get(Field.STATE)
    if state and state is not member.state:
        words = f"Their membership stays “{MEMBER_STATES[member.state].lower()}”. You can change it on their page."
        line.note(Field.STATE, words)
    _leave_alone(change, member, own)
    return change


def _compare_needs(change: Change, member: Member, needs: list[tuple[NeedKind, str]]) -> None:
    mine = {need.kind: need for need in member.needs}
    for kind, detail in needs:
        if kind not in mine:
            change.needs.append((kind, detail))
        elif _is_same(mine[kind].detail, detail):
            continue
        elif mine[kind].confirmed_at is None:
            change.reworded.append((mine[kind], detail))
        else:
            words = f"{member.name} has said since: “{NEEDS[kind].label}: {in_words(mine[kind].detail)}”. That stays."
            change.line.note(Field.SUPPORT, words)


def _leave_alone(change: Change, member: Member, own: Collection[str]) -> None:
    """Take out of the change what the member had the last word on, and say that it stays."""
    for column in [column for column in change.columns if column in own]:
        del change.columns[column]
        change.line.note(FIELD_OF[column], stays(member.name, getattr(member, column)))
    if change.interests and OWN_INTERESTS in own:
        change.interests = []
        words = f"{member.name} chose themselves what they take part in. That stays."
        change.line.note(Field.INTERESTS, words)
    if change.needs and OWN_NEEDS in own:
        change.needs = []
        change.line.note(Field.SUPPORT, f"{member.name} took a need away themselves. No need is added.")


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
