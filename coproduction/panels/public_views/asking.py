"""A recruiting manager asks for a panel: what we need to know, a few pages of questions, and sending it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.extensions import csrf, limiter
from coproduction.panels.actions import requests as actions
from coproduction.panels.forms.answers import answers_in_words
from coproduction.panels.forms.requests import SendForm, details_of
from coproduction.panels.forms.steps import BY_SLUG, STEPS, Step, first_missing, times_of
from coproduction.panels.models import RequestDraft
from coproduction.panels.pages.requests import what_we_need
from coproduction.panels.public_views.routes import blueprint
from coproduction.panels.queries import requests as queries
from coproduction.panels.request_keys import key_for, seed_in
from coproduction.panels.rules.requests import answer_by

DRAFT, SENT = "panel_request_draft", "panel_request_sent"
BEGUN_PER_ADDRESS = "60 per hour"
SENT_PER_ADDRESS = "20 per hour"


def _has_begun() -> bool:
    return DRAFT in session


@blueprint.route("/request")
@public
@cacheable
def start_request() -> ResponseReturnValue:
    """Say what members do on a panel, how much notice we ask for, and what they need."""
    return render_template("panels/start_request.html", **what_we_need(now=clock.now()))


@blueprint.route("/request/<step>", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, and shows what was typed again when it is lost
@public
@limiter.limit(BEGUN_PER_ADDRESS, methods=["POST"], exempt_when=_has_begun)
def ask_step(step: str) -> ResponseReturnValue:
    """Ask one page of questions, keep the answers and go on to the next."""
    return _ask(step, is_change=False)


@blueprint.route("/request/check-answers/<step>", methods=["GET", "POST"])
@csrf.exempt
@public
def change_step(step: str) -> ResponseReturnValue:
    """Ask one page of questions again, and go back to *check your answers*."""
    return _ask(step, is_change=True)


def _ask(slug: str, *, is_change: bool) -> ResponseReturnValue:
    asked = BY_SLUG.get(slug) or abort(404)
    draft = _own_draft()
    kept = draft.answers if draft else {}
    missing = first_missing(kept)
    if missing and STEPS.index(asked) > STEPS.index(missing):
        csrf.protect()
        return redirect(url_for("panels_public.ask_step", step=missing.slug) if kept else _start())
    form = asked.open(kept.get(slug))
    if form.validate_on_submit():
        try:
            form.refuse_impossible(kept, now=clock.now())
            _keep(form, draft)
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return redirect(_url_after(asked, is_change=is_change))
    page = render_template(
        "panels/ask_step.html",
        form=form,
        which=f"Step {STEPS.index(asked) + 1} of {len(STEPS)}",
        back=_url_before(asked, is_change=is_change),
        **(what_we_need(now=clock.now())),
    )
    return page, form.status


def _own_draft() -> RequestDraft | None:
    key = session.get(DRAFT)
    return queries.draft_with(actions.digest_of(key)) if key else None


def _keep(form: Step, draft: RequestDraft | None) -> None:
    """Keep the answers, in a new draft if there is none, and the key in this browser."""
    if draft is None:
        draft, session[DRAFT] = actions.begin_draft(now=clock.now())
        session.pop(SENT, None)
    actions.keep_step(draft, form.slug, form.answers(), now=clock.now())
    db.session.commit()


@blueprint.route("/request/check-answers", methods=["GET", "POST"])
@csrf.exempt
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def check_answers() -> ResponseReturnValue:
    """Show every answer, and send the request."""
    draft = _own_draft()
    if draft is None or first_missing(draft.answers):
        return _lead_on(draft)
    form, times = SendForm(), times_of(draft.answers)
    if form.validate_on_submit():
        try:
            sent = actions.send_request(
                draft, details_of(draft.answers), times, decoy=request.form.get("website", ""), now=clock.now()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            session.pop(DRAFT, None)
            session[SENT] = key_for(sent)
            return redirect(url_for("panels_public.request_sent"))
    page = render_template(
        "panels/check_request.html",
        form=form,
        groups=answers_in_words(draft.answers),
        **what_we_need(now=clock.now(), first_day=min(times.days)),
    )
    return page, form.status


def _lead_on(draft: RequestDraft | None) -> ResponseReturnValue:
    """Lead to what is missing; to what was sent, if it has been; or else to the start."""
    csrf.protect()
    if draft is None:
        return redirect(url_for("panels_public.request_sent") if SENT in session else _start())
    missing: Any = first_missing(draft.answers)
    return redirect(url_for("panels_public.ask_step", step=missing.slug))


@blueprint.route("/request/sent")
@public
def request_sent() -> ResponseReturnValue:
    """Say that the request has come, what happens next, and where to follow it."""
    key = session.get(SENT, "")
    sent = queries.request_with(seed_in(key))
    if sent is None:
        return redirect(_start())
    return render_template("panels/request_sent.html", sent=sent, key=key, answer_by=answer_by(sent.sent_at))


def _start() -> str:
    return url_for("panels_public.start_request")


def _url_after(asked: type[Step], *, is_change: bool) -> str:
    following = STEPS.index(asked) + 1
    if is_change or following == len(STEPS):
        return url_for("panels_public.check_answers")
    return url_for("panels_public.ask_step", step=STEPS[following].slug)


def _url_before(asked: type[Step], *, is_change: bool) -> str:
    if is_change:
        return url_for("panels_public.check_answers")
    before = STEPS.index(asked) - 1
    return url_for("panels_public.ask_step", step=STEPS[before].slug) if before >= 0 else _start()
