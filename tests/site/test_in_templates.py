"""Public pages whose words stand in templates: who looks after them and when they were checked."""

from datetime import date

import pytest

from coproduction.site.in_templates import FILE, TemplatePage, load_template_pages
from coproduction.site.pages import PageError
from coproduction.site.views.routes import CONTENT

JOIN = '["join"]\ntitle = "Ask to join"\nowner = "Co-production lead"\nchecked = 2026-01-02\n'


def test_a_group_says_itself_when_it_checked_a_page(tmp_path):
    (tmp_path / FILE).write_text(JOIN)

    pages = load_template_pages(CONTENT, own=tmp_path)

    assert pages["join"] == TemplatePage("join", "Ask to join", "Co-production lead", date(2026, 1, 2))
    assert pages["easy-read"] == load_template_pages(CONTENT)["easy-read"]


@pytest.mark.parametrize("slip", [JOIN.replace("owner", "fax"), '["join"]\ntitle = "Ask to join"\n'])
def test_a_slip_stops_the_start(tmp_path, slip):
    (tmp_path / FILE).write_text(slip)

    with pytest.raises(PageError, match=r"in-templates.toml: join must have title, owner and checked"):
        load_template_pages(tmp_path)


@pytest.mark.parametrize("name", load_template_pages(CONTENT))
def test_each_has_a_view_of_its_own_and_the_title_that_we_say(app, stranger, name):
    facts = load_template_pages(CONTENT)[name]
    endpoint, _ = app.url_map.bind("").match(f"/{name}")

    assert endpoint != "site.show_page"
    assert stranger.get(f"/{name}").heading == facts.title


def test_one_that_was_checked_long_ago_is_on_the_to_do_list(app, coordinator, monkeypatch):
    old = TemplatePage("join/chat", "Ask for a chat", "Co-production lead", date(2025, 1, 1))
    monkeypatch.setitem(app.extensions, "template_pages", {old.name: old})

    assert coordinator.get("/to-do").links["Check Ask for a chat"] == "/join/chat"
