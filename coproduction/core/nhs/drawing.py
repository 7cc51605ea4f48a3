"""Pieces of pages and addresses that are worked out once: they hang on the values they are given, and nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

from flask import Flask, has_request_context, request, url_for
from markupsafe import Markup

KEPT = 4096
# What belongs to one request or one person. A piece that named one of these would show it to the next reader.
OF_ONE_REQUEST = ("request", "session", "g", "get_flashed_messages", "url_for")


def init_app(app: Flask) -> None:
    """Offer `drawn` to templates, and a `url_for` that works each address of ours out once."""
    _offer_drawings(app)
    _offer_addresses(app)


def _offer_drawings(app: Flask) -> None:
    pieces = app.jinja_env.overlay()
    pieces.globals = {name: value for name, value in app.jinja_env.globals.items() if name not in OF_ONE_REQUEST}

    @app.template_global()
    @lru_cache(maxsize=KEPT)
    def drawn(name: str, **values: Hashable) -> Markup:
        """Return a template drawn with these values alone, each of which is compared and must never change.

        Other values are another drawing, so nothing is ever out of date. Give it no person's name or needs.
        """
        return Markup(pieces.get_template(name).render(values))  # noqa: S704 - the environment escapes everything

    @app.template_global()
    def drawn_each(name: str, lines: Iterable[Hashable]) -> Markup:
        """Return the template drawn for each `line` in turn: a list costs one step of the page, not one a line."""
        return Markup("".join([drawn(name, line=line) for line in lines]))  # noqa: S704 - they are drawn above


def _offer_addresses(app: Flask) -> None:
    @lru_cache(maxsize=KEPT)
    def address(_below: str, endpoint: str, values: tuple[tuple[str, str | int], ...]) -> str:
        return url_for(endpoint, **dict(values))  # type: ignore[arg-type]

    @app.template_global("url_for")
    def known_url_for(endpoint: str, **values: str | int) -> str:
        """Return the address of a page: by its whole endpoint, below wherever the site is mounted.

        Refuses one that begins with a dot: it leads elsewhere from each room, and would be kept for all of them.
        """
        if endpoint.startswith("."):
            raise ValueError(f"Name the whole endpoint, not {endpoint}.")
        below = request.script_root if has_request_context() else ""
        return address(below, endpoint, tuple(values.items()))
