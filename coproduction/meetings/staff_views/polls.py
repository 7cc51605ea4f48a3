"""Coordinators propose times, write down what they are told by phone, and make the meeting of the best time."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions import polls as actions
from coproduction.meetings.forms.polls import PollForm, TimesForm, answers_form, said_in
from coproduction.meetings.pages import polls as pages
from coproduction.meetings.queries import polls
from coproduction.meetings.staff_views.routes import blueprint
from coproduction.members.queries.members import find_member
from coproduction.schedule.pages.telling import Telling, telling_of


@blueprint.get("/polls")
@staff_only
def list_polls() -> ResponseReturnValue:
    """Show the meetings that look for a date."""
    return render_template("meetings/list_polls.html", polls=polls.open_polls(viewer=current_account()))


@blueprint.route("/polls/new", methods=["GET", "POST"])
@staff_only
def new_poll() -> ResponseReturnValue:
    """Propose times, and ask the members who like meetings."""
    form = PollForm()
    poll = result_of(
        form, lambda: actions.create_poll(form.details(), form.times(), by=current_account(), now=clock.now())
    )
    if poll:
        flash("Members are being asked which times suit them.")
        return redirect(url_for(".show_poll", poll_id=poll.id))
    return render_template("meetings/new_poll.html", form=form, telling=Telling(telling_of(polls.members_to_ask())))


@blueprint.get("/polls/<int:poll_id>")
@staff_only
def show_poll(poll_id: int) -> ResponseReturnValue:
    """Show what was said to each time, the best first, and who has said nothing."""
    poll = polls.find_poll(poll_id, viewer=current_account()) or abort(404)
    return render_template("meetings/show_poll.html", page=pages.poll_page(poll), results=pages.results(poll))


@blueprint.route("/polls/<int:poll_id>/times", methods=["GET", "POST"])
@staff_only
def change_times(poll_id: int) -> ResponseReturnValue:
    """Propose other times; every answer is kept."""
    poll, form = polls.find_poll(poll_id, viewer=current_account()) or abort(404), TimesForm()
    page = pages.poll_page(poll)
    if succeeds(form, lambda: actions.change_times(poll_id, form.times(), by=current_account(), now=clock.now())):
        flash("The times are saved. All answers are kept.")
        return redirect(url_for(".show_poll", poll_id=poll_id))
    if not form.is_submitted():
        form.fill(poll)
    return render_template("meetings/change_times.html", page=page, form=form)


@blueprint.route("/polls/<int:poll_id>/answers/<int:member_id>", methods=["GET", "POST"])
@staff_only
def record_poll_answers(poll_id: int, member_id: int) -> ResponseReturnValue:
    """Write down what a member says by phone, through the same questions."""
    poll = polls.find_poll(poll_id, viewer=current_account()) or abort(404)
    member = find_member(member_id, viewer=current_account()) or abort(404)
    page, name = pages.poll_page(poll), member.name
    form = answers_form(pages.proposed(poll, now=clock.now()), polls.answers_of(poll, member_id), of=member.known_as)
    if succeeds(
        form, lambda: actions.answer_poll(poll_id, member, said=said_in(form), by=current_account(), now=clock.now())
    ):
        flash(f"The answers of {name} are saved.")
        return redirect(url_for(".show_poll", poll_id=poll_id))
    return render_template("meetings/record_poll_answers.html", page=page, name=name, form=form)


@blueprint.route("/polls/<int:poll_id>/end", methods=["GET", "POST"])
@staff_only
def end_poll(poll_id: int) -> ResponseReturnValue:
    """Show who will be told that there is no date; then stop looking for one."""
    poll = polls.find_poll(poll_id, viewer=current_account()) or abort(404)
    page, form = pages.poll_page(poll), ConfirmForm(button="Stop looking for a date")
    if succeeds(form, lambda: actions.end_poll(poll_id, by=current_account(), now=clock.now())):
        flash(f"We are not looking for a date for {page.title} any more.")
        return redirect(url_for(".list_polls"))
    telling = Telling(telling_of(polls.members_who_helped(poll)))
    return render_template("meetings/end_poll.html", page=page, form=form, telling=telling)


@blueprint.route("/polls/<int:poll_id>/choose/<int:option_id>", methods=["POST"])
@staff_only
def choose_time(poll_id: int, option_id: int) -> ResponseReturnValue:
    """Make the meeting at this time."""
    if not (polls.find_poll(poll_id, viewer=current_account()) and ConfirmForm().validate_on_submit()):
        abort(404)
    try:
        event = actions.choose_time(poll_id, option_id, by=current_account(), now=clock.now())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.message, "important")
        return redirect(url_for(".show_poll", poll_id=poll_id))
    flash("The meeting is made as a draft. Publish it to ask everybody.")
    return redirect(url_for("schedule_staff.show_event", event_id=event.id))
