"""One question a page, check your answers, and what happens next."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.models import Account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.extensions import csrf, limiter
from coproduction.members import rules
from coproduction.members.actions import applications as actions
from coproduction.members.current import (
    EQUALITY_TICKET,
    KEY,
    allow_equality_questions,
    coordinator_entering,
    current_key,
    forget_key_when_closed,
    remember_key,
)
from coproduction.members.forms import answers
from coproduction.members.forms.answers import AgreementForm
from coproduction.members.forms.questions import BY_SLUG, Question
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.models import Application
from coproduction.members.pages import told_on_sending
from coproduction.members.rules import DAYS_TO_ANSWER
from coproduction.members.views.drafts import lead_to, opened_application, own_draft, own_draft_or_start
from coproduction.members.views.routes import blueprint

SENT_PER_ADDRESS = "30 per hour"
BEGUN_PER_ADDRESS = "60 per hour"
STOPS = {
    answers.Stop.LATER: "members.save_for_later",
    answers.Stop.TASKS: "members.list_tasks",
    answers.Stop.CHECK: "members.check_answers",
}


def _has_begun() -> bool:
    return KEY in session  # which is signed: a key in the form could be anything


@blueprint.route("/join/<question>", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, and shows what was typed again when it is lost
@public
@limiter.limit(BEGUN_PER_ADDRESS, methods=["POST"], exempt_when=_has_begun)
def ask_question(question: str) -> ResponseReturnValue:
    """Ask one question, keep the answer and go on to the next."""
    return _ask(question, is_change=False)


@blueprint.route("/join/check-answers/<question>", methods=["GET", "POST"])
@csrf.exempt
@public
def change_answer(question: str) -> ResponseReturnValue:
    """Ask one question again and go back to *check your answers*."""
    return _ask(question, is_change=True)


def _ask(slug: str, *, is_change: bool) -> ResponseReturnValue:
    asked = BY_SLUG.get(slug) or abort(404)
    application = own_draft()
    if not answers.may_be_asked(asked, application):
        return lead_to("members.list_tasks" if application else "members.start_application")
    form = asked.open(application)
    form.part = _part_of(form)
    if answers.is_left_blank_for_later(form, application):
        return redirect(_url_of(answers.Stop.LATER))
    if form.validate_on_submit():
        try:
            application = _keep(form, application)
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return redirect(_url_after(form, application, is_change=is_change))
    return _page(asked, form, application, back=_url_before(form, application, is_change=is_change)), form.status


def _page(asked: type[Question], form: Question, application: Application | None, *, back: str) -> str:
    return render_template(
        asked.template,
        form=form,
        key=current_key() or "",
        words=asked.wording(application),
        can_skip=answers.can_skip(asked, application),
        can_pause=application is not None,
        back=back,
    )


def _part_of(form: Question) -> int:
    """Return which part of the question the address names; one that went while it was filled in is now the last."""
    part = request.args.get("part", "1")
    if part in map(str, range(1, form.parts + 1)):
        return int(part)
    return form.parts if request.method == "POST" else abort(404)


def _keep(form: Question, application: Application | None) -> Application:
    """Keep the answer, on a new draft if there is none, and the key in this browser."""
    key = current_key()
    if application is None:
        application, key = actions.begin_application(now=clock.now())
    application = form.keep(application, now=clock.now())
    db.session.commit()
    remember_key(key)
    return application


@blueprint.route("/join/check-answers", methods=["GET", "POST"])
@csrf.exempt
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def check_answers() -> ResponseReturnValue:
    """Show every answer, take the agreement, and send the application."""
    application = own_draft_or_start()
    if missing := answers.first_missing(application):
        return redirect(_url_of(missing, is_change=True))
    form, by = AgreementForm.of(application), coordinator_entering(application)
    if succeeds(
        form,
        lambda: actions.submit_application(
            application.id, by=by, decoy=request.form.get("website", ""), now=clock.now()
        ),
    ):
        return _lead_on(application, by=by)
    page = render_template(
        "members/check_answers.html",
        form=form,
        key=current_key() or "",
        groups=answers.answer_groups(application),
        consent=CONSENT_WAYS[application.consent_way] if application.consent_way else None,
        consent_on=application.consent_on,
        of_them=rules.speaks_of_them(application),
    )
    return page, form.status


def _lead_on(application: Application, *, by: Account | None) -> ResponseReturnValue:
    """Lead the applicant to what happens next, and a coordinator back to the applicant's answers."""
    allow_equality_questions()
    if by:
        session.pop(KEY, None)
        flash(f"You have sent the answers of {application.name}. They will be told.")
        return redirect(url_for("members_staff.show_application", application_id=application.id, just_sent="yes"))
    remember_key(current_key())
    forget_key_when_closed()
    return redirect(url_for("members.application_sent"))


@blueprint.route("/join/sent")
@public
def application_sent() -> ResponseReturnValue:
    """Say that the answers have come, and what happens next and when."""
    application = opened_application()
    if application is None or rules.is_draft(application):
        return redirect(url_for("members.start_application"))
    return render_template(
        "members/application_sent.html",
        told=told_on_sending(application),
        days=value_of(DAYS_TO_ANSWER, on=uk_wall(clock.now()).date()),
        of_them=rules.speaks_of_them(application),
        asks_equality=EQUALITY_TICKET in session,
    )


def _url_after(form: Question, application: Application, *, is_change: bool) -> str:
    asked, is_pause = BY_SLUG[form.slug], form.save.data
    if form.has_more and not is_pause:
        return _url_of(asked, is_change=is_change, part=form.part + 1)
    following = answers.after_answer(asked, application, is_change=is_change, is_pause=is_pause)
    return _url_of(following, is_change=is_change)


def _url_before(form: Question, application: Application | None, *, is_change: bool) -> str:
    asked = BY_SLUG[form.slug]
    if form.part > 1:
        return _url_of(asked, is_change=is_change, part=form.part - 1)
    return _url_of(answers.before_answer(asked, application, is_change=is_change))


def _url_of(following: answers.Next, *, is_change: bool = False, part: int = 1) -> str:
    if isinstance(following, answers.Stop):
        return url_for(STOPS[following])
    endpoint = "members.change_answer" if is_change else "members.ask_question"
    return url_for(endpoint, question=following.slug, part=part if part > 1 else None)
