"""What we hold about the member who is signed in, and how they change it."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account, start_session
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.dates import uk_wall
from coproduction.members.actions import members as actions
from coproduction.members.current import current_member
from coproduction.members.forms.details import ContactForm
from coproduction.members.forms.profile import PART_FORMS
from coproduction.members.kinds.visibility import Part
from coproduction.members.pages import own_groups
from coproduction.members.part_views import change_part_page
from coproduction.members.queries.parts import own_parts
from coproduction.members.views.routes import blueprint
from coproduction.members.whose import Whose


@blueprint.route("/my-details")
@members_only
def show_profile() -> ResponseReturnValue:
    """Show the member what we hold about them, and who can see it."""
    me = current_member()
    groups = own_groups(own_parts(me, today=uk_wall(clock.now()).date()))
    contents = [(section.part, section.heading) for group in groups for section in group.sections]
    return render_template(
        "members/show_profile.html", me=me, groups=groups, contents_list=contents, change=_ways_to_change()
    )


@blueprint.route("/my-details/change/<part>", methods=["GET", "POST"])
@members_only
def change_part(part: str) -> ResponseReturnValue:
    """Let the member change one part of their details."""
    return change_part_page(Whose(current_member(), current_account(), is_own=True), part, now=clock.now())


@blueprint.route("/my-details/contact", methods=["GET", "POST"])
@members_only
def change_contact() -> ResponseReturnValue:
    """Let the member change how we reach them."""
    me = current_member()
    form = ContactForm(obj=me)
    if succeeds(form, lambda: actions.change_contact(me.id, form.contact, by=current_account(), now=clock.now())):
        start_session(current_account(), remember=session.permanent, now=clock.now())  # a new address ends them all
        flash("We have saved how to contact you.")
        return redirect(url_for("members.show_profile"))
    return render_template("members/change_contact.html", form=form)


def _ways_to_change() -> dict[Part, tuple[str, str]]:
    """Return, for each part that has a page of its own, the words and the address of the way there."""
    parts = {Part(part): (form.title, url_for("members.change_part", part=part)) for part, form in PART_FORMS.items()}
    pages = {
        Part.CONTACT: ("Change how we contact you", "members.change_contact"),
        Part.AWAY: ("Change when you are away", "members.list_away_dates"),
        Part.NEEDS: ("Change what you need", "members.list_needs"),
        Part.PAYMENT: ("Change what you would like", "members.change_payment"),
        Part.CAPS: ("Change your limits", "members.change_payment"),
        Part.OFTEN: ("Change how often", "members.change_turn_limits"),
        Part.STORY: ("See or change your story sheet", "training_members.show_story"),
        Part.SUPPORTERS: ("Change your supporters", "members.list_supporters"),
        Part.HISTORY: ("See what you have taken part in", "schedule.show_contributions"),
    }
    return {**parts, **{part: (words, url_for(page)) for part, (words, page) in pages.items()}}
