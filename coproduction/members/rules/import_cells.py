"""Reading one cell of a list: dates in many styles, phone numbers, choices in people's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from email_validator import EmailNotValidError, validate_email

from coproduction.core.dates import MONTHS
from coproduction.members.kinds import MEMBER_STATES
from coproduction.members.models import Interest, MemberState, NeedKind
from coproduction.members.rules.areas import tidy_area
from coproduction.members.rules.belonging import MEMBER_MOVES
from coproduction.members.rules.import_fields import Field
from coproduction.notifications.models import Channel

Choice = TypeVar("Choice")
EARLIEST = 1950
LONGEST: Mapping[Field, int] = {Field.NAME: 200, Field.KNOWN_AS: 100, Field.PRONOUNS: 50, Field.AREA: 100}
LONGEST_ELSE = 2000
BROKEN = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
DIGITS_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
WORDS_DATE = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})")
TELEPHONE = re.compile(r"\+?[\d\s().-]+((x|ext\.?)\s*\d+)?", re.IGNORECASE)
BEGIN = MEMBER_MOVES[None]  # how somebody can stand who is brought in
A_DATE = "Write it like 3/10/2018 or October 2018."

CHANNELS_CALLED: Mapping[Channel, tuple[str, ...]] = {
    Channel.EMAIL: ("email", "e-mail", "mail", "e mail"),
    Channel.PHONE: ("phone", "telephone", "tel", "ring", "call", "mobile", "landline"),
    Channel.TEXT: ("text", "sms", "text message", "texts"),
    Channel.LETTER: ("letter", "post", "letters", "by post"),
}
INTERESTS_CALLED: Mapping[Interest, tuple[str, ...]] = {
    Interest.MEETINGS: ("meetings", "meeting", "strategy meetings", "groups"),
    Interest.TRAINING: ("training", "trainer", "training sessions", "trainings"),
    Interest.PANELS: ("panels", "panel", "interviews", "interview panels", "recruitment"),
    Interest.NATIONAL: ("national", "national groups", "national group"),
}
# Whole words that say which need it is; the cell's own words stay as its detail.
NEEDS_CALLED: Mapping[NeedKind, tuple[str, ...]] = {
    NeedKind.EASY_READ: ("easy read", "easyread"),
    NeedKind.LARGE_PRINT: ("large print",),
    NeedKind.BRAILLE: ("braille",),
    NeedKind.BSL_INTERPRETER: ("bsl", "bsl interpreter"),
    NeedKind.SIGN_SUPPORTED_ENGLISH: ("sign supported english", "sse"),
    NeedKind.LIPSPEAKER: ("lipspeaker", "lip speaker"),
    NeedKind.SPEECH_TO_TEXT: ("speech to text", "speech-to-text", "palantypist"),
    NeedKind.NOTE_TAKER: ("note taker", "note-taker", "notetaker"),
    NeedKind.ADVOCATE: ("advocate",),
    NeedKind.HEARING_LOOP: ("hearing loop", "loop"),
    NeedKind.ASSISTANT: ("pa", "personal assistant", "carer comes"),
    NeedKind.STEP_FREE: ("step-free", "step free", "wheelchair", "no steps", "ramp"),
    NeedKind.CHANGING_PLACES: ("changing places",),
    NeedKind.PARKING: ("parking", "blue badge"),
    NeedKind.ASSISTANCE_DOG: ("assistance dog", "guide dog"),
    NeedKind.QUIET_ROOM: ("quiet room", "quiet space"),
    NeedKind.BREAKS: ("breaks",),
    NeedKind.DIET: ("vegetarian", "vegan", "halal", "kosher", "gluten free", "gluten-free", "diet"),
}


def read_cell(field: Field, cell: str, *, today: date) -> Any:
    """Return what a cell that is not blank says. Raises ValueError with what is wrong and what to do."""
    if cell.upper() in BROKEN:
        raise ValueError(f"“{cell}” is a fault of the spreadsheet. Put the right words there.")
    longest = LONGEST.get(field, LONGEST_ELSE)
    if len(cell) > longest:
        raise ValueError(f"This is {len(cell):,} characters long. Shorten it to {longest:,} or less.")
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in cell) or "�" in cell:
        raise ValueError("This has signs that cannot be read. Type it again, or save the file as CSV UTF-8.")
    if field is Field.JOINED:
        return _date(cell, today=today)
    return READERS.get(field, _line)(cell)


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _lines(cell: str) -> str:
    return "\n".join(_line(line) for line in cell.split("\n"))


def _name(cell: str) -> str:
    name = _line(cell)
    if "@" in name or not any(sign.isalpha() for sign in name):
        raise ValueError(f"“{name}” is not a name. Write the person’s name.")
    return name


def _email(cell: str) -> str:
    try:
        return validate_email("".join(cell.split()), check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError(f"“{cell}” is not an email address. Write one like name@example.com.") from None


def _phone(cell: str) -> str:
    """Return a phone number. A spreadsheet that took it for a number has eaten its first 0, which comes back."""
    number = _line(cell)
    digits = sum(sign.isdigit() for sign in number)
    if not TELEPHONE.fullmatch(number) or not 9 <= digits <= 20:
        raise ValueError(f"“{number}” is not a phone number. Write one like 01632 960 001.")
    return f"0{number}" if number.isdigit() and digits == 10 and number[0] in "1237" else number


def _date(cell: str, *, today: date) -> date:
    day = _day_in(_line(cell).casefold(), today=today)
    if day is None:
        raise ValueError(f"“{cell}” is not a date that we can read. {A_DATE}")
    if day > today:
        raise ValueError(f"“{cell}” is in the future. Write the day they joined.")
    if day.year < EARLIEST:
        raise ValueError(f"“{cell}” is too long ago. {A_DATE}")
    return day


def _day_in(words: str, *, today: date) -> date | None:
    """Return the day that the words say, the day before the month; the first of a month that is named alone."""
    if iso := ISO_DATE.fullmatch(words):
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif digits := DIGITS_DATE.fullmatch(words):
        year, month, day = int(digits[3]), int(digits[2]), int(digits[1])
    elif (found := WORDS_DATE.fullmatch(words)) and (named := _month(found[2])):
        year, month, day = int(found[3]), named, int(found[1] or 1)
    else:
        return None
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """Return the month that begins so: 'oct', 'sept', 'october'."""
    names = enumerate((name.casefold() for name in MONTHS), start=1)
    return next((number for number, name in names if name.startswith(word)), None)


def _channel(cell: str) -> Channel:
    return _called(cell, CHANNELS_CALLED, what="a way to contact somebody")


def _interests(cell: str) -> list[Interest]:
    """Return every interest in the cell, whatever parts them."""
    pieces = [piece for piece in re.split(r"[,;/|+&\n]|\band\b", cell, flags=re.IGNORECASE) if piece.strip()]
    found = [_called(piece, INTERESTS_CALLED, what="something to take part in") for piece in pieces]
    return list(dict.fromkeys(found))


def _state(cell: str) -> MemberState:
    called: dict[MemberState, tuple[str, ...]] = {
        state: (state.value, words.casefold()) for state, words in MEMBER_STATES.items()
    }
    called[MemberState.ACTIVE] += ("yes", "current", "member")
    called[MemberState.PAUSED] += ("on hold", "resting", "break")
    state = _called(cell, called, what="how a membership can stand", known=[state.value for state in BEGIN])
    if state not in BEGIN:
        raise ValueError(f"“{cell}” says that they have gone. Bring in only people who belong to the group.")
    return state


def _needs(cell: str) -> list[tuple[NeedKind, str]]:
    """Return the needs in the cell, in its own words; what we do not know by name is kept as another need."""
    found: dict[NeedKind, list[str]] = {}
    for piece in re.split(r"[,;\n]", cell):
        if words := _line(piece):
            found.setdefault(_kind_of(words), []).append(words)
    return [(kind, "; ".join(pieces)) for kind, pieces in found.items()]


def _kind_of(words: str) -> NeedKind:
    plain = words.casefold()
    for kind, called in NEEDS_CALLED.items():
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in called):
            return kind
    return NeedKind.SUPPORT_OTHER


def _called(cell: str, called: Mapping[Choice, tuple[str, ...]], *, what: str, known: Iterable[str] = ()) -> Choice:
    plain = _line(cell).casefold().removeprefix("by ").strip(" .")
    for choice, names in called.items():
        if plain in names:
            return choice
    words = ", ".join(known or map(str, called))
    raise ValueError(f"“{_line(cell)}” is not {what} that we know. Write one of: {words}.")


READERS: Mapping[Field, Callable[[str], Any]] = {
    Field.NAME: _name,
    Field.EMAIL: _email,
    Field.PHONE: _phone,
    Field.AREA: tidy_area,
    Field.ADDRESS: _lines,
    Field.REMARKS: _lines,
    Field.CHANNEL: _channel,
    Field.INTERESTS: _interests,
    Field.STATE: _state,
    Field.SUPPORT: _needs,
}
