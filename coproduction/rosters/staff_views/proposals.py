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
from coproduction.core.database import db, read_only_from_now_on
from coproduction.core.dates import uk_wall
from coproduction.core.paging import part_of, requested_page
from coproduction.core.refusals import Refusal
from coproduction.notifications.progress import progress_of
from coproduction.rosters import pages, queries, rules
from coproduction.rosters.actions import NotAskedError, drafts
from coproduction.rosters.actions.wanted import want_proposal
from coproduction.rosters.forms import PanelDatesForm, ProposalForm, days_in, place_in, ticks_in
from coproduction.rosters.kinds import LAST_HOURS
from coproduction.rosters.models import ProposalDraft, WantedProposal
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.queries import drafts as draft_queries
from coproduction.rosters.queries import wanted as wanted_queries
from coproduction.rosters.queries.drafts import About
from coproduction.rosters.staff_views.routes import blueprint
from coproduction.schedule.models import Event
from coproduction.schedule.queries import events

SECONDS = 10.0  # that the optimiser may take while somebody waits for the page
SOON = timedelta(minutes=2)  # by then the worker has begun, unless it does not run


@blueprint.route("/<int:event_id>/propose", methods=["GET", "POST"])
@staff_only
def propose_roster(event_id: int) -> ResponseReturnValue:
    """Suggest whom to ask for the event, and why; ask those who are ticked. Looking sends nothing."""
    form, about, roster = ProposalForm(), About(event_id=event_id), url_for(".show_roster", event_id=event_id)
    event = events.find_event(event_id, viewer=current_account()) or abort(404)
    if not rules.can_propose(event, now=clock.now()):
        return render_template("rosters/nothing_to_propose.html", event=event)
    if form.is_submitted():
        if answer := _answer(form, about, [event], done=roster):
            return answer
        event = events.find_event(event_id, viewer=current_account()) or abort(404)
    proposed = _proposed(form, about, [event])
    return render_template("rosters/propose_roster.html", event=event, proposed=proposed, form=form)


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
    form, days = ProposalForm(), days_in(request.args)
    first, last = days or (date.max, date.max)
    panels, here = _panels(first, last) if days else [], url_for(".propose_rosters", first=first, last=last)
    if not 0 < len(panels) <= pages.MOST_PANELS:
        return redirect(url_for(".choose_panel_dates"))
    about = About(first=first, last=last)
    if form.is_submitted():
        if answer := _answer(form, about, panels, done=here):
            return answer
        panels = _panels(first, last)
    proposed = _proposed(form, about, panels)
    return render_template("rosters/propose_rosters.html", first=first, last=last, proposed=proposed, form=form)


@blueprint.route("/proposals/<int:wanted_id>", methods=["GET", "POST"])
@staff_only
def show_wanted_proposal(wanted_id: int) -> ResponseReturnValue:
    """Show how far a proposal for many panels is; then a page of it at a time, to change it and ask the members."""
    form, about = ProposalForm(), About(wanted_id=wanted_id)
    wanted = wanted_queries.find_wanted(wanted_id, viewer=current_account()) or abort(404)
    panels = _panels(wanted.first, wanted.last) if wanted.made_at and wanted.made else []
    if not panels:
        return _not_made(wanted)
    if form.is_submitted():
        if answer := _answer(form, about, panels, done=address_of(about, page=requested_page())):
            return answer
        panels = _panels(wanted.first, wanted.last)
    page = part_of(panels, requested_page(), size=pages.MOST_PANELS)
    if not page.rows:
        return _not_made(wanted)
    proposed = _proposed(form, about, panels, part=page.rows, made=wanted_queries.choices_in(wanted))
    summary = pages.wanted_page(wanted)
    return render_template(
        "rosters/show_wanted_proposal.html", wanted=wanted, about=summary, page=page, proposed=proposed, form=form
    )


def _not_made(wanted: WantedProposal) -> ResponseReturnValue:
    return render_template(
        "rosters/proposal_under_way.html",
        wanted=wanted,
        has_failed=wanted.made_at is not None,
        progress=progress_of(wanted_queries.progress_key(wanted.id)),
        is_late=clock.now() - wanted.asked_at > SOON,
    )


def _panels(first: date, last: date) -> Sequence[Event]:
    return queries.open_panels(first, last, viewer=current_account(), now=clock.now())


def _proposed(
    form: ProposalForm,
    about: About,
    all_events: Sequence[Event],
    *,
    part: Sequence[Event] | None = None,
    made: Sequence[queries.Choice] = (),
) -> pages.ProposalPage:
    """Return what is proposed for the events, or for a part of them, with what the coordinator has changed."""
    now, me, here = clock.now(), current_account(), part or all_events
    draft = draft_queries.find_draft(about, viewer=me)
    question = queries.question_of(here, draft_queries.wishes_in(draft, here, made=made), viewer=me, now=now)
    rest = [event for event in all_events if event not in here]
    others = draft_queries.wishes_in(draft, rest, made=made)
    if rest:
        question = wanted_queries.beside_the_rest(question, rest, choices=list(others.in_order), now=now)
    form.fill(draft.hours if draft else None, pages.asks_next(here, draft))
    form.say_last_asking(question.numbers[LAST_HOURS])
    proposal = propose(question.problem, seconds=SECONDS)
    page = pages.proposal_page(question, proposal, viewer=me, not_before=_tomorrow(now))
    if form.is_submitted():
        page = pages.with_ticks_as_sent(page, question.wishes)
    return pages.beside_others(page, kept_elsewhere=len(others.kept), is_changed=bool(draft and draft.choices))


def _tomorrow(now: datetime) -> date:
    return uk_wall(now).date() + timedelta(days=1)


def _answer(form: ProposalForm, about: About, all_events: Sequence[Event], *, done: str) -> ResponseReturnValue | None:
    """Keep what the page sent, and do what its button says; None if the page is to be shown again."""
    me, now, page = current_account(), clock.now(), request.form.get("go", type=int) or requested_page()
    draft = drafts.keep_ticks(about, ticks_in(request.form), events=all_events, by=me, now=now)
    if not form.validate():
        _let_others_write()
        return None
    drafts.keep_typed(draft, form.hours.data, form.asks_next)
    where = address_of(about, page=page)
    if form.ask.data:
        if not _are_asked(form, draft, all_events):
            _let_others_write()
            return None
        where = done
    elif form.anew.data:
        drafts.start_again(draft)
    elif place := place_in(request.form):
        role_id, instead = place
        where = url_for(".choose_member", draft_id=draft.id, role_id=role_id, instead=instead)
    db.session.commit()
    return redirect(where)


def _let_others_write() -> None:
    """Keep what was changed. To propose again takes seconds, in which others may write."""
    db.session.commit()
    read_only_from_now_on()


def _are_asked(form: ProposalForm, draft: ProposalDraft, all_events: Sequence[Event]) -> bool:
    """Ask the members who are ticked; or say on the form why nobody was asked, and keep all other ticks."""
    try:
        with db.session.begin_nested():
            asked = drafts.ask_kept(draft, events=all_events, by=current_account(), now=clock.now())
    except Refusal as refusal:
        form.refuse(refusal)
        drafts.let_go(draft, refusal.choices if isinstance(refusal, NotAskedError) else ())
        return False
    left = draft_queries.wishes_in(draft, all_events).kept
    flash(pages.asked_in_words(len(asked), len(left)))
    return True


def address_of(about: About, *, page: int = 1) -> str:
    """Return the address of the proposal."""
    named: dict[str, Any] = {"page": page} if page > 1 else {}
    if about.event_id:
        return url_for(".propose_roster", event_id=about.event_id, **named)
    if about.wanted_id:
        return url_for(".show_wanted_proposal", wanted_id=about.wanted_id, **named)
    return url_for(".propose_rosters", first=about.first, last=about.last, **named)
