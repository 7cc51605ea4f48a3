"""No view opens without saying to whom."""

from __future__ import annotations

import pytest
from flask import Flask

from coproduction.core.audiences import public, require_audiences


def an_app() -> Flask:
    """An application of one view, which is public."""
    app = Flask(__name__)
    app.add_url_rule("/", "home", public(lambda: "Hello"))
    return app


def test_an_application_whose_views_all_say_who_they_are_for_starts() -> None:
    require_audiences(an_app())


@pytest.mark.parametrize("audience", [None, "member"])
def test_an_application_with_a_view_that_does_not_say_so_does_not_start(audience: str | None) -> None:
    def show() -> str:
        return "Hello"

    if audience:
        show.audience = audience  # type: ignore[attr-defined]
    app = an_app()
    app.add_url_rule("/members", "members", show)

    with pytest.raises(RuntimeError, match=r"do not say who may open them: members$"):
        require_audiences(app)
