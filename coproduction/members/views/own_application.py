"""What an applicant sees after sending: how it stands, their answers, a reply, and a way out."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.core.forms import ConfirmForm
from coproduction.extensions import limiter
from coproduction.members import kinds, rules
from coproduction.members.actions import asking, decisions
from coproduction.members.forms import answers
from coproduction.members.forms.applications import ReplyForm
from coproduction.members.models import Application
from coproduction.members.queries import asking as queries
from coproduction.members.views.drafts import lead_to, opened_application
from coproduction.members.views.routes import blueprint

SENT_PER_ADDRESS = "30 per hour"


@blueprint.route("/join/answers", methods=["GET", "POST"])
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def show_own_answers() -> ResponseReturnValue:
    """Show how it stands and the answers that were sent, to read and to print, and take a reply or more words."""
    application = _sent_or_start()
    form = ReplyForm()
    if succeeds(form, lambda: asking.add_to_application(application.id, form.words.data, by=None, now=clock.now())):
        flash("Thank you. We have your words.")
        return redirect(url_for("members.show_own_answers"))
    return render_template(
        "members/show_own_answers.html",
        form=form,
        stands=kinds.STANDS_FOR_APPLICANT[application.state],
        question=queries.question_asked(application) if rules.is_asked_for_more(application) else "",
        is_open=rules.can_be_added_to(application),
        added=application.added,
        groups=answers.answer_groups(application),
        sent_at=application.submitted_at,
        until=application.changed_at + rules.draft_time(clock.now()),
        of_them=rules.speaks_of_them(application),
    )


@blueprint.route("/join/answers/withdraw", methods=["GET", "POST"])
@public
@limiter.limit(SENT_PER_ADDRESS, methods=["POST"])
def withdraw_own_application() -> ResponseReturnValue:
    """Ask the applicant to confirm, then take their name off the list."""
    application = _sent_or_start()
    form = ConfirmForm(button="Yes, take my name off")
    if succeeds(form, lambda: decisions.withdraw_application(application.id, by=None, now=clock.now())):
        return redirect(url_for("members.show_own_answers"))
    return render_template("members/withdraw_own_application.html", form=form)


def _sent_or_start() -> Application:
    """Return the application that is opened, once it was sent; without one, lead to the start."""
    application = opened_application()
    if application is None or rules.is_draft(application):
        abort(lead_to("members.start_application"))
    return application
