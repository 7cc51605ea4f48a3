"""Supporters read the agenda and the minutes of what the person they support is asked to or goes to."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import supporters_only
from coproduction.core.dates import uk_period
from coproduction.meetings import pages
from coproduction.meetings.pages import minutes as minutes_pages
from coproduction.meetings.views.routes import blueprint
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import Event
from coproduction.schedule.queries.supporting import find_supported_place


@blueprint.get("/supporting/places/<int:place_id>/agenda")
@supporters_only
def show_supported_agenda(place_id: int) -> ResponseReturnValue:
    """The agenda in large type, to print."""
    event = _event_or_404(place_id)
    return render_template(
        "meetings/show_agenda.html",
        event=event,
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        part=pages.meeting_part(event) or abort(404),
        back=url_for("schedule.show_supported_place", place_id=place_id),
    )


@blueprint.get("/supporting/places/<int:place_id>/minutes")
@supporters_only
def show_supported_minutes(place_id: int) -> ResponseReturnValue:
    """What came of a meeting, once coordinators have shared it with members."""
    event = _event_or_404(place_id)
    page = minutes_pages.page_for_supporters(event, now=clock.now()) or abort(404)
    back = url_for("schedule.show_supported_place", place_id=place_id)
    return render_template("meetings/show_minutes.html", event=event, page=page, back=back)


def _event_or_404(place_id: int) -> Event:
    place, _ = find_supported_place(place_id, viewer=current_account()) or abort(404)
    return place.role.event
