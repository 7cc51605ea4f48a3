"""Coordinators read what teams ask for, and answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.asking.forms import WordsForm
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import requested_page
from coproduction.schedule.event_views import new_event_page
from coproduction.schedule.models import Event
from coproduction.training.actions import answering as actions
from coproduction.training.actions.own_requests import change_days
from coproduction.training.forms.answering import TO_TEAM, AcceptForm, DeclineForm, SuggestForm
from coproduction.training.forms.own_requests import OwnDaysForm
from coproduction.training.models import TrainingRequest
from coproduction.training.pages.requests import request_page, title_of
from coproduction.training.queries import requests as queries
from coproduction.training.queries.courses import courses_for_teams
from coproduction.training.rules.requests import can_change_days, proposed_days
from coproduction.training.staff_views.routes import blueprint
from coproduction.training.words.requests import STAGES, agreed_in_words, days_in_words


@blueprint.get("/training/requests")
@staff_only
def list_requests() -> ResponseReturnValue:
    """Show the requests that are not over, those that moved last first."""
    return _list(is_over=False)


@blueprint.get("/training/requests/over")
@staff_only
def list_requests_over() -> ResponseReturnValue:
    """Show the requests that were held, declined, cancelled or withdrawn, those that moved last first."""
    return _list(is_over=True)


def _list(*, is_over: bool) -> ResponseReturnValue:
    page = queries.listed_requests(requested_page(), viewer=current_account(), is_over=is_over)
    return render_template("training/list_requests.html", page=page, stages=STAGES, is_over=is_over)


@blueprint.route("/training/requests/<int:request_id>", methods=["GET", "POST"])
@staff_only
def show_request(request_id: int) -> ResponseReturnValue:
    """Show all about one request; the button says that I see to it."""
    request, form = _request_or_404(request_id), ConfirmForm(button="I will see to it")
    if form.validate_on_submit():
        actions.take_over(request, **_by())
        db.session.commit()
        flash("You see to this request now.")
        return _back(request_id)
    shown = request_page(request, viewer=current_account(), now=clock.now())
    return render_template("training/show_request.html", form=form, **shown)


@blueprint.route("/training/requests/<int:request_id>/accept", methods=["GET", "POST"])
@staff_only
def accept_request(request_id: int) -> ResponseReturnValue:
    """Make the session that was asked for, and go on to it."""
    request = _request_or_404(request_id)
    courses = courses_for_teams(viewer=current_account(), chosen_id=request.course_id)
    form = AcceptForm(courses=courses)
    if not form.is_submitted():
        form.fill_request(request, courses)

    def save() -> Event:
        return actions.accept_request(
            request,
            form.details(),
            course_id=form.course_id.data,
            team=form.team.data,
            with_staff=form.with_staff.data,
            **_by(),
        )

    return new_event_page(
        f"Accept {title_of(request)}",
        form,
        save=save,
        said="Accepted. The team is being told. Look at the draft, then publish it to find trainers.",
        leads_to="schedule_staff.show_event",
        template="training/edit_session.html",
        back=url_for("training.show_request", request_id=request_id),
    )


@blueprint.route("/training/requests/<int:request_id>/suggest", methods=["GET", "POST"])
@staff_only
def suggest_session(request_id: int) -> ResponseReturnValue:
    """Suggest another date or another course."""
    request = _request_or_404(request_id)
    courses = courses_for_teams(viewer=current_account(), chosen_id=request.course_id)
    form = SuggestForm(courses=courses)
    if not form.is_submitted():
        form.fill_request(request, courses)
    if succeeds(form, lambda: actions.suggest(request, form.suggestion(), form.why.data, **_by())):
        flash("The team is being asked whether it suits them.")
        return _back(request_id)
    words = "The team says on its own page whether it suits them. You make the session when they have said yes."
    return _step(request, form, words, heading=f"Suggest something else for {title_of(request)}")


@blueprint.route("/training/requests/<int:request_id>/ask", methods=["GET", "POST"])
@staff_only
def ask_team(request_id: int) -> ResponseReturnValue:
    """Ask the team something before we answer."""
    return _answer(
        request_id,
        WordsForm("What would you like to know?", button="Ask them", told=TO_TEAM),
        lambda request, form: actions.ask_team(request, form.words.data, **_by()),
        said="The team is being asked.",
        heading="Ask about",
        words="The team reads your question on its own page, and answers there. You can also ring.",
    )


@blueprint.route("/training/requests/<int:request_id>/waiting-list", methods=["GET", "POST"])
@staff_only
def put_on_list(request_id: int) -> ResponseReturnValue:
    """Put the request on the waiting list."""
    return _answer(
        request_id,
        WordsForm("Why can it not be now?", button="Put it on the list", told=TO_TEAM),
        lambda request, form: actions.put_on_list(request, form.words.data, **_by()),
        said="It is on the waiting list. The team is being told.",
        heading="Put on the waiting list:",
        words="The to-do list reminds you to look at it again. You can accept it at any time.",
    )


@blueprint.route("/training/requests/<int:request_id>/decline", methods=["GET", "POST"])
@staff_only
def decline_request(request_id: int) -> ResponseReturnValue:
    """Take the coordinator's own words, and what can be done instead, then tell the team."""
    return _answer(
        request_id,
        DeclineForm(),
        lambda request, form: actions.decline_request(request, form.why.data, form.alternatives.data, **_by()),
        said="Declined. The team is being told.",
        heading="Decline",
        words="We send your words to the team. Say what it can do instead, such as ask again later.",
    )


@blueprint.route("/training/requests/<int:request_id>/keep-day", methods=["GET", "POST"])
@staff_only
def keep_days(request_id: int) -> ResponseReturnValue:
    """Keep the day that is agreed, and tell the team why."""
    request = _request_or_404(request_id)
    asked = days_in_words(proposed_days(request))
    return _answer(
        request_id,
        WordsForm("Why does the day stay?", button="Keep the day", told=TO_TEAM),
        lambda request, form: actions.keep_days(request, form.words.data, **_by()),
        said="The day stays. The team is being told.",
        heading="Keep the day of",
        words=f"The session stays on {agreed_in_words(request)}. They asked for:\n{asked}",
    )


@blueprint.route("/training/requests/<int:request_id>/days", methods=["GET", "POST"])
@staff_only
def change_days_for(request_id: int) -> ResponseReturnValue:
    """Enter other days for a team that rings, as it does on its own page."""
    request = _request_or_404(request_id)
    if not can_change_days(request, now=clock.now()):
        return _back(request_id)
    form = OwnDaysForm.of(request)
    if succeeds(form, lambda: change_days(request, form.days(), **_by())):
        flash("We have the days. What the team sees on its own page is the same.")
        return _back(request_id)
    words = "If a session is planned, its day holds until you move it."
    return _step(request, form, words, heading=f"Enter other days for {title_of(request)}")


def _answer(
    request_id: int,
    form: Any,
    act: Callable[[TrainingRequest, Any], object],
    *,
    said: str,
    heading: str,
    words: str,
) -> ResponseReturnValue:
    """Take an answer in words, say that the team is told, and go back to the request."""
    request = _request_or_404(request_id)
    if succeeds(form, lambda: act(request, form)):
        flash(said)
        return _back(request_id)
    return _step(request, form, words, heading=f"{heading} {title_of(request)}")


def _step(request: TrainingRequest, form: Form, words: str, *, heading: str) -> ResponseReturnValue:
    return render_template("training/answer_request.html", asked=request, form=form, words=words, heading=heading)


def _request_or_404(request_id: int) -> TrainingRequest:
    return queries.find_request(request_id, viewer=current_account()) or abort(404)


def _by() -> dict[str, Any]:
    return {"by": current_account(), "now": clock.now()}


def _back(request_id: int) -> ResponseReturnValue:
    return redirect(url_for("training.show_request", request_id=request_id))
