"""Asking to join: one question a page, check your answers, and what happens next."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.members import kinds
from coproduction.members.actions import applications as actions
from coproduction.members.forms import answers
from coproduction.members.forms.answers import AgreementForm
from coproduction.members.forms.questions import BY_SLUG, QUESTIONS, Question
from coproduction.members.models import Application
from coproduction.members.queries.applications import application_with_key
from coproduction.members.rules import DAYS_TO_ANSWER, applicant_of, is_draft
from coproduction.members.views.routes import blueprint

KEY = "application"
SENT_PER_ADDRESS = "30 per hour"


@blueprint.route("/join")
@public
def start_application() -> ResponseReturnValue:
    """Show what is asked, how long it takes and the other ways to ask."""
    application = application_with_key(session.get(KEY))
    return render_template(
        "members/start_application.html",
        titles=[question.title for question in answers.questions_for(application)],
        has_draft=application is not None and is_draft(application),
        has_sent=application is not None and not is_draft(application),
        carry_on=_url_where_left(application),
        form=ConfirmForm(),
    )


@blueprint.route("/join/start-again", methods=["POST"])
@public
def start_again() -> ResponseReturnValue:
    """Forget this browser's answers, so that somebody can begin afresh. What was sent stays with us."""
    application = application_with_key(session.get(KEY))
    if application:
        actions.discard_draft(application.id)
        db.session.commit()
    session.pop(KEY, None)
    return redirect(_url_of(QUESTIONS[0]))


@blueprint.route("/join/<question>", methods=["GET", "POST"])
@public
def ask_question(question: str) -> ResponseReturnValue:
    """Ask one question, keep the answer and go on to the next."""
    return _ask(question, is_change=False)


@blueprint.route("/join/check-answers/<question>", methods=["GET", "POST"])
@public
def change_answer(question: str) -> ResponseReturnValue:
    """Ask one question again and go back to *check your answers*."""
    return _ask(question, is_change=True)


def _ask(slug: str, *, is_change: bool) -> ResponseReturnValue:
    asked = BY_SLUG.get(slug) or abort(404)
    application = _own_application()
    if application is None and asked is not QUESTIONS[0]:
        return redirect(url_for("members.start_application"))
    form = asked(obj=application)
    if form.validate_on_submit():
        try:
            application, key = actions.keep_answer(application, asked.column, form.answer.data, now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            _remember(key)
            return redirect(_url_after(asked, application, is_change=is_change))
    return render_template(
        "members/ask_question.html",
        form=form,
        question=asked,
        can_skip=answers.can_skip(asked, application),
        back=_url_before(asked, application, is_change=is_change),
    )


@blueprint.route("/join/check-answers", methods=["GET", "POST"])
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def check_answers() -> ResponseReturnValue:
    """Show every answer, take the agreement, and send the application."""
    application = _own_application()
    if application is None:
        return redirect(url_for("members.start_application"))
    if missing := answers.first_missing(application):
        return redirect(_url_of(missing, is_change=True))
    form = AgreementForm()
    if form.validate_on_submit():
        try:
            actions.submit_application(application.id, now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            session.permanent = False
            return redirect(url_for("members.application_sent"))
    return render_template("members/check_answers.html", form=form, answers=list(answers.answers_of(application)))


@blueprint.route("/join/sent")
@public
def application_sent() -> ResponseReturnValue:
    """Say that the answers have come, and what happens next and when."""
    application = application_with_key(session.get(KEY))
    if application is None or is_draft(application):
        return redirect(url_for("members.start_application"))
    days = value_of(DAYS_TO_ANSWER, on=uk_wall(clock.now()).date())
    return render_template(
        "members/application_sent.html", told=kinds.APPLICANT_TOLD[applicant_of(application).channel], days=days
    )


def _own_application() -> Application | None:
    """Return this browser's draft. One that was sent cannot be changed: its pages lead to what happens next."""
    application = application_with_key(session.get(KEY))
    if application and not is_draft(application):
        flash(actions.ALREADY_SENT, "important")
        abort(redirect(url_for("members.application_sent")))
    return application


def _remember(key: str | None) -> None:
    """Keep the draft's key in this browser after it is closed, so that people can leave and come back."""
    if key:
        session[KEY] = key
        session.permanent = True


def _url_of(question: type[Question], *, is_change: bool = False) -> str:
    endpoint = "members.change_answer" if is_change else "members.ask_question"
    return url_for(endpoint, question=question.slug)


def _url_after(question: type[Question], application: Application, *, is_change: bool) -> str:
    following = answers.first_missing(application) if is_change else answers.question_after(question, application)
    return _url_of(following, is_change=is_change) if following else url_for("members.check_answers")


def _url_before(question: type[Question], application: Application | None, *, is_change: bool) -> str:
    if is_change:
        return url_for("members.check_answers")
    before = answers.question_before(question, application)
    return _url_of(before) if before else url_for("members.start_application")


def _url_where_left(application: Application | None) -> str:
    following = answers.where_left(application) if application else QUESTIONS[0]
    return _url_of(following) if following else url_for("members.check_answers")
