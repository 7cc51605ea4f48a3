"""Asking for a chat before asking to join."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import csrf, limiter
from coproduction.members.actions import chats as actions
from coproduction.members.forms.chats import ChatForm
from coproduction.members.forms.questions.question import READ_LATER
from coproduction.members.views.routes import blueprint

ASKED_PER_ADDRESS = "10 per hour"


@blueprint.route("/join/chat", methods=["GET", "POST"])
@csrf.exempt  # the form checks the token itself, and shows what was typed again when it is lost
@public
@limiter.limit(ASKED_PER_ADDRESS, methods=["POST"])
def ask_for_chat() -> ResponseReturnValue:
    """Ask who would like a chat, and how and when to reach them."""
    form, now = ChatForm(), clock.now()
    opened_at = form.opened_at(now=now)
    if succeeds(
        form,
        lambda: actions.ask_for_chat(form.details, opened_at=opened_at, decoy=request.form.get("website", ""), now=now),
    ):
        return redirect(url_for("members.chat_asked"))
    return render_template("members/ask_for_chat.html", form=form, warning=READ_LATER), form.status


@blueprint.route("/join/chat/asked")
@public
def chat_asked() -> ResponseReturnValue:
    """Say that a coordinator will get in touch."""
    return render_template("members/chat_asked.html")
