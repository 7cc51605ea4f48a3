"""What goes in the envelope: the papers of a meeting in the formats that one member needs, for staff who post them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.documents.kinds import FORMATS
from coproduction.documents.models import Document, VersionFormat
from coproduction.documents.pages import FormatLine, document_line
from coproduction.meetings.queries import papers as queries
from coproduction.meetings.rules import MEETS, formats_for
from coproduction.members.models import Member
from coproduction.members.queries.members import find_member

WITHOUT_A_NEED = (VersionFormat.STANDARD,)


class PaperToEnclose(NamedTuple):
    """One paper: the formats to enclose, and those that are needed and not there."""

    document_id: int
    title: str
    formats: list[FormatLine]
    missing: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """The papers of a meeting for one member, and what they wrote of the formats that they need."""

    event_id: int
    meeting: str
    name: str
    asked: list[str]
    papers: list[PaperToEnclose]


def envelope(sending_id: int, member_id: int, *, viewer: Account) -> Envelope | None:
    """Return what to post to the member: all papers that went so far. None if either is not there. For coordinators."""
    event = queries.event_of_sending(sending_id, viewer=viewer)
    member = find_member(member_id, viewer=viewer)
    if event is None or member is None:
        return None
    wanted = formats_for(member.needs)
    sent = queries.sent_documents(event.id)
    papers = [paper for paper in queries.papers_of(event.id) if paper.id in sent]
    return Envelope(
        event.id, event.title, member.known_as, _asked(member), [_to_enclose(paper, wanted) for paper in papers]
    )


def _asked(member: Member) -> list[str]:
    return [
        f"{FORMATS[MEETS[need.kind]].name}{f': {need.detail}' if need.detail else ''}"
        for need in member.needs
        if need.kind in MEETS
    ]


def _to_enclose(paper: Document, wanted: list[VersionFormat]) -> PaperToEnclose:
    line, there = document_line(paper), {version.format for version in paper.versions}
    names = {FORMATS[one].name for one in wanted or WITHOUT_A_NEED}
    missing = ", ".join(FORMATS[one].name for one in wanted or WITHOUT_A_NEED if one not in there)
    return PaperToEnclose(paper.id, paper.title, [one for one in line.formats if one.name in names], missing)
