"""A team asks for training: what we need to know, a few pages of questions, and sending it."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.asking.days import days_kept
from coproduction.core.asking.drafts import Draft
from coproduction.core.asking.pages import BEGUN_PER_ADDRESS, LINKS_PER_ADDRESS, SENT_PER_ADDRESS, Asking
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.extensions import csrf, limiter
from coproduction.members.current import is_coordinator
from coproduction.training.actions import requests as actions
from coproduction.training.actions.own_requests import send_links_again
from coproduction.training.forms.request_answers import answers_in_words, course_of, details_of
from coproduction.training.forms.request_steps import STEPS
from coproduction.training.models import TrainingDraft, TrainingRequest
from coproduction.training.pages.requests import check_of, what_we_need
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.courses import courses_on_request
from coproduction.training.queries.requests import request_with
from coproduction.training.request_keys import key_for, seed_in
from coproduction.training.rules.requests import answer_by


def _needed() -> dict[str, Any]:
    return what_we_need(now=clock.now())


def _chosen_from() -> dict[str, Any]:
    return {"courses": courses_on_request(), "wanted": request.args.get("course", "")}


ASKING = Asking(
    "training",
    STEPS,
    TrainingDraft,
    draft_key="training_request_draft",
    sent_key="training_request_sent",
    needed=_needed,
    chosen_from=_chosen_from,
)


@blueprint.get("/request")
@public
@cacheable
def start_request() -> ResponseReturnValue:
    """Say what a session is, how much notice we ask for, and what members need."""
    return render_template("training/start_request.html", **_needed())


@blueprint.route("/request/<step>", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, and shows what was typed again when it is lost
@public
@limiter.limit(BEGUN_PER_ADDRESS, methods=["POST"], exempt_when=ASKING.has_begun)
def ask_step(step: str) -> ResponseReturnValue:
    """Ask one page of questions, keep the answers and go on to the next."""
    return ASKING.ask(step, now=clock.now())


@blueprint.route("/request/check-answers/<step>", methods=["GET", "POST"])
@csrf.exempt
@public
def change_step(step: str) -> ResponseReturnValue:
    """Ask one page of questions again, and go back to *check your answers*."""
    return ASKING.ask(step, is_change=True, now=clock.now())


@blueprint.route("/request/check-answers", methods=["GET", "POST"])
@csrf.exempt
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def check_answers() -> ResponseReturnValue:
    """Show every answer, and send the request."""
    return ASKING.check(_send, _shown)


def _send(draft: Draft, decoy: str) -> str:
    details, days = details_of(draft.answers), days_kept(draft.answers["days"])
    by = current_account() if is_coordinator() else None
    return key_for(actions.send_request(draft, details, days, decoy=decoy, by=by, now=clock.now()))


def _shown(answers: dict[str, Any]) -> dict[str, Any]:
    course, numbers = course_of(answers, courses_on_request()), details_of(answers).numbers
    checked = check_of(days_kept(answers["days"]), numbers, course, now=clock.now())
    return {"groups": answers_in_words(answers, course), "is_rung": is_coordinator(), **checked}


@blueprint.get("/request/sent")
@public
def request_sent() -> ResponseReturnValue:
    """Say that the request has come, what happens next, and where to follow it; a coordinator is led to it."""
    page_of = _page_for_staff if is_coordinator() else None
    return ASKING.show_sent(lambda key: request_with(seed_in(key)), answer_by, page_of=page_of)


def _page_for_staff(sent: TrainingRequest) -> str:
    flash("Sent. We email the team the link to its own page.")
    return url_for("training.show_request", request_id=sent.id)


@blueprint.route("/request/lost-link", methods=["GET", "POST"])
@public
@limiter.limit(LINKS_PER_ADDRESS, methods=["POST"])
def ask_for_link() -> ResponseReturnValue:
    """Send a link that was lost again."""
    return ASKING.ask_for_link(lambda email: send_links_again(email, now=clock.now()))


@blueprint.get("/request/link-sent")
@public
def link_sent() -> ResponseReturnValue:
    """Say that the link is on its way, if we know the address."""
    return render_template("components/asking/link_sent.html")
