"""Coordinators fill an event's roles and watch the roster."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import csv_download
from coproduction.rosters import actions, pages, queries
from coproduction.rosters.beside import words_beside
from coproduction.rosters.forms import AskForm, GiveForm, RecordAnswerForm
from coproduction.rosters.rules import answer_until, can_propose, usual_hours
from coproduction.rosters.shown import part_above
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule import rules
from coproduction.schedule.actions import places as place_actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries import events, people, places
from coproduction.schedule.queries.answers import detail_of
from coproduction.schedule.queries.linked import counted_at
from coproduction.schedule.words import OF_EVENTS, TO_STAFF


@blueprint.get("/<int:event_id>")
@staff_only
def show_roster(event_id: int) -> ResponseReturnValue:
    """Everybody's part in the event, by role: prints on one page. Dates that share a roster have it in one place."""
    event = _event(event_id)
    if (counted := counted_at(event, now=clock.now())) is not event:
        return redirect(url_for(".show_roster", event_id=counted.id))
    return _roster(event)


@blueprint.get("/<int:event_id>.csv")
@staff_only
def download_roster(event_id: int) -> ResponseReturnValue:
    """Download the roster as a table."""
    event = _event(event_id)
    name, rows = pages.download(event, viewer=current_account(), now=clock.now())
    return csv_download(name, pages.HEADING, rows)


@blueprint.get("/roles/<int:role_id>")
@staff_only
def show_role(role_id: int) -> ResponseReturnValue:
    """Who could fill the role, the least often asked first; and why not the others."""
    role, me, now = _role(role_id), current_account(), clock.now()
    number = requested_page()
    could = queries.candidates(role, could=True, viewer=me, now=now, page=number)
    could_not = queries.candidates(role, could=False, viewer=me, now=now, page=number)
    listed = [*could, *could_not]
    return render_template(
        "rosters/show_role.html",
        role=role,
        event=role.event,
        could=could,
        could_not=could_not,
        is_first_page=number == 1,
        all_are_new=queries.all_are_new_to(role),
        last_one=policy_of(role.event).last_one,
        period=pages.period_of(listed),
        held=pages.held_by(listed),
        beside=words_beside(role.event, [person.member_id for person in listed], viewer=me),
        ask_form=AskForm(),
    )


@blueprint.route("/roles/<int:role_id>/ask/<int:member_id>", methods=["GET", "POST"])
@staff_only
def ask_member(role_id: int, member_id: int) -> ResponseReturnValue:
    """Offer the role to a member, with a reason if something stands in the way."""
    role, me, now = _role(role_id), current_account(), clock.now()
    event_id = role.event_id
    seen = queries.candidate(role, member_id, viewer=me, now=now)
    if seen is None:
        flash("They are in the roster already.")
        return redirect(url_for(".show_roster", event_id=event_id))
    form = AskForm()
    form.say_usual(usual_hours(role.event, now=now), until=answer_until(role.event, now=now))

    def ask() -> None:
        reason = form.reason.data or ""
        actions.ask_member(role, member_id, reason=reason, by=me, now=now, hours=form.hours.data)

    if succeeds(form, ask):
        flash(f"We are asking {seen.name}.")
        return redirect(url_for(".show_roster", event_id=event_id))
    return render_template(
        "rosters/ask_member.html",
        role=role,
        event=role.event,
        candidate=seen,
        turns=pages.turns_of(seen),
        beside=words_beside(role.event, [member_id], viewer=me).get(member_id, ""),
        form=form,
    )


@blueprint.route("/places/<int:place_id>/give", methods=["GET", "POST"])
@staff_only
def give_place(place_id: int) -> ResponseReturnValue:
    """Give the place to a member who put themselves forward, with a reason if something stands in the way."""
    place, me, now = places.find_place(place_id) or abort(404), current_account(), clock.now()
    event_id, name, form = place.event_id, place.member.name, GiveForm()
    if succeeds(form, lambda: actions.give_place(place, reason=form.reason.data or "", by=me, now=now)):
        flash(f"{name} has the place, and is being told.")
        return redirect(url_for(".show_roster", event_id=event_id))
    seen = queries.candidate(place.role, place.member_id, viewer=me, now=now)
    if seen is None or not seen.reasons:
        return _roster(_event(event_id), form)
    return render_template("rosters/give_place.html", place=place, event=place.role.event, candidate=seen, form=form)


@blueprint.route("/places/<int:place_id>/release", methods=["GET", "POST"])
@staff_only
def release_place(place_id: int) -> ResponseReturnValue:
    """Take back an offer or a place, with thanks."""
    place = places.find_place(place_id) or abort(404)
    if rules.waits(place):
        abort(404)
    event_id, name, form = place.event_id, place.member.name, ConfirmForm(button="Yes, not this time")
    if succeeds(form, lambda: place_actions.release_place(place_id, hand=Hand(current_account()), now=clock.now())):
        flash(f"{name} is being thanked, and told that they are not needed this time.")
        return redirect(url_for(".show_roster", event_id=event_id))
    return render_template("rosters/release_place.html", place=place, event=place.role.event, form=form)


@blueprint.route("/places/<int:place_id>/record-answer", methods=["GET", "POST"])
@staff_only
def record_answer(place_id: int) -> ResponseReturnValue:
    """Record what a member said by phone or letter, through the same rules as their own answer."""
    place = places.find_place(place_id) or abort(404)
    event_id, name = place.event_id, place.member.name
    form = RecordAnswerForm(
        name=place.member.known_as,
        is_waiting=rules.waits(place),
        ways=rules.ways_of(place.role.event),
        is_alone=rules.is_alone_in(place.role),
    )
    if form.validate_on_submit():
        try:
            hand, details = Hand(current_account(), form.via.data), form.details()
            place = place_actions.answer(place_id, form.answer.data, hand=hand, now=clock.now(), details=details)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(f"{name}: {TO_STAFF[place.state].words.lower()}.")
            return redirect(url_for(".show_roster", event_id=event_id))
    elif not form.is_submitted():
        form.fill(place, detail_of(place.id))
    event, state = place.role.event, TO_STAFF[place.state]
    return render_template("rosters/record_answer.html", place=place, event=event, state=state, form=form)


def _roster(event: Event, form: Form | None = None) -> ResponseReturnValue:
    now = clock.now()
    roles = pages.roster(event, viewer=current_account(), now=now)
    return render_template(
        "rosters/show_roster.html",
        event=event,
        where=place_in_words(event),
        roles=roles,
        above=part_above(event, viewer=current_account(), now=now),
        counted=pages.headcount(roles),
        looking=pages.looking(event, pages.short_roles(roles), viewer=current_account(), now=now),
        held_twice=people.names_held_twice(event),
        is_open=rules.is_open_for_answers(event, now=now),
        can_propose=can_propose(event, now=now),
        state=OF_EVENTS[event.state],
        form=form,
    )


def _event(event_id: int) -> Event:
    return events.find_event(event_id, viewer=current_account()) or abort(404)


def _role(role_id: int) -> EventRole:
    return events.find_role(role_id, viewer=current_account()) or abort(404)
