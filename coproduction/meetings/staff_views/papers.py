"""Coordinators send papers, and look back at how early they went."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings import pages, rules
from coproduction.meetings.actions import papers as actions
from coproduction.meetings.forms.agenda import SendPapersForm
from coproduction.meetings.pages.enclosing import envelope
from coproduction.meetings.staff_views.agenda import meeting_or_404
from coproduction.meetings.staff_views.routes import blueprint
from coproduction.notifications.enclosures import Enclosure
from coproduction.notifications.models import Message
from coproduction.schedule.pages.telling import everybody_told


@blueprint.route("/<int:event_id>/papers", methods=["GET", "POST"])
@staff_only
def send_papers(event_id: int) -> ResponseReturnValue:
    """Show which papers are there and who would be told, and send them."""
    meeting, form = meeting_or_404(event_id), SendPapersForm()
    page = pages.papers_page(meeting.event, now=clock.now())
    form.ask_why(must_explain=page.must_explain, ready=page.ready)
    if form.validate_on_submit():
        try:
            sending = actions.send_papers(
                meeting,
                reason=form.because,
                only_ready=form.is_only_what_is_ready,
                by=current_account(),
                now=clock.now(),
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("The papers are on their way." if sending else "There is nothing new to send.")
            return redirect(url_for(".send_papers", event_id=event_id))
    return render_template(
        "meetings/send_papers.html", event=meeting.event, page=page, form=form, telling=everybody_told(meeting.event)
    )


@blueprint.get("/papers")
@staff_only
def show_punctuality() -> ResponseReturnValue:
    """How early papers went, and whether Easy Read went with them."""
    return render_template(
        "meetings/punctuality.html", page=pages.punctual_page(viewer=current_account(), now=clock.now())
    )


@blueprint.get("/papers/<int:sending_id>/for/<int:member_id>")
@staff_only
def enclose_papers(sending_id: int, member_id: int) -> ResponseReturnValue:
    """The papers for one member who is told by post, phone or text, in the formats that they need."""
    page = envelope(sending_id, member_id, viewer=current_account()) or abort(404)
    return render_template("meetings/enclose_papers.html", page=page)


def papers_for(message: Message) -> Enclosure:
    """Return the papers that go with the message that they are there, in the formats that the member needs."""
    sending_id, member_id = rules.told_in(message.key)
    address = url_for("meetings.enclose_papers", sending_id=sending_id, member_id=member_id)
    return Enclosure("See which papers to send, and in which format", address)
