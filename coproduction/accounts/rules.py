"""What makes an email address, a link, a password and a way back acceptable."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from coproduction.accounts.models import Account, LinkPurpose, SignInLink
from coproduction.core.audiences import Audience
from coproduction.core.refusals import Refusal

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000
LONGEST_PATH = 2000
KEYBOARD = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
TOO_EASY = "Choose a password that is harder to guess. Three words that do not belong together work well"
KEPT_FOR = timedelta(days=1)
MOST_HELD_FIELDS = 200
MOST_HELD_BYTES = 64 * 1024


def tidy_email(typed: str) -> str:
    """Return the address as we keep it and look for it, in small letters. Refuses what is no address."""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as fault:
        raise Refusal("Enter an email address in the correct format, like name@example.com", field="email") from fault


def safe_path(asked: str | None) -> str | None:
    """Return the path if it leads to a page of ours after signing in, and None for anything else.

    Browsers read `//` and a backslash as the start of another site's name, and skip tabs and new lines.
    """
    if not asked or len(asked) > LONGEST_PATH or not asked.startswith("/") or asked.startswith("//"):
        return None
    if "\\" in asked or any(unicodedata.category(character).startswith("C") for character in asked):
        return None
    parts = urlsplit(asked)
    leads_back_to_the_door = parts.path.startswith(("/sign-in", "/sign-out"))
    return None if parts.scheme or parts.netloc or leads_back_to_the_door else asked


def is_staff(account: Account) -> bool:
    """Say whether the account is a coordinator's or an administrator's."""
    return Audience.STAFF in account.audiences


def has_other_uses(account: Account) -> bool:
    """Say whether the account is for more than being a member: its owner is staff, a supporter or safeguarding lead."""
    return bool({Audience.STAFF, Audience.SUPPORTER, Audience.SAFEGUARDING} & account.audiences)


def may_change_email(account: Account, *, by: Account) -> bool:
    """Say whether `by` may decide where the account signs in: staff accounts are their owner's and administrators'."""
    return by.id == account.id or not is_staff(account) or Audience.ADMINISTRATOR in by.audiences


def home_endpoint(account: Account) -> str:
    """Return the page that the account starts from."""
    if is_staff(account):
        return "site.staff_home"
    if Audience.MEMBER in account.audiences:
        return "site.member_home"
    if Audience.SUPPORTER in account.audiences:
        return "schedule.list_supported"
    return "members_staff.list_notes" if Audience.SAFEGUARDING in account.audiences else "site.home"


def digest_of(token: str) -> str:
    """Return what is kept of a link's token. A token is random and long, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_usable(link: SignInLink, *, now: datetime) -> bool:
    """Say whether the link still signs its account in."""
    return link.used_at is None and now < link.expires_at and link.account.is_active


def asks_for_password(link: SignInLink) -> bool:
    """Say whether whoever came by this link should be asked to choose a password."""
    return link.purpose is LinkPurpose.WELCOME and link.account.password_hash is None


def purpose_of_the_next(link: SignInLink) -> LinkPurpose:
    """Return what a link sent in place of this one is for: a welcome that ran out is still a welcome."""
    return link.purpose if link.used_at is None else LinkPurpose.SIGN_IN


def check_password(password: str, *, about: Iterable[str]) -> None:
    """Refuse a password that is short, common, a simple row, or made of the words it is `about`.

    `about` holds the person's name and email address and the group's name. There are no rules about capitals
    or symbols (NCSC and NIST SP 800-63B advise against them).
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(f"Password must be {SHORTEST_PASSWORD} characters or more", field="password")
    if len(password) > LONGEST_PASSWORD:
        raise Refusal(f"Password must be {LONGEST_PASSWORD:,} characters or less", field="password")
    plain = password.casefold()
    if plain.isdigit() or plain in common_passwords() or _is_a_simple_row(plain) or _is_only_about(plain, about):
        raise Refusal(TOO_EASY, field="password")


@cache
def common_passwords() -> frozenset[str]:
    """Return the passwords that too many people use."""
    lines = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_a_simple_row(plain: str) -> bool:
    """Say whether it repeats up to 4 characters ('abcabcabc') or follows the alphabet or the keyboard."""
    if any((plain[:size] * len(plain))[: len(plain)] == plain for size in range(1, 5)):
        return True
    return any(plain in row or plain in row[::-1] for row in KEYBOARD)


def _is_only_about(plain: str, about: Iterable[str]) -> bool:
    """Say whether its letters spell nothing but 'password' and words such as the person's own name."""
    letters = left = "".join(character for character in plain if character.isalpha())
    words = {word for text in about for word in re.findall(r"[^\W\d_]{2,}", text.casefold())}
    for word in sorted({"password", *words}, key=len, reverse=True):
        left = left.replace(word, "")
    return bool(letters) and not left
