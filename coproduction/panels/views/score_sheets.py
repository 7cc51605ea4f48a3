"""A member's own score sheet."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.forms import ConfirmForm
from coproduction.members.current import current_member
from coproduction.panels.actions import score_sheets as actions
from coproduction.panels.forms.score_sheets import scores_form
from coproduction.panels.models import Candidate
from coproduction.panels.pages.score_sheets import SheetPage, sheet_page
from coproduction.panels.queries import packs
from coproduction.panels.queries import score_sheets as queries
from coproduction.panels.queries.candidates import find_candidate
from coproduction.panels.views.routes import blueprint


@blueprint.get("/events/<int:event_id>/scores")
@members_only
def show_scores(event_id: int) -> ResponseReturnValue:
    """The member's own sheet, candidate by candidate."""
    return _overview(_page(event_id))


@blueprint.route("/events/<int:event_id>/scores/<int:candidate_id>", methods=["GET", "POST"])
@members_only
def score_candidate(event_id: int, candidate_id: int) -> ResponseReturnValue:
    """Write scores and notes about one candidate; read them, once the sheet is locked."""
    me, page = current_member(), _page(event_id)
    candidate = find_candidate(candidate_id, event_id) or abort(404)
    questions, heading = packs.questions_of(event_id), _heading(candidate)
    said = {
        question_id: score
        for (of, question_id), score in queries.own_scores(event_id, viewer=me).items()
        if of == candidate_id
    }
    form = scores_form(questions, page.pack.highest_score, said=said)
    if succeeds(
        form, lambda: actions.save_scores(page.panel, me, candidate_id=candidate_id, said=form.said(), now=clock.now())
    ):
        flash("Saved. Only you can read it.")
        return redirect(url_for(".show_scores", event_id=event_id))
    written = [(question.words, said.get(question.id)) for question in questions]
    return render_template(
        "panels/score_candidate.html",
        event_id=event_id,
        heading=heading,
        form=form,
        written=written,
        is_locked=page.is_locked,
    )


@blueprint.route("/events/<int:event_id>/scores/lock", methods=["GET", "POST"])
@members_only
def lock_scores(event_id: int) -> ResponseReturnValue:
    """Ask once more, with what has no score yet; then lock the member's own sheet."""
    page, form = _page(event_id), ConfirmForm(button="Lock my score sheet")
    if succeeds(form, lambda: actions.lock_sheet(page.panel, current_member(), now=clock.now())):
        flash("Your score sheet is locked. It stays as it is, and only you can read it.")
        return redirect(url_for(".show_scores", event_id=event_id))
    if page.is_locked:
        return redirect(url_for(".show_scores", event_id=event_id))
    return render_template("panels/lock_scores.html", page=page, event=page.panel.event, form=form)


@blueprint.post("/events/<int:event_id>/scores/<any(share, keep):choice>")
@members_only
def share_scores(event_id: int, choice: str) -> ResponseReturnValue:
    """Share the totals of the member's own sheet, or stop sharing them."""
    page, form, shares = _page(event_id), ConfirmForm(), choice == "share"
    if succeeds(form, lambda: actions.share_totals(page.panel, current_member(), shares=shares, now=clock.now())):
        flash("Your totals are shared. Your notes are not." if shares else "Your totals are yours alone again.")
        return redirect(url_for(".show_scores", event_id=event_id))
    return _overview(_page(event_id), form)


def _page(event_id: int) -> SheetPage:
    """Return the member's own sheet, for a member who has opened the pack that its questions stand in."""
    me = current_member()
    page = sheet_page(event_id, viewer=me, now=clock.now()) or abort(404)
    return page if packs.opening_of(event_id, me.id) else abort(404)


def _heading(candidate: Candidate) -> str:
    return f"Candidate {candidate.number}: {candidate.name}"


def _overview(page: SheetPage, form: ConfirmForm | None = None) -> ResponseReturnValue:
    return render_template("panels/show_scores.html", page=page, event=page.panel.event, form=form)
