"""Everybody reads what is agreed of what training changed."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.training.pages.published import published_page
from coproduction.training.public_views.routes import blueprint


@blueprint.get("/reports")
@public
@cacheable
def show_published() -> ResponseReturnValue:
    """What training changed: the figures and quotes that a coordinator agreed to show."""
    return render_template("training/published.html", years=published_page())
