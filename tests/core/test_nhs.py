"""The library and our static files: nothing licensed, nothing from other sites, nothing missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from coproduction.core.nhs.components import attributes_html, render
from coproduction.core.nhs.static_files import VENDORED
from tests.core.form_pages import site
from tests.pages import Browser

STATIC = Path(__file__).resolve().parents[2] / "coproduction" / "static"
STYLE = (STATIC / VENDORED / "nhsuk-frontend.min.css").read_text()


def test_the_style_sheet_names_no_licensed_font_and_no_other_site() -> None:
    assert re.findall("frutiger|@font-face|sourceMappingURL", STYLE, re.IGNORECASE) == []
    assert re.findall(r"https?://[^\s]*", STYLE) == ["https://github.com/nhsuk/nhsuk-frontend"]
    assert "font-family:arial,sans-serif" in STYLE


def test_every_image_of_the_style_sheet_is_there() -> None:
    images = set(re.findall(r"url\(([^)]*)\)", STYLE))

    assert images
    assert [image for image in sorted(images) if not (STATIC / VENDORED / image).is_file()] == []


def test_the_library_says_whose_it_is() -> None:
    assert "Permission is hereby granted" in (STATIC / VENDORED / "LICENCE.txt").read_text()
    assert "MIT" in STYLE[:200]


def test_our_script_starts_the_version_that_we_serve() -> None:
    assert f"./{VENDORED}/nhsuk-frontend.min.js" in (STATIC / "app.js").read_text()


def test_every_file_that_a_page_asks_for_is_there() -> None:
    browser = Browser(site())
    page = browser.get("/form")
    addresses = [str(tag.get("href") or tag.get("src")) for tag in page.soup.select("link[href], script[src]")]

    assert len(addresses) == 4
    for address in addresses:
        with browser.fetch(address) as answer:
            assert (address, answer.status_code) == (address, 200)


def test_an_address_of_our_own_files_changes_with_the_file() -> None:
    links = [str(tag["href"]) for tag in Browser(site()).get("/form").soup.select("link[rel=stylesheet]")]

    assert links[0] == f"/static/{VENDORED}/nhsuk-frontend.min.css"
    assert re.fullmatch(r"/static/app\.css\?v=[0-9a-f]{12}", links[1])


@pytest.mark.parametrize("ending", ["html", "jinja", "md", "txt"])
def test_templates_of_every_ending_escape(ending: str) -> None:
    app = site(template="")
    app.jinja_loader.loaders[1].mapping[f"try.{ending}"] = "{{ words }}"  # type: ignore[union-attr]

    with app.test_request_context():
        assert app.jinja_env.get_template(f"try.{ending}").render(words="<b>") == "&lt;b&gt;"


def test_a_slip_in_a_template_of_ours_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'wrods' is undefined"):
        site().jinja_env.from_string("{{ wrods }}").render(words="")


def test_attributes_are_written_as_the_library_means_them() -> None:
    written = attributes_html(
        {
            "class": "nhsuk-tag",
            "id": {"value": None, "optional": True},
            "hidden": {"value": True, "optional": True},
            "disabled": {"value": False, "optional": True},
            "aria-hidden": True,
            "data-list": {"value": ["<a>", "b"], "type": "array"},
            "title": '"><script>',
        }
    )

    assert written == (
        ' class="nhsuk-tag" hidden aria-hidden="true" data-list="[&#34;\\u003ca\\u003e&#34;, &#34;b&#34;]"'
        ' title="&#34;&gt;&lt;script&gt;"'
    )
    assert attributes_html() == ""


def test_the_library_s_templates_escape_text() -> None:
    assert "&lt;script&gt;" in render("tag", {"text": "<script>"})


def test_what_the_library_draws_is_not_indented_and_what_was_typed_is() -> None:
    box = render("textarea", {"name": "why", "value": "One\n  two", "hint": {"text": "Why?"}, "label": {"text": "Why"}})
    drawn = render("checkboxes", {"name": "is", "items": [{"value": "x", "text": "X", "conditional": {"html": box}}]})

    assert [line for line in drawn.splitlines() if line.startswith(" ")] == ["  two</textarea>"]
