"""A site of one page that holds one form, to try forms and fields on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, UserMixin
from jinja2 import ChoiceLoader, DictLoader

import coproduction
from config import Settings
from coproduction import navigation
from coproduction.core import errors, nhs, security
from coproduction.core.audiences import Audience
from coproduction.core.forms import Form
from coproduction.extensions import csrf
from tests.pages import Browser, Page

PAGE = """{% extends "layout.html" %}
{% block title %}Try a form{% endblock %}
{% block page %}
<h1 class="nhsuk-heading-l">Try a form</h1>
<form method="post" novalidate>
{{ form.hidden_tag() }}
{% for field in form if field.type not in ("CSRFTokenField", "NHSHidden") %}
{{ field() }}
{% endfor %}
<button class="nhsuk-button">Send</button>
</form>
{% endblock %}"""


class Stranger(AnonymousUserMixin):
    """Nobody in particular."""

    audiences: frozenset[Audience] = frozenset()


class Person(UserMixin):
    """Somebody whose id is the list of who they are: 'member staff'."""

    name = "Amina Rahman"

    def __init__(self, audiences: str) -> None:
        self.id = audiences
        self.audiences = frozenset(Audience(audience) for audience in audiences.split())


def site(form: type[Form] = Form, *, template: str = PAGE, url: str = "http://localhost") -> Flask:
    """Make the site; what a form that is right said is in its config as TAKEN."""
    package = Path(str(coproduction.__file__)).parent
    settings = Settings.from_environment({"SECRET_KEY": "s" * 40, "SITE_URL": url})
    app = Flask("coproduction", root_path=str(package))
    app.config.from_mapping(settings.for_flask())
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.jinja_env.globals["group"] = settings.group
    app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader({"try.html": template})])  # type: ignore[list-item]
    people = LoginManager(app)
    people.anonymous_user = Stranger
    people.user_loader(Person)
    csrf.init_app(app)
    for room in (nhs, security, errors, navigation):
        room.init_app(app)
    app.config["FORM"] = form
    app.add_url_rule("/form", "form", show_form, methods=["GET", "POST"])
    return app


def show_form() -> ResponseReturnValue:
    """Show the form, or take what it says."""
    form = current_app.config["FORM"]()
    if form.validate_on_submit():
        current_app.config["TAKEN"] = {name: data for name, data in form.data.items() if name != "csrf_token"}
        flash("We have your answer.")
        return redirect(request.path)
    return render_template("try.html", form=form)


SITE = site()


def browser_of(**fields: Any) -> Browser:
    """Open a browser on a form of these fields."""
    SITE.config["FORM"] = type("TriedForm", (Form,), fields)
    return Browser(SITE)


def sent(field: Any, value: Any) -> Page:
    """Send one answer to a form of one field called `answer`."""
    return browser_of(answer=field).post("/form", answer=value)


def taken(field: Any, value: Any) -> Any:
    """Return what the form makes of an answer that it takes."""
    browser = browser_of(answer=field)
    assert browser.post("/form", answer=value).errors == []
    return browser.app.config["TAKEN"]["answer"]
