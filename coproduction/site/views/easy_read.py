"""The Easy Read pages, and the choice of a version, which is kept for the visit.

Easy Read pages have addresses of their own, so that everybody gets the same page at the same address and caches may
keep it. The choice is a small cookie, set only when somebody chooses: a form would need a token, a token needs a
session, and a page with a session cannot be kept. The link that sets it changes nothing but that cookie.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.core.dates import uk_wall
from coproduction.site.cookies import EASY_READ
from coproduction.site.easy_read import EasyPage, load_easy_pages, load_pictures, standard_pages
from coproduction.site.views.routes import CONTENT, blueprint

CHOSEN = "easy-read"
ONCE = "version"  # ?version=standard shows the standard page once, whatever was chosen
FOLDER = CONTENT.parent / "easy-read" / CONTENT.name
PICTURES = FOLDER.parent / "pictures"


class Switch(NamedTuple):
    """The two versions of a page: where each is, which is being read, and a drawing of Easy Read."""

    is_easy: bool
    drawing: Markup
    easy: str
    standard: str


@blueprint.record
def read_easy_pages(state: BlueprintSetupState) -> None:
    """Read the Easy Read pages once: `easy_pages` by name, `easy_versions` by the address of the standard page.

    `easy_pages_with` reads them again when somebody else becomes responsible for what people tell the group.
    """
    settings, values = state.app.config["SETTINGS"], state.app.extensions["content_values"]
    own = settings.own_content / "easy-read" if settings.own_content else None
    pictures = load_pictures([PICTURES, own / "pictures"] if own else [PICTURES])

    @lru_cache(maxsize=2)
    def pages_with(controller: str) -> Mapping[str, EasyPage]:
        return load_easy_pages([FOLDER, own] if own else [FOLDER], pictures, {**values, "controller": controller})

    pages = pages_with(values["controller"])
    state.app.extensions["easy_pages"] = pages
    state.app.extensions["easy_pages_with"] = pages_with
    state.app.extensions["easy_pictures"] = pictures
    state.app.extensions["easy_versions"] = standard_pages(pages.values())


@blueprint.app_template_global()
def easy_read_switch() -> Switch | None:
    """Return the way to the other version of the page that is being read; None when it has only one."""
    args = request.view_args or {}
    is_easy = request.endpoint == "site.show_easy_page"
    page = current_app.extensions["easy_pages" if is_easy else "easy_versions"].get(
        args.get("easy_page") if is_easy else request.path
    )
    if page is None:
        return None
    return Switch(
        is_easy,
        current_app.extensions["easy_pictures"]["easy-read"],
        easy=url_for("site.choose_easy_read", easy_page=page.name),
        standard=url_for("site.leave_easy_read", easy_page=page.name),
    )


@blueprint.before_app_request
def open_as_easy_read() -> ResponseReturnValue | None:
    """Lead somebody who chose Easy Read to the Easy Read version of the page they open, if it has one."""
    if request.cookies.get(EASY_READ) != CHOSEN or request.method not in {"GET", "HEAD"} or ONCE in request.args:
        return None
    page = current_app.extensions["easy_versions"].get(request.path)
    return _leads_to(url_for("site.show_easy_page", easy_page=page.name)) if page else None


@blueprint.route("/easy-read")
@public
@cacheable
def list_easy_pages() -> ResponseReturnValue:
    """Show every page that there is in Easy Read."""
    return render_template("site/easy_read_pages.html", pages=current_app.extensions["easy_pages"].values())


@blueprint.route("/easy-read/<easy_page>")
@public
@cacheable
def show_easy_page(easy_page: str) -> ResponseReturnValue:
    """Show one page in Easy Read."""
    return render_template("site/easy_read.html", page=_easy_page(easy_page))


@blueprint.route("/easy-read/<easy_page>/choose")
@public
def choose_easy_read(easy_page: str) -> ResponseReturnValue:
    """Open the page in Easy Read, and every page that has it until the browser is closed."""
    response = _leads_to(url_for("site.show_easy_page", easy_page=_easy_page(easy_page).name))
    is_secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(EASY_READ, CHOSEN, httponly=True, samesite="Lax", secure=is_secure)
    return response


@blueprint.route("/easy-read/<easy_page>/leave")
@public
def leave_easy_read(easy_page: str) -> ResponseReturnValue:
    """Open the standard page, and standard pages from now on."""
    response = _leads_to(_easy_page(easy_page).standard)
    response.delete_cookie(EASY_READ, httponly=True, samesite="Lax", secure=current_app.config["SESSION_COOKIE_SECURE"])
    return response


def _easy_page(name: str) -> EasyPage:
    controller = current_app.config["SETTINGS"].contacts.controller_on(uk_wall(clock.now()).date())
    page: EasyPage = current_app.extensions["easy_pages_with"](controller.name).get(name) or abort(404)
    return page


def _leads_to(address: str) -> Response:
    """Return a redirect that no cache keeps: where it leads is one person's choice."""
    response = redirect(address)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Cookie")
    return response  # type: ignore[return-value]
