"""Coordinators enter candidates, and see who on the panel has answered."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import do_and_say, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm, Form
from coproduction.panels.actions import candidates as actions
from coproduction.panels.forms.candidates import AskAgainForm, CandidatesForm, NameForm, answers_form
from coproduction.panels.models import Candidate, Panel
from coproduction.panels.pages.candidates import candidates_page
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries.panels import find_panel
from coproduction.panels.queries.seats import place_to_answer_from
from coproduction.panels.staff_views.routes import blueprint
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Via


@blueprint.route("/<int:event_id>/candidates", methods=["GET", "POST"])
@staff_only
def show_candidates(event_id: int) -> ResponseReturnValue:
    """The candidates, who has said whether they know one, and a box for more names."""
    panel, form = panel_or_404(event_id), CandidatesForm()
    if succeeds(
        form, lambda: actions.enter_candidates(panel, form.typed_names(), by=current_account(), now=clock.now())
    ):
        flash("Saved. Everybody on the panel is being asked whether they know somebody.")
        return redirect(url_for(".show_candidates", event_id=event_id))
    panel = panel_or_404(event_id)
    page = candidates_page(panel.event, viewer=current_account(), now=clock.now())
    return render_template("panels/manage_candidates.html", event=panel.event, page=page, form=form)


@blueprint.route("/<int:event_id>/candidates/<int:candidate_id>/change", methods=["GET", "POST"])
@staff_only
def change_candidate(event_id: int, candidate_id: int) -> ResponseReturnValue:
    """Put a name right."""
    panel, candidate, form = *_candidate_or_404(event_id, candidate_id), NameForm()
    heading = f"Change candidate {candidate.number}"
    if succeeds(
        form,
        lambda: actions.rename_candidate(panel, candidate_id, form.name.data, by=current_account(), now=clock.now()),
    ):
        flash("Saved. Everybody on the panel is being asked about this name again.")
        return redirect(url_for(".show_candidates", event_id=event_id))
    if not form.is_submitted():
        form.process(obj=candidate)
    return _one_form(event_id, heading, form)


@blueprint.route("/<int:event_id>/candidates/<int:candidate_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_candidate(event_id: int, candidate_id: int) -> ResponseReturnValue:
    """Take a candidate off the panel."""
    panel, candidate, form = *_candidate_or_404(event_id, candidate_id), ConfirmForm(button="Take the name off")
    heading = f"Take candidate {candidate.number} off the list?"
    if succeeds(form, lambda: actions.remove_candidate(panel, candidate_id, by=current_account(), now=clock.now())):
        flash("The name is off the list.")
        return redirect(url_for(".show_candidates", event_id=event_id))
    return _one_form(event_id, heading, form)


@blueprint.route("/<int:event_id>/candidates/answers/<int:member_id>", methods=["GET", "POST"])
@staff_only
def record_answers(event_id: int, member_id: int) -> ResponseReturnValue:
    """Read the names out to a member on the phone, and record what they say."""
    panel, hand = panel_or_404(event_id), Hand(current_account(), Via.PHONE)
    place = place_to_answer_from(event_id, member_id, now=clock.now()) or abort(404)
    member, said = place.member, queries.answers_of(event_id, member_id)
    form = answers_form(queries.candidates_of(event_id), said, of=member.known_as)
    heading = f"What {member.known_as} says about the candidates"
    if succeeds(form, lambda: actions.answer_candidates(panel, member, knows=form.knows(), hand=hand, now=clock.now())):
        flash("Recorded.")
        return redirect(url_for(".show_candidates", event_id=event_id))
    return _one_form(event_id, heading, form)


@blueprint.post("/<int:event_id>/candidates/ask-again")
@staff_only
def ask_again(event_id: int) -> ResponseReturnValue:
    """Let a member be asked again who told us that they said by mistake that they know somebody.

    Who it is stands in the form alone, and no word of it in the address, which is written down.
    """
    panel, form = panel_or_404(event_id), AskAgainForm()
    there = {member.id: member for member in queries.unavailable_members(event_id, viewer=current_account())}
    if form.validate_on_submit():
        member = there.get(form.member_id.data or 0) or abort(404)
        do_and_say(
            f"{member.name} can be asked to this panel again.",
            lambda: actions.take_back_conflict(panel, member, by=current_account(), now=clock.now()),
        )
    return redirect(url_for(".show_candidates", event_id=event_id))


def panel_or_404(event_id: int) -> Panel:
    """Return the panel, which every coordinator may see."""
    return find_panel(event_id, viewer=current_account()) or abort(404)


def _one_form(event_id: int, heading: str, form: Form) -> ResponseReturnValue:
    back = url_for(".show_candidates", event_id=event_id)
    return render_template(
        "components/one_form.html", heading=heading, form=form, back=back, back_to="Back to the candidates"
    )


def _candidate_or_404(event_id: int, candidate_id: int) -> tuple[Panel, Candidate]:
    return panel_or_404(event_id), queries.find_candidate(candidate_id, event_id) or abort(404)
