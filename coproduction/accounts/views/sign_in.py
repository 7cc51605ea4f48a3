"""Signing in, by link or by password, and signing out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug import Response

from coproduction.accounts import actions, passwords, queries, rules
from coproduction.accounts.current import end_session, start_session
from coproduction.accounts.forms import AskForLinkForm, OpenLinkForm, PasswordForm
from coproduction.accounts.models import Account, SignInLink
from coproduction.accounts.views.held_forms import bring_back
from coproduction.accounts.views.routes import blueprint
from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter

PER_EMAIL = "10 per 15 minutes"
PER_LINK = "5 per hour"
PER_ADDRESS = "100 per hour"


def _typed_email() -> str:
    typed = request.form.get("email", "").strip().lower()
    return f"email {typed[:254] or get_remote_address()}"


def _opened_token() -> str:
    return str((request.view_args or {})["token"])


def _was_refused(response: Response) -> bool:
    return response.status_code == 200


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, methods=["POST"])
@limiter.limit(PER_EMAIL, methods=["POST"], key_func=_typed_email)
def sign_in() -> ResponseReturnValue:
    """Ask for an email address and send a link to everybody who signs in with it."""
    form = AskForLinkForm()
    if current_user.is_authenticated:
        return _go_on(current_user)
    if form.validate_on_submit():
        actions.send_links(form.email.data, next_path=_next_path(), now=clock.now())
        db.session.commit()
        session["sign_in_email"] = form.email.data
        return redirect(url_for("accounts.check_email", next=_next_path()))
    return render_template("accounts/sign_in.html", form=form, next_path=_next_path())


@blueprint.route("/sign-in/check-email")
@public
def check_email() -> ResponseReturnValue:
    """Say that a link is on its way, in the same words whether or not anybody signs in with that address."""
    return render_template("accounts/check_email.html", email=session.get("sign_in_email"), next_path=_next_path())


@blueprint.route("/sign-in/password", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, methods=["POST"], deduct_when=_was_refused)
@limiter.limit(PER_EMAIL, methods=["POST"], key_func=_typed_email, deduct_when=_was_refused)
def sign_in_with_password() -> ResponseReturnValue:
    """Sign in with an email address and a password."""
    form = PasswordForm()
    if current_user.is_authenticated:
        return _go_on(current_user)
    if form.validate_on_submit():
        hashes = queries.password_hashes_at(rules.tidy_email(form.email.data))
        db.session.rollback()  # the check takes its time: nobody should wait for our write lock meanwhile
        try:
            account = actions.sign_in(passwords.whose(form.password.data, hashes), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return _come_in(account, remember=form.remember.data)
    return render_template("accounts/sign_in_with_password.html", form=form, next_path=_next_path())


@blueprint.route("/sign-in/<token>", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, methods=["POST"])
def open_link(token: str) -> ResponseReturnValue:
    """Show a button that signs in. Opening the page uses nothing up: mail scanners open every link."""
    form = OpenLinkForm()
    if form.validate_on_submit():
        try:
            used = actions.use_link(token, now=clock.now())
            db.session.commit()
        except Refusal:
            db.session.rollback()
        else:
            return _come_in(used.account, remember=form.remember.data, link=used)
    link = queries.link_with(token)
    if link is not None and rules.is_usable(link, now=clock.now()):
        return render_template("accounts/open_link.html", form=form, account=link.account)
    return _dead_link(link, token)


def _dead_link(link: SignInLink | None, token: str) -> ResponseReturnValue:
    """Offer a new link; to whoever the link has just signed in (a double click), simply go on."""
    if link is not None and current_user.is_authenticated and current_user.id == link.account_id:
        return _go_on(link.account)
    form, is_known = ConfirmForm(button="Send me a new link"), link is not None
    page = render_template("accounts/dead_link.html", form=form, is_known=is_known, token=token, next_path=_next_path())
    return page, 410


@blueprint.route("/sign-in/<token>/new", methods=["POST"])
@public
@limiter.limit(PER_LINK, key_func=_opened_token)
def send_next_link(token: str) -> ResponseReturnValue:
    """Send a new link to whoever the old one was for."""
    actions.send_next_link(token, next_path=_next_path(), now=clock.now())
    db.session.commit()
    session.pop("sign_in_email", None)
    return redirect(url_for("accounts.check_email", next=_next_path()))


@blueprint.route("/sign-out", methods=["GET", "POST"])
@public
def sign_out() -> ResponseReturnValue:
    """Sign out, at the press of a button."""
    form = ConfirmForm(button="Sign out")
    if form.validate_on_submit():
        end_session()
        flash("You have signed out.")
        return redirect(url_for("site.home"))
    return render_template("accounts/sign_out.html", form=form)


def _next_path() -> str | None:
    return rules.safe_path(request.args.get("next"))


def _come_in(account: Account, *, remember: bool, link: SignInLink | None = None) -> ResponseReturnValue:
    """Start the session, and lead back to held answers, to the page that was asked for, or home."""
    start_session(account, remember=remember, now=clock.now())
    session.pop("sign_in_email", None)
    if page := bring_back(account):
        return redirect(page)
    if link and rules.asks_for_password(link):
        return redirect(url_for("accounts.set_password", next=_next_path()))
    return _go_on(account)


def _go_on(account: Account) -> ResponseReturnValue:
    return redirect(_next_path() or url_for(rules.home_endpoint(account)))
