"""The door to asking to join: what is asked, the task list, the form on paper, and beginning again."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.members import rules
from coproduction.members.actions import applications as actions
from coproduction.members.current import KEY, coordinator_entering
from coproduction.members.forms import answers
from coproduction.members.forms.paper import paper_sections
from coproduction.members.forms.questions import QUESTIONS, SECTIONS
from coproduction.members.forms.questions.question import READ_LATER
from coproduction.members.views.drafts import opened_application, own_draft
from coproduction.members.views.routes import blueprint


@blueprint.route("/join")
@public
@cacheable
def start_application() -> ResponseReturnValue:
    """Show what is asked, how long it takes and the other ways to ask."""
    application = opened_application()
    is_draft = application is not None and rules.is_draft(application)
    return render_template(
        "members/start_application.html",
        sections=SECTIONS,
        has_draft=is_draft,
        has_sent=application is not None and not is_draft,
        days=rules.draft_time(clock.now()).days,
        form=ConfirmForm(),
    )


@blueprint.route("/join/start-again", methods=["POST"])
@public
def start_again() -> ResponseReturnValue:
    """Forget this browser's answers, so that somebody can begin afresh. What was sent stays with us."""
    if ConfirmForm().validate_on_submit():
        application = opened_application()
        if application:
            actions.discard_draft(application.id, by=coordinator_entering(application), now=clock.now())
            db.session.commit()
        session.pop(KEY, None)
    return redirect(url_for("members.ask_question", question=QUESTIONS[0].slug))


@blueprint.route("/join/tasks")
@public
@cacheable
def list_tasks() -> ResponseReturnValue:
    """Show the sections, and how far each is."""
    application = own_draft()
    return render_template(
        "members/list_tasks.html",
        tasks=answers.tasks_of(application),
        can_check=application is not None and answers.can_check(application),
        has_draft=application is not None,
        of_them=rules.speaks_of_them(application),
    )


@blueprint.route("/join/form")
@public
@cacheable
def print_form() -> ResponseReturnValue:
    """Show every question on one page, to print and fill in by hand."""
    return render_template(
        "members/print_form.html",
        sections=paper_sections(),
        read_later=READ_LATER,
        months=value_of(rules.MONTHS_KEPT, on=uk_wall(clock.now()).date()),
    )
