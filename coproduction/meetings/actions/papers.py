"""Sending the papers of a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.kinds import FORMATS, ORDER
from coproduction.documents.models import Document, VersionFormat
from coproduction.meetings import emails
from coproduction.meetings.emails import PaperWords
from coproduction.meetings.models import Meeting, PaperSending, SentPaper
from coproduction.meetings.queries import papers as queries
from coproduction.meetings.queries.agenda import sent_papers
from coproduction.meetings.rules import formats_for
from coproduction.members.models import Need
from coproduction.schedule.models import Place
from coproduction.schedule.queries.arrangements import needs_of_members
from coproduction.schedule.queries.management import live_places, lock_event
from coproduction.schedule.rules import can_publish, is_cancelled


def send_papers(
    meeting: Meeting, *, reason: str, by: Account, now: datetime, only_ready: bool = False
) -> PaperSending | None:
    """Send every paper and format of the meeting that has not gone yet to all with a part in it, by their channel.

    What was replaced since it went, goes again. None when there is nothing new: a second time, or a double click, tells
    nobody again. Refused while members cannot see the meeting; and, beside `reason`, while a paper that goes for the
    first time has no Easy Read version, unless a reason is given, which is kept. With `only_ready` such papers stay
    behind, and the others go.
    """
    event = meeting.event
    lock_event(event)
    if is_cancelled(event):
        raise Refusal(f"{event.title} is cancelled.")
    if can_publish(event):
        raise Refusal("Publish the meeting first, so that members can see its papers.")
    new, sent = queries.unsent(meeting.event_id), sent_papers(meeting.event_id)
    lacking = queries.without_easy_read(new, sent={document_id for document_id, _ in sent})
    if only_ready:
        new, lacking = {paper: formats for paper, formats in new.items() if paper not in lacking}, []
    if not new:
        return None
    if lacking and not reason:
        raise Refusal("Add the Easy Read version, or enter why the papers go without it", field="reason")
    sending = PaperSending(event_id=meeting.event_id, sent_at=now, sent_by_id=by.id, reason=reason if lacking else "")
    db.session.add(sending)
    record("meetings.papers_sent", sending, by=by, now=now, without_easy_read=len(lacking))
    _note(sending, new)
    places = live_places(event)
    needs = _needs_of(places)
    for place in places:
        words = _words(new, needs[place.member_id], changed=sent)
        emails.papers_sent(place, sending, papers=words, now=now)
    return sending


def send_to_late_comer(place: Place, *, now: datetime) -> None:
    """Tell somebody who begins to come of the papers that went and that they have not been told of, in one message.

    Also of what was taken back before they were told: whoever has had their copy gets no other. Nothing once the
    meeting has started. The caller has locked the event, so no papers go out meanwhile.
    """
    event = place.role.event
    if event.starts_at <= now:
        return
    missed = queries.sendings_missed(event.id, place.member_id)
    papers = queries.sent_with(event.id, missed) if missed else {}
    if papers:
        words = _words(papers, _needs_of([place])[place.member_id], changed=())
        had = queries.readers_of(missed[-1], place.member_id)
        emails.papers_sent(place, missed[-1], papers=words, now=now, no_copy_to=had)


def _needs_of(places: Sequence[Place]) -> Mapping[int, list[Need]]:
    needs: dict[int, list[Need]] = defaultdict(list)
    for need in needs_of_members({place.member_id for place in places}):
        needs[need.member_id].append(need)
    return needs


def _note(sending: PaperSending, new: Mapping[Document, Sequence[VersionFormat]]) -> None:
    db.session.add_all(
        SentPaper(event_id=sending.event_id, document_id=document.id, format=one, sending_id=sending.id)
        for document, formats in new.items()
        for one in formats
    )
    db.session.flush()


def _words(
    papers: queries.Papers, needs: Sequence[Need], *, changed: Collection[tuple[int, VersionFormat]]
) -> emails.Papers:
    """Put papers in words, first the formats that somebody with these needs reads.

    What they had before in the same format is marked, so that they read the new one.
    """
    own = formats_for(needs)
    usual = sorted(ORDER, key=ORDER.__getitem__)
    return emails.Papers(
        _in_order(papers, [*own, *(one for one in usual if one not in own)], changed=changed),
        _in_order(papers, usual, changed=changed),
    )


def _in_order(
    papers: queries.Papers, order: Sequence[VersionFormat], *, changed: Collection[tuple[int, VersionFormat]]
) -> list[PaperWords]:
    return [
        PaperWords(
            document.title,
            ", ".join(
                f"{FORMATS[one].name} (changed)" if (document.id, one) in changed else FORMATS[one].name
                for one in sorted(formats, key=order.index)
            ),
        )
        for document, formats in papers.items()
    ]
