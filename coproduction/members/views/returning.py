"""Leaving in the middle and coming back: by the same browser, by a code, or by a link."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.members import rules
from coproduction.members.actions import applications as actions
from coproduction.members.current import KEY, remember_key
from coproduction.members.forms.returning import CodeForm
from coproduction.members.kinds.joining import WAYS_BACK
from coproduction.members.models import Application
from coproduction.members.queries.applications import application_with_key
from coproduction.members.views.drafts import own_draft_or_start
from coproduction.members.views.routes import blueprint

TRIES_PER_ADDRESS = "20 per hour"
SENT_PER_BROWSER = "5 per hour"


def _was_refused(response: Response) -> bool:
    return response.status_code == 200


def _this_browser() -> str:
    return f"way back {session.get(KEY, '')}"


@blueprint.route("/join/save", methods=["GET", "POST"])
@public
@limiter.limit(SENT_PER_BROWSER, methods=["POST"], key_func=_this_browser)
def save_for_later() -> ResponseReturnValue:
    """Say that the answers are saved, give the code that opens them, and offer to send a way back."""
    application = own_draft_or_start()
    way = WAYS_BACK[application.channel] if application.channel else None
    form = ConfirmForm(button=way.button if way else None)
    if succeeds(form, lambda: actions.send_way_back(application.id, now=clock.now())):
        flash(way.done if way else "")
        return redirect(url_for("members.save_for_later"))
    return render_template(
        "members/save_for_later.html",
        form=form,
        code=rules.in_groups(session[KEY]) if rules.is_code(session.get(KEY)) else None,
        until=application.changed_at + rules.draft_time(clock.now()),
        days=rules.draft_time(clock.now()).days,
        reach=rules.applicant_of(application).reached_by()[1] if way else "",
        way=way,
    )


@blueprint.route("/join/return", methods=["GET", "POST"])
@public
@limiter.limit(TRIES_PER_ADDRESS, methods=["POST"], deduct_when=_was_refused)
def return_by_code() -> ResponseReturnValue:
    """Take a code, and open the answers that it belongs to in this browser."""
    form = CodeForm()
    if form.validate_on_submit():
        code = rules.tidy_code(form.code.data)
        application = application_with_key(code, now=clock.now())
        if application:
            remember_key(code)
            return redirect(_url_of_what_was_opened(application))
        form.refuse(Refusal("We cannot find answers with this code. Check each letter and figure", field="code"))
    return render_template("members/return_by_code.html", form=form, days=rules.draft_time(clock.now()).days)


@blueprint.route("/join/return/<key>", methods=["GET", "POST"])
@public
@limiter.limit(TRIES_PER_ADDRESS, methods=["POST"])
def open_link(key: str) -> ResponseReturnValue:
    """Show a button that opens the answers in this browser. Opening the page does nothing: mail scanners do that."""
    application = application_with_key(key, now=clock.now())
    form = ConfirmForm(button="Open my answers")
    if application and form.validate_on_submit():
        code = actions.open_on_this_device(key, now=clock.now())
        db.session.commit()
        remember_key(code)
        return redirect(_url_of_what_was_opened(application))
    if application is None:
        return render_template("members/link_gone.html", days=rules.draft_time(clock.now()).days), 410
    return render_template("members/open_application.html", form=form)


def _url_of_what_was_opened(application: Application) -> str:
    return url_for("members.list_tasks" if rules.is_draft(application) else "members.show_own_answers")
