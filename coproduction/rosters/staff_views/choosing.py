"""Coordinators put somebody into a proposal by name."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.rosters import pages, queries
from coproduction.rosters.actions import drafts
from coproduction.rosters.forms import ChooseForm
from coproduction.rosters.queries import drafts as draft_queries
from coproduction.rosters.queries import wanted as wanted_queries
from coproduction.rosters.queries.drafts import About
from coproduction.rosters.staff_views.proposals import address_of
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.models import Event
from coproduction.schedule.queries.events import find_event, find_role


@blueprint.route("/proposals/drafts/<int:draft_id>/roles/<int:role_id>", methods=["GET", "POST"])
@staff_only
def choose_member(draft_id: int, role_id: int) -> ResponseReturnValue:
    """Put a member into a proposal by name, in place of another; back to the proposal, which keeps them."""
    me, now = current_account(), clock.now()
    draft = draft_queries.find_draft_of(draft_id, viewer=me) or abort(404)
    about, role = draft_queries.about_of(draft), find_role(role_id, viewer=me) or abort(404)
    all_events, made = _events_of(about)
    event = draft_queries.events_of_roles(all_events).get(role_id) or abort(404)
    where = _back_to(about, event, all_events)
    wishes = draft_queries.wishes_in(draft, all_events, made=made)
    page = pages.choosing_page(role, all_events, wishes, viewer=me, now=now, number=requested_page())
    form = ChooseForm(page.options)
    if form.validate_on_submit():
        named = drafts.Named(form.member.data, form.reason.data or "", request.args.get("instead", type=int))
        try:
            moved = drafts.choose_member(draft, role, named, events=all_events, by=me, now=now)
            said = pages.chosen_in_words(page.name_of(named.member_id), page.title, moved)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(said)
            return redirect(where)
    return render_template("rosters/choose_member.html", page=page, role_id=role_id, form=form, back=where)


def _back_to(about: About, event: Event, all_events: Sequence[Event]) -> str:
    """Return the address of the page of the proposal that shows the event."""
    if about.event_id:
        return address_of(about)
    number = [each.id for each in all_events].index(event.id) // pages.MOST_PANELS + 1 if about.wanted_id else 1
    return f"{address_of(about, page=number)}#event-{event.id}"


def _events_of(about: About) -> tuple[Sequence[Event], Sequence[queries.Choice]]:
    """Return the events of a proposal, and whom the worker made it suggest for them."""
    me, now, made = current_account(), clock.now(), []
    if about.event_id:
        event = find_event(about.event_id, viewer=me)
        return [event] if event else [], []
    first, last = about.first, about.last
    if about.wanted_id and (wanted := wanted_queries.find_wanted(about.wanted_id, viewer=me)):
        first, last, made = wanted.first, wanted.last, wanted_queries.choices_in(wanted)
    return queries.open_panels(first, last, viewer=me, now=now) if first and last else [], made
