"""Who may open a document."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, and_, exists, or_, true, type_coerce

from coproduction.accounts.models import Account
from coproduction.accounts.rules import is_staff
from coproduction.documents.models import FileType
from coproduction.documents.openers import open_to_member, open_to_supporters_of
from coproduction.members.models import Grant, Member, Supporter, SupporterGrant
from coproduction.members.rules import belongs, is_supported

LONGEST_NAME = 80
UNSAFE = re.compile(r"[^\w()&' -]+")
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\Z")  # names with which Windows opens no file


def open_to(viewer: Account, *, now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for what the viewer may open now.

    Coordinators open all. Members open what is open to them; supporters who may see the events of a member open what
    belongs to those events, and nothing that is for members alone.
    """
    if is_staff(viewer):
        return true()
    is_supporter = exists().where(
        Supporter.account_id == viewer.id,
        SupporterGrant.supporter_id == Supporter.id,
        SupporterGrant.allowed == Grant.SEE_EVENTS,
        is_supported(),
    )
    member_id = type_coerce(Member.id, Integer)
    is_own = and_(Member.account_id == viewer.id, open_to_member(member_id, now=now))
    is_of_supported = and_(is_supporter.correlate(Member), open_to_supporters_of(member_id, now=now))
    return exists().where(belongs(), or_(is_own, is_of_supported))


def safe_name(title: str, kind: FileType) -> str:
    """Return the name that a file gets when it is downloaded: the title's own words, and the type's own ending."""
    words = " ".join(UNSAFE.sub(" ", unicodedata.normalize("NFKC", title).replace("’", "'")).split())
    words = words[:LONGEST_NAME].strip()
    if not words or DEVICES.match(words):
        words = f"Document {words}".strip()
    return f"{words}.{kind}"
