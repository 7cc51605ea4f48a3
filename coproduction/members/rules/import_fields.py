"""What a list of members can say about each, how its columns may be called, and which columns those are."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coproduction.core.refusals import Refusal


class Field(enum.StrEnum):
    """One thing that a list can say about a member."""

    NAME = "name"
    KNOWN_AS = "known as"
    PRONOUNS = "pronouns"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    AREA = "area"
    CHANNEL = "channel"
    TIMES = "contact times"
    JOINED = "joined"
    STATE = "membership"
    INTERESTS = "interests"
    SUPPORT = "needs"
    AVAILABILITY = "availability"
    TRAVEL = "travel"
    EMERGENCY = "emergency contact"
    REMARKS = "remarks"


class FieldWords(NamedTuple):
    """How people meet a field. `joined_by` is for fields that may stand in several columns."""

    label: str
    called: tuple[str, ...]
    joined_by: str = ""


FIELDS: Mapping[Field, FieldWords] = {
    Field.NAME: FieldWords(
        "Name", ("name", "full name", "member", "first name", "forename", "surname", "last name", "family name"), " "
    ),
    Field.KNOWN_AS: FieldWords("Called", ("known as", "called", "preferred name", "nickname", "likes to be called")),
    Field.PRONOUNS: FieldWords("Pronouns", ("pronouns", "pronoun")),
    Field.EMAIL: FieldWords("Email address", ("email", "e mail", "email address", "mail", "e mail address")),
    Field.PHONE: FieldWords(
        "Phone number", ("tel", "phone", "telephone", "mobile", "tel no", "phone number", "contact number", "landline")
    ),
    Field.ADDRESS: FieldWords(
        "Postal address", ("address", "postal address", "street", "address line 1", "address line 2", "town"), "\n"
    ),
    Field.AREA: FieldWords(
        "Lives in", ("lives", "area", "outcode", "postcode", "post code", "lives in", "postcode area", "place")
    ),
    Field.CHANNEL: FieldWords(
        "How to contact them",
        ("best way to reach", "contact by", "preferred contact", "how to contact", "contact method", "channel"),
    ),
    Field.TIMES: FieldWords("When to contact them", ("contact times", "when to ring", "best time", "when to contact")),
    Field.JOINED: FieldWords(
        "Member since", ("joined", "member since", "joined on", "date joined", "start date", "since")
    ),
    Field.STATE: FieldWords("Membership", ("status", "membership", "state", "active")),
    Field.INTERESTS: FieldWords(
        "Likes to take part in",
        ("takes part in", "interests", "interested in", "involved in", "activities", "takes part", "groups"),
        ", ",
    ),
    Field.SUPPORT: FieldWords(
        "Needs",
        ("support needed", "needs", "support", "access needs", "access", "support needs", "requirements"),
        "; ",
    ),
    Field.AVAILABILITY: FieldWords("When they can take part", ("availability", "available", "days", "free when")),
    Field.TRAVEL: FieldWords("Travel", ("travel", "transport", "travels by")),
    Field.EMERGENCY: FieldWords("Emergency contact", ("emergency contact", "emergency", "next of kin", "ice")),
    Field.REMARKS: FieldWords("Remarks", ("remarks", "notes", "comments", "other", "comment", "note"), "; "),
}
Matching = Mapping[int, Field]


def guessed(columns: Sequence[str]) -> dict[int, Field]:
    """Return which column holds what, as its heading says. Of two with one meaning the first counts."""
    found: dict[int, Field] = {}
    for number, heading in enumerate(columns):
        field = _field_called(heading)
        if field and (FIELDS[field].joined_by or field not in found.values()):
            found[number] = field
    return found


def refuse_matching(columns: Sequence[str], matching: Matching) -> None:
    """Refuse two columns for what can have one alone, and a list without names."""
    if Field.NAME not in matching.values():
        raise Refusal("Choose which column holds the names")
    for field, words in FIELDS.items():
        chosen = [columns[number] for number, one in sorted(matching.items()) if one is field]
        if len(chosen) > 1 and not words.joined_by:
            raise Refusal(f"“{'” and “'.join(chosen)}” cannot both be “{words.label}”. Choose one of them")


def with_choice(columns: Sequence[str], matching: Matching, *, choice: str) -> dict[int, Field]:
    """Return the matching with one choice made in words, such as 'Tel=phone'; 'Tel=' leaves the column out."""
    heading, is_choice, called = choice.rpartition("=")
    numbers = [number for number, name in enumerate(columns) if name.casefold() == heading.strip().casefold()]
    if not is_choice or not numbers:
        raise Refusal(f"There is no column “{heading or choice}”. The columns are: {', '.join(columns)}")
    wanted = called.strip().casefold()
    field = next((one for one in Field if one.value == wanted), None)
    if wanted and field is None:
        raise Refusal(f"“{called}” is nothing that we keep. Choose one of: {', '.join(Field)}")
    kept = {number: one for number, one in matching.items() if number != numbers[0]}
    return {**kept, numbers[0]: field} if field else kept


def _field_called(heading: str) -> Field | None:
    """Return the field whose heading this is: with or without a remark in brackets, in capitals or not."""
    plain = _plain(re.sub(r"[(\[].*?[)\]]", "", heading)) or _plain(heading)
    return next((field for field, words in FIELDS.items() if plain in words.called), None)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())
