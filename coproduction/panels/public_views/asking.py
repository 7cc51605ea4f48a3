"""A recruiting manager asks for a panel: what we need to know, a few pages of questions, and sending it."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.asking.drafts import Draft
from coproduction.core.asking.pages import BEGUN_PER_ADDRESS, LINKS_PER_ADDRESS, SENT_PER_ADDRESS, Asking
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.extensions import csrf, limiter
from coproduction.panels.actions import requests as actions
from coproduction.panels.actions.managing import send_links_again
from coproduction.panels.forms.answers import answers_in_words
from coproduction.panels.forms.requests import details_of
from coproduction.panels.forms.steps import STEPS, times_of
from coproduction.panels.models import RequestDraft
from coproduction.panels.pages.requests import what_we_need
from coproduction.panels.public_views.routes import blueprint
from coproduction.panels.queries.requests import request_with
from coproduction.panels.request_keys import key_for, seed_in
from coproduction.panels.rules.requests import answer_by


def _needed() -> dict[str, Any]:
    return what_we_need(now=clock.now())


ASKING = Asking(
    "panels", STEPS, RequestDraft, draft_key="panel_request_draft", sent_key="panel_request_sent", needed=_needed
)


@blueprint.get("/request")
@public
@cacheable
def start_request() -> ResponseReturnValue:
    """Say what members do on a panel, how much notice we ask for, and what they need."""
    return render_template("panels/start_request.html", **_needed())


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
    details, times = details_of(draft.answers), times_of(draft.answers)
    return key_for(actions.send_request(draft, details, times, decoy=decoy, now=clock.now()))


def _shown(answers: dict[str, Any]) -> dict[str, Any]:
    needed = what_we_need(now=clock.now(), first_day=min(times_of(answers).days))
    return {"groups": answers_in_words(answers), **needed}


@blueprint.get("/request/sent")
@public
def request_sent() -> ResponseReturnValue:
    """Say that the request has come, what happens next, and where to follow it."""
    return ASKING.show_sent(lambda key: request_with(seed_in(key)), answer_by)


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
