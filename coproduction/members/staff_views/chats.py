"""Chats that strangers asked for."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.members import kinds
from coproduction.members.actions import chats as actions
from coproduction.members.queries import chats as queries
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/chats/<int:chat_id>", methods=["GET", "POST"])
@staff_only
def show_chat(chat_id: int) -> ResponseReturnValue:
    """Show who would like a chat, and note that it was held."""
    chat = queries.find_chat(chat_id, viewer=current_account()) or abort(404)
    form = ConfirmForm(button="Mark as done")
    if form.validate_on_submit():
        actions.hold_chat(chat.id, by=current_account(), now=clock.now())
        db.session.commit()
        flash(f"Done: the chat with {chat.name}.")
        return redirect(url_for("site.staff_home"))
    return render_template("members/show_chat.html", chat=chat, channel=kinds.CHANNELS[chat.channel], form=form)
