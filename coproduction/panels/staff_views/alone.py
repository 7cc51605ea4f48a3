"""Coordinators ask the only member left on a panel whether they agree to be alone, and write down what they say."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.panels.actions import alone as actions
from coproduction.panels.forms.alone import AskAloneForm, RecordAloneForm
from coproduction.panels.models import PanelCase
from coproduction.panels.queries import alone as queries
from coproduction.panels.queries.requests import find_case
from coproduction.panels.staff_views.routes import blueprint
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Place


@blueprint.route("/progress/<int:case_id>/only-member", methods=["GET", "POST"])
@staff_only
def ask_alone(case_id: int) -> ResponseReturnValue:
    """Ask the only member, and keep why."""
    case, place = _alone_or_404(case_id)
    form, heading = AskAloneForm(), f"Ask {place.member.name} to be the only member?"
    if succeeds(form, lambda: actions.ask_alone(case, form.reason.data, by=current_account(), now=clock.now())):
        flash("They are being asked. No is a good answer.")
        return redirect(url_for(".show_case", case_id=case_id))
    return render_template("panels/decide/ask_alone.html", case=case, form=form, heading=heading)


@blueprint.route("/progress/<int:case_id>/only-member/answer", methods=["GET", "POST"])
@staff_only
def record_alone(case_id: int) -> ResponseReturnValue:
    """Write down what the only member said on the phone or by letter."""
    case, place = _alone_or_404(case_id)
    form = RecordAloneForm(name=place.member.name, has_reason=bool(queries.reason_given(place.event_id)))
    heading = f"What {place.member.name} told you"
    if succeeds(form, lambda: _record(case, form)):
        flash("Recorded.")
        return redirect(url_for(".show_case", case_id=case_id))
    return render_template("panels/decide/record_alone.html", case=case, form=form, heading=heading)


def _record(case: PanelCase, form: RecordAloneForm) -> None:
    hand = Hand(current_account(), form.via.data)
    actions.answer_alone(case, agrees=form.agrees, hand=hand, reason=form.why, now=clock.now())


def _alone_or_404(case_id: int) -> tuple[PanelCase, Place]:
    case = find_case(case_id, viewer=current_account()) or abort(404)
    return case, queries.place_left_alone(case.event_id or 0, now=clock.now()) or abort(404)
