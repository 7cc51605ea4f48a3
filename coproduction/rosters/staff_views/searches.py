"""Coordinators look for people who step in: they begin, stop and pace it, and ring those on a list."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.rosters import pages, rules
from coproduction.rosters.actions import searches as actions
from coproduction.rosters.forms.searches import AskingNextForm, LookForm
from coproduction.rosters.kinds import LAST_HOURS
from coproduction.rosters.queries import searches as queries
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.models import EventRole
from coproduction.schedule.queries import events


@blueprint.route("/roles/<int:role_id>/look", methods=["GET", "POST"])
@staff_only
def look_for_somebody(role_id: int) -> ResponseReturnValue:
    """Look for somebody who steps in, one member after the other or several at once."""
    role, form = _role(role_id), LookForm()
    event_id = role.event_id
    if succeeds(form, lambda: actions.look_by_hand(role_id, pace=form.chosen, by=current_account(), now=clock.now())):
        flash("We are looking for somebody. Each step shows on this page.")
        return redirect(url_for(".show_roster", event_id=event_id))
    return render_template("rosters/look_for_somebody.html", role=role, event=role.event, form=form)


@blueprint.route("/searches/<int:search_id>/stop", methods=["GET", "POST"])
@staff_only
def stop_search(search_id: int) -> ResponseReturnValue:
    """Ask nobody more by ourselves."""
    search = queries.find_search(search_id, viewer=current_account()) or abort(404)
    event_id, form = search.role.event_id, ConfirmForm(button="Stop looking")
    if form.validate_on_submit():
        actions.stop_search(search, by=current_account(), now=clock.now())
        db.session.commit()
        flash("We ask nobody more. Those who were asked can still say yes.")
        return redirect(url_for(".show_roster", event_id=event_id))
    return render_template("rosters/stop_search.html", role=search.role, event=search.role.event, form=form)


@blueprint.route("/roles/<int:role_id>/asking-next", methods=["GET", "POST"])
@staff_only
def choose_asking_next(role_id: int) -> ResponseReturnValue:
    """Choose what happens when somebody does not say yes to an offer."""
    role = _role(role_id)
    event_id, form = role.event_id, AskingNextForm(data={"wanted": "yes" if role.asks_next else "no"})
    form.say_last_asking(value_of(LAST_HOURS, on=uk_wall(clock.now()).date()))
    if form.validate_on_submit():
        actions.choose_asking_next(role_id, form.wanted.data == "yes", by=current_account(), now=clock.now())
        db.session.commit()
        flash("Saved.")
        return redirect(url_for(".show_roster", event_id=event_id))
    return render_template("rosters/choose_asking_next.html", role=role, event=role.event, form=form)


@blueprint.get("/roles/<int:role_id>/ring-list")
@staff_only
def show_ring_list(role_id: int) -> ResponseReturnValue:
    """Whom to ring to find somebody, in order, on one sheet of paper."""
    role, now = _role(role_id), clock.now()
    found = pages.ring_lines(role, viewer=current_account(), now=now)
    alone = queries.leaves_one_alone(role)
    return render_template("rosters/show_ring_list.html", role=role, event=role.event, found=found, alone=alone)


def _role(role_id: int) -> EventRole:
    role = events.find_role(role_id, viewer=current_account()) or abort(404)
    if not rules.can_be_searched(role):
        abort(404)
    return role
