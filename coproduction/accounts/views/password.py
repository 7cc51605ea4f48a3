"""Choosing a password while signed in."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts import actions, passwords, rules
from coproduction.accounts.current import current_account, start_session
from coproduction.accounts.forms import ChoosePasswordForm
from coproduction.accounts.views.routes import blueprint
from coproduction.core import clock
from coproduction.core.audiences import signed_in_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal


@blueprint.route("/my-password", methods=["GET", "POST"])
@signed_in_only
def set_password() -> ResponseReturnValue:
    """Let somebody choose a password, or carry on without one."""
    account, form = current_account(), ChoosePasswordForm()
    onward = rules.safe_path(request.args.get("next")) or url_for(rules.home_endpoint(account))
    if form.validate_on_submit():
        try:
            rules.check_password(form.password.data, about=[account.name, account.email, _group_name()])
            db.session.rollback()  # hashing takes its time: nobody should wait for our write lock meanwhile
            actions.set_password(account, passwords.hash_of(form.password.data), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            start_session(account, remember=session.permanent, now=clock.now())
            flash("Your password is saved. You can use it the next time you sign in.")
            return redirect(onward)
    has_one = account.password_hash is not None
    return render_template("accounts/set_password.html", form=form, has_one=has_one, onward=onward)


def _group_name() -> str:
    return str(current_app.config["SETTINGS"].group.name)
