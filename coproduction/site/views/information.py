"""What everybody may read: the home page, the sections and their pages, on the screen and on paper."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from coproduction.accounts import rules
from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.site.pages import Page, as_chapter, body_with, neighbours
from coproduction.site.queries.notice import Promises, promises_on
from coproduction.site.views.routes import blueprint, public_content


@blueprint.route("/")
@public
@cacheable
def home() -> ResponseReturnValue:
    """Show a stranger who the group is, what members do, and how to join. Lead everybody else to their own page."""
    if current_user.is_authenticated and (own := rules.home_endpoint(current_account())) != "site.home":
        return redirect(url_for(own))
    return render_template(
        "site/home.html", pictures=current_app.extensions["easy_pictures"], checked=public_content().checked
    )


@blueprint.route("/what-members-do")
@public
def what_members_do() -> ResponseReturnValue:
    """Lead to where this page stands now."""
    return redirect(url_for("site.show_page", name="get-involved/what-members-do"), 301)


@blueprint.route("/contact")
@public
@cacheable
def contact() -> ResponseReturnValue:
    """Show every way to reach the group, and where to turn in danger."""
    return render_section("contact")


@blueprint.route("/<section:section>")
@public
@cacheable
def show_section(section: str) -> ResponseReturnValue:
    """Show what is in a section, so that a person finds their question."""
    return render_section(section)


@blueprint.route("/<page:name>")
@public
@cacheable
def show_page(name: str) -> ResponseReturnValue:
    """Show one page of information, with the way to the others of its section."""
    return render_page("site/page.html", name)


@blueprint.route("/<section:section>/print")
@public
@cacheable
def print_section(section: str) -> ResponseReturnValue:
    """Show a whole section as one page in large type, to print or to read from start to end."""
    shown = public_content().sections[section]
    pages = [(page, as_chapter(body_of(page))) for page in shown.from_start_to_end]
    return render_template(
        "site/print_section.html", section=shown, pages=pages, printed_on=uk_wall(clock.now()), here=section
    )


def render_section(name: str) -> str:
    """Draw what is in a section, under its opening page if it has one."""
    section = public_content().sections[name]
    return render_template(
        "site/section.html",
        section=section,
        body=section.opening and body_of(section.opening),
        checked=f"Everything here was checked on {uk_short_date(section.checked)} or later.",
        here=section.name,
    )


def render_page(template: str, name: str, **more: Any) -> str:
    """Draw one page of information, with the way to the others of its section."""
    content = public_content()
    page = content.pages[name]
    section = content.section_of(page)
    before, after = neighbours(section, page)
    return render_template(
        template,
        page=page,
        body=body_of(page),
        section=section,
        before=before,
        after=after,
        here=section.name,
        **more,
    )


def body_of(page: Page) -> Markup:
    """Return the page's body as it is today. Only a page that shows numbers that people set costs a statement."""
    if page.source is None:
        return page.body
    today = uk_wall(clock.now()).date()
    controller = current_app.config["SETTINGS"].contacts.controller_on(today)
    return _body_of_today(page, controller.name, promises=promises_on(today))


@lru_cache(maxsize=8)
def _body_of_today(page: Page, controller: str, *, promises: Promises) -> Markup:
    values = current_app.extensions["content_values"]
    return body_with(page, {**values, **promises._asdict(), "controller": controller})
