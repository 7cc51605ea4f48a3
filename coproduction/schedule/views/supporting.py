"""Supporters' pages: whom they support, what they may see of them, and answering for them, always as themselves."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import supporters_only
from coproduction.core.database import SAFE_METHODS, db
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import requested_page
from coproduction.core.refusals import Refusal
from coproduction.members.actions.supporters import remove_supporter
from coproduction.members.queries.supporters import find_supported
from coproduction.schedule.actions import places as actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.forms.answers import AnswerForm, AnswerForSomebodyForm, StepBackForm
from coproduction.schedule.models import Place, Via
from coproduction.schedule.pages import supporting as pages
from coproduction.schedule.pages.answers import checked_again
from coproduction.schedule.views.routes import blueprint
from coproduction.schedule.words import ANSWERED_FOR, OFF_THE_LIST_FOR

NOT_THEIRS = "You cannot answer this now. Nothing has changed."


@blueprint.get("/supporting")
@supporters_only
def list_supported() -> ResponseReturnValue:
    """Show whom the supporter helps."""
    return render_template("schedule/list_supported.html", people=pages.people(viewer=current_account()))


@blueprint.get("/supporting/<int:supporter_id>")
@supporters_only
def show_supported(supporter_id: int) -> ResponseReturnValue:
    """Show what one person lets the supporter see, and nothing else."""
    supporter = find_supported(supporter_id, viewer=current_account()) or abort(404)
    return render_template(
        "schedule/show_supported.html", page=pages.person(supporter, requested_page(), now=clock.now())
    )


@blueprint.route("/supporting/<int:supporter_id>/stop", methods=["GET", "POST"])
@supporters_only
def stop_supporting(supporter_id: int) -> ResponseReturnValue:
    """Let a supporter step out themselves."""
    supporter = find_supported(supporter_id, viewer=current_account()) or abort(404)
    name, form = supporter.member.known_as, ConfirmForm(button="Stop being a supporter")
    if form.validate_on_submit():
        remove_supporter(supporter.id, supporter.member, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"You are no longer {name}’s supporter. We are telling them.")
        return redirect(url_for(".list_supported"))
    return render_template("schedule/stop_supporting.html", supporter_id=supporter_id, name=name, form=form)


@blueprint.route("/supporting/places/<int:place_id>", methods=["GET", "POST"])
@supporters_only
def show_supported_place(place_id: int) -> ResponseReturnValue:
    """Show one thing that a supported person is asked to, and answer it for them."""
    page = pages.place_page(place_id, viewer=current_account(), now=clock.now())
    if page is None:
        return _not_theirs()
    form = _form_for(page)
    if form is None or not form.validate_on_submit():
        return _place_page(page, form)
    hand = Hand(current_account(), Via.SUPPORTER)
    try:
        if isinstance(form, AnswerForm):
            place = actions.answer(place_id, form.answer.data, hand=hand, now=clock.now(), details=form.details())
        else:
            place = actions.step_back(place_id, hand=hand, now=clock.now(), ring_me=form.ring_me.data)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _refused(place_id, form, refusal)
    flash(_said(page, place, form))
    return redirect(url_for(".show_supported", supporter_id=page.supporter_id))


def _said(page: pages.SupportedPlace, place: Place, form: AnswerForm | StepBackForm) -> str:
    """Return what the supporter is told when their answer has been taken."""
    if isinstance(form, StepBackForm):
        return (OFF_THE_LIST_FOR if page.is_waiting else ANSWERED_FOR[place.state]).format(page.name)
    more = checked_again(place, form.details(), whom=f"{page.name} needs")
    return " ".join(filter(None, (ANSWERED_FOR[place.state].format(page.name), more)))


def _form_for(page: pages.SupportedPlace) -> AnswerForm | StepBackForm | None:
    """Return what the supporter can answer with now; nothing when they may only look."""
    if page.can_answer:
        return AnswerForSomebodyForm(name=page.name, ways=page.ways, is_alone=page.is_alone)
    return StepBackForm(name=page.name, is_waiting=page.is_waiting) if page.can_step_back else None


def _refused(place_id: int, form: Form, refusal: Refusal) -> ResponseReturnValue:
    """Say no beside the form, or on the list if the page is not theirs to see any more."""
    page = pages.place_page(place_id, viewer=current_account(), now=clock.now())
    return _place_page(page, form) if page else _not_theirs(refusal.message)


def _not_theirs(why: str = NOT_THEIRS) -> ResponseReturnValue:
    """Say that an answer was not taken: the page may have been open when they were removed. Else it is not found."""
    if request.method in SAFE_METHODS:
        abort(404)
    flash(why, "important")
    return redirect(url_for(".list_supported"))


def _place_page(page: pages.SupportedPlace, form: Form | None) -> ResponseReturnValue:
    return render_template("schedule/show_supported_place.html", page=page, event=page.event, form=form)
