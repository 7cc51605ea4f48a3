"""The page behind the personal link in an offer: it answers for one event without signing in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.schedule import rules
from coproduction.schedule.actions import places as actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.answer_links import opened_by
from coproduction.schedule.forms import AnswerForm
from coproduction.schedule.models import Place, Via
from coproduction.schedule.pages import members as pages
from coproduction.schedule.queries import places
from coproduction.schedule.words import ANSWERED

blueprint = Blueprint("schedule_public", __name__)


@blueprint.route("/answers/<token>", methods=["GET", "POST"])
@limiter.limit("60 per minute")
@public
def answer_from_email(token: str) -> ResponseReturnValue:
    """Open the offer; only pressing the button answers it, because mail scanners open links."""
    ids = opened_by(token)
    place = places.find_place_of(*ids) if ids else None
    if place is None or not rules.can_be_changed_by_member(place, now=clock.now()):
        return render_template("schedule/link_expired.html"), 410 if place else 404
    if not rules.can_answer(place):
        return _take_name_off(place, token)
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            place = actions.answer(place.id, form.answer.data, hand=Hand(via=Via.EMAIL), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return _answered(place, token)
    return render_template("schedule/answer_place.html", form=form, back=None, **pages.answer_page(place))


def _take_name_off(place: Place, token: str) -> ResponseReturnValue:
    """Let somebody who put themselves forward change their mind: there is no offer to answer yet."""
    form = ConfirmForm(button="I can’t make it")
    if form.validate_on_submit():
        try:
            place = actions.step_back(place.id, hand=Hand(via=Via.EMAIL), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return _answered(place, token)
    return render_template("schedule/take_name_off.html", form=form, **pages.answer_page(place))


def _answered(place: Place, token: str) -> ResponseReturnValue:
    return render_template(
        "schedule/answered.html",
        words=ANSWERED[place.state],
        token=token,
        can_change=rules.can_answer(place),
        **pages.answer_page(place),
    )
