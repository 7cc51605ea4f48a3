"""Before an application is answered: asking for more, writing down a reply, and a chat."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.actions import asking as actions
from coproduction.members.forms.applications import AskForm, NoteChatForm, NoteReplyForm, OfferChatForm
from coproduction.members.staff_views.one_application import application_or_404, back_to, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/applications/<int:application_id>/ask", methods=["GET", "POST"])
@staff_only
def ask_for_more(application_id: int) -> ResponseReturnValue:
    """Take the coordinator's question, then ask the applicant."""
    application = application_or_404(application_id)
    form = AskForm()
    if succeeds(
        form,
        lambda: actions.ask_for_more(application.id, form.question.data, by=current_account(), now=clock.now()),
    ):
        flash(f"We are asking {application.name}.")
        return back_to(application)
    return step("ask_for_more", application, form=form, heading=f"Ask {application.name} for more")


@blueprint.route("/applications/<int:application_id>/reply", methods=["GET", "POST"])
@staff_only
def note_reply(application_id: int) -> ResponseReturnValue:
    """Write down what the applicant replied by phone, text or letter."""
    application = application_or_404(application_id)
    form = NoteReplyForm()
    if succeeds(
        form,
        lambda: actions.add_to_application(application.id, form.words.data, by=current_account(), now=clock.now()),
    ):
        flash(f"You have saved what {application.name} told you.")
        return back_to(application)
    return step("note_reply", application, form=form, heading=f"What {application.name} told you")


@blueprint.route("/applications/<int:application_id>/chat", methods=["GET", "POST"])
@staff_only
def offer_chat(application_id: int) -> ResponseReturnValue:
    """Take when and how the chat could be, then offer it to the applicant."""
    application = application_or_404(application_id)
    form = OfferChatForm()
    if succeeds(
        form,
        lambda: actions.offer_chat(
            application.id, form.offer.data, chat_on=form.chat_on.data, by=current_account(), now=clock.now()
        ),
    ):
        flash(f"We are offering {application.name} a chat.")
        return back_to(application)
    return step("offer_chat", application, form=form, heading=f"Offer {application.name} a chat")


@blueprint.route("/applications/<int:application_id>/chat/held", methods=["GET", "POST"])
@staff_only
def note_chat(application_id: int) -> ResponseReturnValue:
    """Write down how the chat went, so that the application can be answered."""
    application = application_or_404(application_id)
    form = NoteChatForm()
    if succeeds(
        form,
        lambda: actions.note_chat(application.id, form.note.data, by=current_account(), now=clock.now()),
    ):
        flash("You have saved this. Now you can answer them.")
        return back_to(application)
    return step("note_chat", application, form=form, heading=f"The chat with {application.name}")
