"""Members read agendas, minutes and decisions, and say what they have done."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.core.dates import uk_period, uk_wall
from coproduction.core.paging import Page, page_of_rows, requested_page
from coproduction.meetings import pages
from coproduction.meetings.actions import points as actions
from coproduction.meetings.pages import minutes as minutes_pages
from coproduction.meetings.queries import minutes as queries
from coproduction.meetings.queries.meetings import find_meeting
from coproduction.meetings.views.routes import blueprint
from coproduction.members.current import current_member
from coproduction.schedule.calendars import place_in_words


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
        part=pages.meeting_part(event),
        back=url_for("schedule.show_event", event_id=event_id),
    )


@blueprint.get("/events/<int:event_id>/minutes")
@members_only
def show_minutes(event_id: int) -> ResponseReturnValue:
    """What came of a meeting, once coordinators have shared it."""
    meeting = find_meeting(event_id, viewer=current_member()) or abort(404)
    page = minutes_pages.shared_page(meeting.event, now=clock.now()) or abort(404)
    back = url_for("schedule.show_event", event_id=event_id)
    return render_template("meetings/show_minutes.html", event=meeting.event, page=page, back=back)


@blueprint.get("/decisions")
@members_only
def list_decisions() -> ResponseReturnValue:
    """What the member said they would do, and what the meetings decided."""
    me, words = current_member(), request.args.get("q", "").strip()
    found = page_of_rows(queries.decisions(words, viewer=me), requested_page())
    page = Page(minutes_pages.decision_lines(found), found.number, has_next=found.has_next)
    mine = minutes_pages.action_lines(
        db.session.scalars(queries.open_actions(viewer=me)), today=uk_wall(clock.now()).date()
    )
    return render_template(
        "meetings/list_decisions.html", page=page, words=words, mine=mine, minutes="meetings_members.show_minutes"
    )


@blueprint.post("/actions/<int:action_id>/done")
@members_only
def finish_action(action_id: int) -> ResponseReturnValue:
    """Say that it is done."""
    point = queries.find_action(action_id, viewer=current_member()) or abort(404)
    actions.mark_done(point.id, by=current_account(), now=clock.now())
    db.session.commit()
    flash("Thank you. We have marked it as done.")
    return redirect(url_for(".list_decisions"))
