"""Who may open a document."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import ColumnElement, Integer, and_, exists, or_, true, type_coerce

from coproduction.accounts.models import Account
from coproduction.accounts.rules import is_staff
from coproduction.documents.models import FileType
from coproduction.documents.openers import open_to_member
from coproduction.members.models import Grant, Member, Supporter, SupporterGrant
from coproduction.members.rules import belongs, is_supported

LONGEST_NAME = 80
UNSAFE = re.compile(r"[^\w()&' -]+")
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\Z")  # names with which Windows opens no file


def open_to(viewer: Account) -> ColumnElement[bool]:
    """Return the condition on Document for what the viewer may open.

    Coordinators open all. Members open what is open to them; so do their supporters who may see their events.
    """
    if is_staff(viewer):
        return true()
    is_supporter = exists().where(
        Supporter.account_id == viewer.id,
        SupporterGrant.supporter_id == Supporter.id,
        SupporterGrant.allowed == Grant.SEE_EVENTS,
        is_supported(),
    )
    is_theirs = or_(Member.account_id == viewer.id, is_supporter.correlate(Member))
    return exists().where(and_(belongs(), is_theirs, open_to_member(type_coerce(Member.id, Integer))))


def safe_name(title: str, kind: FileType) -> str:
    """Return the name that a file gets when it is downloaded: the title's own words, and the type's own ending."""
    words = " ".join(UNSAFE.sub(" ", unicodedata.normalize("NFKC", title).replace("’", "'")).split())
    words = words[:LONGEST_NAME].strip()
    if not words or DEVICES.match(words):
        words = f"Document {words}".strip()
    return f"{words}.{kind}"
