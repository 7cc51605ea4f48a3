"""Coordinators ask members when they could take part, write down what they are told, and see what came of it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import csv_download
from coproduction.members.queries.members import find_member
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.forms.availability import AskWhenForm, ChooseEventsForm, record_form, said_of
from coproduction.rosters.models import AvailabilityRound
from coproduction.rosters.pages import availability as pages
from coproduction.rosters.queries import availability as queries
from coproduction.rosters.queries.asking import FEW, events_to_ask_about
from coproduction.rosters.rules import MOST_DATES
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.words import being_asked


@blueprint.get("/availability")
@staff_only
def list_rounds() -> ResponseReturnValue:
    """Show the questions when members could take part, the newest first."""
    rounds = pages.round_lines(queries.rounds(viewer=current_account()))
    return render_template("rosters/list_rounds.html", rounds=rounds)


@blueprint.route("/availability/new", methods=["GET", "POST"])
@staff_only
def choose_dates() -> ResponseReturnValue:
    """Tick the events to ask about, all of a month at once or one by one."""
    events = events_to_ask_about(viewer=current_account(), now=clock.now())
    of_month = pages.in_month(events, request.args.get("month"))
    form = ChooseEventsForm(of_month or events[:FEW], ticked=[event.id for event in of_month])
    if form.validate_on_submit():
        if len(form.events.data) <= MOST_DATES:
            return redirect(url_for(".ask_when", event=form.events.data))
        form.refuse(Refusal(f"Select {MOST_DATES} events or fewer", field="events"))
    return render_template("rosters/choose_dates.html", form=form, months=pages.months_of(events), most=MOST_DATES)


@blueprint.route("/availability/new/ask", methods=["GET", "POST"])
@staff_only
def ask_when() -> ResponseReturnValue:
    """Show who would be asked about these dates, and how; then ask them. Looking sends nothing."""
    me, now, form = current_account(), clock.now(), AskWhenForm()
    ids = request.args.getlist("event", type=int)
    if form.validate_on_submit():
        try:
            words = form.words.data or ""
            question = actions.ask_when(ids, answer_by=form.answer_by.data, words=words, by=me, now=now)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash("Members are being asked when they could take part, in one message each.")
            return redirect(url_for(".show_round", round_id=question.id))
    events = events_to_ask_about(viewer=me, now=now, ids=ids)[:MOST_DATES]
    if not events:
        return redirect(url_for(".choose_dates"))
    return render_template("rosters/ask_when.html", page=pages.asking_page(events, now=now), form=form)


@blueprint.get("/availability/<int:round_id>")
@staff_only
def show_round(round_id: int) -> ResponseReturnValue:
    """Show how many said what to each date, and who has said nothing."""
    page = pages.round_page(_round(round_id), viewer=current_account(), now=clock.now())
    return render_template("rosters/show_round.html", page=page)


@blueprint.get("/availability/<int:round_id>.csv")
@staff_only
def download_round(round_id: int) -> ResponseReturnValue:
    """Download what everybody said of each date as a table."""
    name, heading, rows = pages.download(_round(round_id), viewer=current_account())
    return csv_download(name, heading, rows)


@blueprint.route("/availability/<int:round_id>/members/<int:member_id>", methods=["GET", "POST"])
@staff_only
def record_dates(round_id: int, member_id: int) -> ResponseReturnValue:
    """Write down what a member says by phone or letter, through the same questions."""
    me, now = current_account(), clock.now()
    member = find_member(member_id, viewer=me) or abort(404)
    question = queries.round_asked_of(round_id, member) or abort(404)
    rows = queries.asked_of(round_id, member_id, now=now)
    form, name = record_form(rows, of=member.known_as), member.name
    if form.validate_on_submit():
        try:
            by = actions.By(me, form.via.data)
            actions.answer(round_id, member, said=said_of(form, rows), by=by, now=now)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"What {name} said is saved.")
            return redirect(url_for(".show_round", round_id=round_id))
    return render_template("rosters/record_dates.html", round_id=question.id, name=name, form=form)


@blueprint.route("/availability/<int:round_id>/more", methods=["GET", "POST"])
@staff_only
def ask_more(round_id: int) -> ResponseReturnValue:
    """Show who could take part by now and was not asked; then ask them."""
    question, now = _round(round_id), clock.now()
    form = ConfirmForm(button="Ask these members")
    if form.validate_on_submit():
        try:
            asked = actions.ask_more(round_id, by=current_account(), now=now)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(being_asked(asked))
            return redirect(url_for(".show_round", round_id=round_id))
    page = pages.more_page(question, now=now)
    return render_template("rosters/ask_more.html", page=page, form=form)


@blueprint.route("/availability/<int:round_id>/close", methods=["GET", "POST"])
@staff_only
def close_round(round_id: int) -> ResponseReturnValue:
    """Stop asking: no more answers are taken, and what still waits to ask is taken back."""
    question, form = _round(round_id), ConfirmForm(button="Stop asking")
    if form.validate_on_submit():
        actions.close_round(round_id, by=current_account(), now=clock.now())
        db.session.commit()
        flash("We have stopped asking. All answers are kept.")
        return redirect(url_for(".show_round", round_id=round_id))
    return render_template("rosters/close_round.html", round_id=question.id, form=form)


def _round(round_id: int) -> AvailabilityRound:
    return queries.find_round(round_id, viewer=current_account()) or abort(404)
