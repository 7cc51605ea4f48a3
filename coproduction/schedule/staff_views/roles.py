"""Coordinators add the roles of an event, who stands by for them and who comes to learn, and change them."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.queries.qualifications import all_qualifications
from coproduction.schedule import rules
from coproduction.schedule.actions import roles as actions
from coproduction.schedule.forms.roles import RoleForm, ShadowForm, StandbyForm
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries import events
from coproduction.schedule.staff_views.routes import blueprint

AnyRoleForm = RoleForm | StandbyForm | ShadowForm


@blueprint.route("/events/<int:event_id>/roles/new", methods=["GET", "POST"])
@staff_only
def new_role(event_id: int) -> ResponseReturnValue:
    """Add a role to the event."""
    event = events.find_event(event_id, viewer=current_account()) or abort(404)
    usual = rules.usual_standbys(event.kind, now=clock.now())
    form = RoleForm(qualifications=all_qualifications(), standbys=usual)
    if not form.is_submitted():
        form.start_from(policy_of(event).first_role, is_first=not event.roles)

    def save() -> EventRole:
        return actions.add_role_with_standbys(
            event, form.details(), standbys=form.number_of_standbys, by=current_account(), now=clock.now()
        )

    return _saved(event, form, heading="Add a role", save=save)


@blueprint.route("/events/<int:event_id>/shadows/new", methods=["GET", "POST"])
@staff_only
def new_shadows(event_id: int) -> ResponseReturnValue:
    """Add a role for people who watch and learn."""
    event = events.find_event(event_id, viewer=current_account()) or abort(404)
    return _add(event, ShadowForm(qualifications=all_qualifications()), heading="Add people who come to learn")


@blueprint.route("/roles/<int:role_id>/standbys/new", methods=["GET", "POST"])
@staff_only
def new_standbys(role_id: int) -> ResponseReturnValue:
    """Add a role for people who step in if somebody in this role cannot come."""
    role = _role(role_id)
    if not rules.can_have_standbys(role):
        abort(404)
    form = StandbyForm(role_id, name=actions.name_of_standbys(role))
    return _add(role.event, form, heading=f"Add standbys for {role.name}")


@blueprint.route("/roles/<int:role_id>/change", methods=["GET", "POST"])
@staff_only
def change_role(role_id: int) -> ResponseReturnValue:
    """Change a role: nobody who holds a place in it is put out."""
    role = _role(role_id)
    form = _form_of(role)
    if not form.is_submitted():
        form.fill(role)

    def save() -> EventRole:
        return actions.change_role(role_id, form.details(), by=current_account(), now=clock.now())

    return _saved(role.event, form, heading=f"Change {role.name}", save=save)


def _add(event: Event, form: AnyRoleForm, *, heading: str) -> ResponseReturnValue:
    def save() -> EventRole:
        return actions.add_role(event, form.details(), by=current_account(), now=clock.now())

    return _saved(event, form, heading=heading, save=save)


def _saved(event: Event, form: AnyRoleForm, *, heading: str, save: Callable[[], EventRole]) -> ResponseReturnValue:
    event_id = event.id
    if succeeds(form, save):
        flash("The role is saved.")
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template("schedule/edit_role.html", heading=heading, event=event, form=form)


def _form_of(role: EventRole) -> AnyRoleForm:
    if role.stands_by_for_id:
        return StandbyForm(role.stands_by_for_id)
    kind = ShadowForm if rules.is_shadow(role) else RoleForm
    return kind(qualifications=all_qualifications())


def _role(role_id: int) -> EventRole:
    return events.find_role(role_id, viewer=current_account()) or abort(404)
