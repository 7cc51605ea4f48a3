"""One question a page, check your answers, and what happens next."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coproduction.accounts.models import Account
from coproduction.core import clock
from coproduction.core.audiences import Audience, public
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.extensions import csrf, limiter
from coproduction.members import kinds, rules
from coproduction.members.actions import applications as actions
from coproduction.members.current import (
    EQUALITY_TICKET,
    KEY,
    allow_equality_questions,
    current_key,
    forget_key_when_closed,
    remember_key,
)
from coproduction.members.forms import answers
from coproduction.members.forms.answers import AgreementForm
from coproduction.members.forms.questions import BY_SLUG, Question
from coproduction.members.kinds.joining import CONSENT_WAYS, OTHERS_TOLD
from coproduction.members.models import Application
from coproduction.members.rules import DAYS_TO_ANSWER, applicant_of
from coproduction.members.views.drafts import lead_to, opened_application, own_draft, own_draft_or_start
from coproduction.members.views.routes import blueprint

SENT_PER_ADDRESS = "30 per hour"
BEGUN_PER_ADDRESS = "60 per hour"


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
    if application and form.save.data and form.is_blank:
        return redirect(url_for("members.save_for_later"))
    if form.validate_on_submit():
        try:
            application = _keep(form, application)
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return redirect(_url_after(asked, application, is_change=is_change, is_pause=form.save.data))
    page = render_template(
        asked.template,
        form=form,
        key=current_key() or "",
        words=asked.wording(application),
        can_skip=answers.can_skip(asked, application),
        can_pause=application is not None,
        back=_url_before(asked, application, is_change=is_change),
    )
    return page, form.status


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
    form = AgreementForm()
    if rules.speaks_of_them(application):
        form.speak_of_them()
    if form.validate_on_submit():
        try:
            by = _coordinator(application)
            actions.submit_application(application.id, by=by, decoy=request.form.get("website", ""), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
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


def _coordinator(application: Application) -> Account | None:
    """Return the coordinator who enters it for the applicant; None when the applicant, or a supporter, sends it."""
    if rules.is_entered_by_staff(application) and Audience.STAFF in current_user.audiences:
        coordinator: Account = current_user._get_current_object()
        return coordinator
    return None


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
    of_them = rules.speaks_of_them(application)
    told = (OTHERS_TOLD if of_them else kinds.APPLICANT_TOLD)[applicant_of(application).channel]
    days = value_of(DAYS_TO_ANSWER, on=uk_wall(clock.now()).date())
    return render_template(
        "members/application_sent.html", told=told, days=days, of_them=of_them, asks_equality=EQUALITY_TICKET in session
    )


def _url_of(question: type[Question], *, is_change: bool = False) -> str:
    endpoint = "members.change_answer" if is_change else "members.ask_question"
    return url_for(endpoint, question=question.slug)


def _url_after(question: type[Question], application: Application, *, is_change: bool, is_pause: bool) -> str:
    if is_pause:
        return url_for("members.save_for_later")
    following = answers.first_missing(application) if is_change else answers.question_after(question, application)
    if following:
        return _url_of(following, is_change=is_change)
    return url_for("members.check_answers" if is_change else "members.list_tasks")


def _url_before(question: type[Question], application: Application | None, *, is_change: bool) -> str:
    if is_change:
        return url_for("members.check_answers")
    before = answers.question_before(question, application) if application else None
    return _url_of(before) if before else url_for("members.list_tasks")
