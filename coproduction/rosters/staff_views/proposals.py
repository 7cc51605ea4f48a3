"""Coordinators have a roster proposed, change it, and ask the members in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.paging import part_of, requested_page
from coproduction.core.refusals import Refusal
from coproduction.notifications.progress import progress_of
from coproduction.rosters import actions, pages, queries, rules
from coproduction.rosters.actions.wanted import want_proposal
from coproduction.rosters.forms import OUT, PICK, PanelDatesForm, ProposalForm, days_in, wishes_in
from coproduction.rosters.models import WantedProposal
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.queries import wanted as wanted_queries
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.models import Event
from coproduction.schedule.queries import events

SECONDS = 10.0  # that the optimiser may take while somebody waits for the page
SOON = timedelta(minutes=2)  # by then the worker has begun, unless it does not run


@blueprint.route("/<int:event_id>/propose", methods=["GET", "POST"])
@staff_only
def propose_roster(event_id: int) -> ResponseReturnValue:
    """Suggest whom to ask for the event, and why; ask those who are ticked. Looking sends nothing."""
    event, now = events.find_event(event_id, viewer=current_account()) or abort(404), clock.now()
    if not rules.can_propose(event, now=now):
        return render_template("rosters/nothing_to_propose.html", event=event)
    form, wishes = ProposalForm(), wishes_in(request.values)
    if form.validate_on_submit():
        if form.ask.data and _are_asked(wishes.of(event.roles), hours=form.hours.data):
            return redirect(url_for(".show_roster", event_id=event_id))
        return redirect(url_for(".propose_roster", event_id=event_id, **_in_address(wishes)))
    return render_template("rosters/propose_roster.html", event=event, proposed=_proposed([event], wishes), form=form)


@blueprint.route("/proposals/new", methods=["GET", "POST"])
@staff_only
def choose_panel_dates() -> ResponseReturnValue:
    """Ask between which days panels need people."""
    form = PanelDatesForm()
    if form.validate_on_submit():
        first, last = form.first.data, form.last.data
        number = len(queries.open_panels(first, last, viewer=current_account(), now=clock.now()))
        if refused := pages.why_not_proposed(number):
            form.form_errors.append(refused)
        elif number <= pages.MOST_PANELS:
            return redirect(url_for(".propose_rosters", first=first, last=last))
        else:
            wanted = want_proposal(first, last, by=current_account(), now=clock.now())
            db.session.commit()
            return redirect(url_for(".show_wanted_proposal", wanted_id=wanted.id))
    kept = pages.wanted_lines(wanted_queries.latest_wanted(viewer=current_account()))
    return render_template("rosters/choose_panel_dates.html", form=form, kept=kept)


@blueprint.route("/proposals", methods=["GET", "POST"])
@staff_only
def propose_rosters() -> ResponseReturnValue:
    """Suggest whom to ask for all open panels between two days, and show what it does to the spread of turns."""
    days = days_in(request.args)
    panels = queries.open_panels(*days, viewer=current_account(), now=clock.now()) if days else []
    if days is None or not 0 < len(panels) <= pages.MOST_PANELS:
        return redirect(url_for(".choose_panel_dates"))
    form, wishes, (first, last) = ProposalForm(), wishes_in(request.values), days
    if form.validate_on_submit():
        wanted = wishes.of([role for event in panels for role in event.roles])
        if form.ask.data and _are_asked(wanted, hours=form.hours.data):
            return redirect(url_for(".propose_rosters", first=first, last=last))
        return redirect(url_for(".propose_rosters", first=first, last=last, **_in_address(wishes)))
    proposed = _proposed(panels, wishes)
    return render_template("rosters/propose_rosters.html", first=first, last=last, proposed=proposed, form=form)


@blueprint.route("/proposals/<int:wanted_id>", methods=["GET", "POST"])
@staff_only
def show_wanted_proposal(wanted_id: int) -> ResponseReturnValue:
    """Show how far a proposal for many panels is; then a page of it at a time, to change it and ask the members."""
    wanted = wanted_queries.find_wanted(wanted_id, viewer=current_account()) or abort(404)
    if wanted.made_at is None or not wanted.made:
        return _not_made(wanted)
    panels = queries.open_panels(wanted.first, wanted.last, viewer=current_account(), now=clock.now())
    page = part_of(panels, requested_page(), size=pages.MOST_PANELS)
    if not page.rows:
        return _not_made(wanted)
    form, wishes = ProposalForm(), wishes_in(request.values)
    if form.validate_on_submit():
        here = wishes.of([role for event in page for role in event.roles])
        asked = form.ask.data and _are_asked(here, hours=form.hours.data)
        ticks = {} if asked else _in_address(wishes)
        return redirect(url_for(".show_wanted_proposal", wanted_id=wanted_id, page=page.number, **ticks))
    return render_template(
        "rosters/show_wanted_proposal.html",
        wanted=wanted,
        about=pages.wanted_page(wanted),
        page=page,
        proposed=_part_of_wanted(wanted, panels, part=page.rows, wishes=wishes),
        form=form,
    )


def _not_made(wanted: WantedProposal) -> ResponseReturnValue:
    return render_template(
        "rosters/proposal_under_way.html",
        wanted=wanted,
        has_failed=wanted.made_at is not None,
        progress=progress_of(wanted_queries.progress_key(wanted.id)),
        is_late=clock.now() - wanted.asked_at > SOON,
    )


def _part_of_wanted(
    wanted: WantedProposal, panels: Sequence[Event], *, part: Sequence[Event], wishes: queries.Wishes
) -> pages.ProposalPage:
    """Return some of the panels as they were proposed, or as the coordinator changed that."""
    now, choices = clock.now(), wanted_queries.choices_in(wanted)
    is_first_look = not (wishes.kept or wishes.left_out)
    about = queries.Wishes(choices) if is_first_look else wishes
    question = queries.question_of(part, about, viewer=current_account(), now=now)
    rest = [panel for panel in panels if panel not in part]
    question = wanted_queries.beside_the_rest(question, rest, choices=choices, now=now)
    proposal = propose(question.problem, seconds=SECONDS)
    return pages.proposal_page(question, proposal, not_before=_tomorrow(now), is_first_look=is_first_look)


def _proposed(about: Sequence[Event], wishes: queries.Wishes) -> pages.ProposalPage:
    now = clock.now()
    question = queries.question_of(about, wishes, viewer=current_account(), now=now)
    return pages.proposal_page(question, propose(question.problem, seconds=SECONDS), not_before=_tomorrow(now))


def _tomorrow(now: datetime) -> date:
    return uk_wall(now).date() + timedelta(days=1)


def _are_asked(wishes: queries.Wishes, *, hours: int | None) -> bool:
    """Ask the members who are ticked, or say why nobody was asked."""
    try:
        asked = actions.ask_proposed(wishes.kept, by=current_account(), now=clock.now(), hours=hours)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.message)
        return False
    flash(pages.asked_in_words(len(asked)))
    return True


def _in_address(wishes: queries.Wishes) -> dict[str, Any]:
    return {
        PICK: [pages.value_of(choice) for choice in wishes.kept],
        OUT: [pages.value_of(choice) for choice in wishes.left_out],
    }
