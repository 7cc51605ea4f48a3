"""Forms sent after the session had ended: kept, and given back to the same account once it has signed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, flash, g, request, session
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from coproduction.accounts import queries
from coproduction.accounts.actions import held_forms
from coproduction.accounts.current import last_account
from coproduction.accounts.models import Account
from coproduction.accounts.views.routes import blueprint
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.extensions import csrf

GIVEN_BACK = "Your answers are still here. Check them and press the button again."
MOST_PAGES = 5


def address_of_request() -> str:
    """Return the path of this request, with its query."""
    return request.full_path if request.query_string else request.path


def page_of_the_form() -> str | None:
    """Return the page that the form stands on: where it was sent, or else the page that sent it."""
    sender = urlsplit(request.referrer or "")
    candidates = [(request.path, address_of_request())]
    if sender.netloc == request.host:
        candidates.append((sender.path, f"{sender.path}?{sender.query}" if sender.query else sender.path))
    return next((address for path, address in candidates if _can_be_opened(path)), None)


def hold_what_was_sent(page: str | None) -> bool:
    """Keep the form that stands on `page` for whoever was signed in not long ago; say whether that could be done."""
    account_id = last_account()
    if account_id is None or page is None or not _comes_from_our_page():
        return False
    answers = request.form.to_dict(flat=False)
    held = held_forms.hold(account_id, answers, path=request.path, page=page, now=clock.now())
    db.session.commit()
    return held is not None


def bring_back(account: Account) -> str | None:
    """Note which pages have answers waiting for the account that has just signed in, and return the newest."""
    waiting = queries.held_forms_of(account, now=clock.now())[:MOST_PAGES]
    session["held_forms"] = {held.page: held.path for held in waiting}
    if not waiting:
        return None
    flash(GIVEN_BACK, "important")
    return waiting[0].page


@blueprint.before_app_request
def give_back_held_answers() -> None:
    """Put the held answers into the page's form, and forget them when the form is sent again.

    They are forgotten in the same transaction as the answers are saved, so nothing is lost between the two.
    """
    pages = session.get("held_forms")
    if not pages or not current_user.is_authenticated:
        return
    if request.method == "POST" and request.path in pages.values():
        held_forms.let_go(current_user, path=request.path)
    elif request.method == "GET" and address_of_request() in pages:
        _fill_in(address_of_request())


def _fill_in(page: str) -> None:
    held = queries.held_form_on(page, current_user, now=clock.now())
    if held:
        g.held_answers = MultiDict(held.answers)
    else:
        session["held_forms"] = {other: path for other, path in session["held_forms"].items() if other != page}


def _can_be_opened(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, method="GET")


def _comes_from_our_page() -> bool:
    """Say whether the form carries this browser's token: the usual check comes later than the sign-in page."""
    if not current_app.config["WTF_CSRF_ENABLED"]:
        return True
    try:
        csrf.protect()
    except CSRFError:
        return False
    return True
