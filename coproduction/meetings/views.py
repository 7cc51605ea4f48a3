"""Members read the agenda of a meeting, and print it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from coproduction.core.audiences import members_only
from coproduction.core.dates import uk_period
from coproduction.meetings import pages
from coproduction.meetings.queries.meetings import find_meeting
from coproduction.members.current import current_member
from coproduction.schedule.calendars import place_in_words

blueprint = Blueprint("meetings_members", __name__)


@blueprint.get("/events/<int:event_id>/agenda")
@members_only
def show_agenda(event_id: int) -> ResponseReturnValue:
    """The agenda in large type, to print."""
    meeting = find_meeting(event_id, viewer=current_member()) or abort(404)
    event = meeting.event
    return render_template(
        "meetings/show_agenda.html",
        event=event,
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        part=pages.agenda_part(event),
    )
