"""The public information pages: how they are read, and what they hold."""

import re
from datetime import date

import pytest

from config import ROOT, Settings
from contacts import read_contacts
from coproduction.site.cookies import cookies_of
from coproduction.site.pages import PageError, as_chapter, body_with, load_content, load_pages, neighbours
from coproduction.site.sharing import recipients
from coproduction.site.views.routes import CONTENT

GROUP = Settings.from_environment({"GROUP_NAME": "Our <b>Group</b> & Friends", "GROUP_EMAIL": "us@example.org"}).group
HEADER = "---\ntitle: Cookies\nsummary: What we keep.\nowner: Priya Nair\nchecked: 2026-11-21\n---\n"
SECTIONS = '[legal]\ntitle = "Law"\nsummary = "The law."\n[legal.pages]\n"Yours" = ["privacy", "cookies"]\n'


@pytest.fixture
def write(tmp_path):
    """Write one page and read the folder it stands in."""

    def _write(text, **values):
        (tmp_path / "cookies.md").write_text(text, encoding="utf-8")
        return load_pages(tmp_path, {"group": GROUP, **values})["cookies"]

    return _write


@pytest.fixture
def folder(tmp_path):
    """A small site: one section of two pages."""
    made = tmp_path / "en"
    (made / "legal").mkdir(parents=True)
    (made / "sections.toml").write_text(SECTIONS)
    for name, day in (("cookies", "2026-11-21"), ("privacy", "2026-03-01")):
        text = HEADER.replace("Cookies", name).replace("2026-11-21", day)
        (made / "legal" / f"{name}.md").write_text(text + "Ours.\n")
    return made


def test_a_page_has_its_header_and_its_words(write):
    page = write(HEADER + "Write to <{group.email}>.\n")

    assert (page.title, page.summary, page.owner) == ("Cookies", "What we keep.", "Priya Nair")
    assert page.checked == date(2026, 11, 21)
    assert page.body == '<p>Write to <a href="mailto:us@example.org">us@example.org</a>.</p>\n'


def test_a_page_may_say_what_else_people_call_it(write):
    assert write(HEADER.replace("-21\n", "-21\nwords: biscuits, phb\n")).words == "biscuits, phb"


def test_the_plain_words_of_a_page_are_for_the_search(write):
    assert write(HEADER + "## One\n\n- **a** [link](/x)\n\n| A |\n| --- |\n| b |\n").text == "One a link A b"


def test_a_name_with_signs_in_it_is_shown_as_it_is(write):
    page = write(HEADER + "We are {group.name}.\n")

    assert page.body == "<p>We are Our &lt;b&gt;Group&lt;/b&gt; &amp; Friends.</p>\n"


def test_html_in_a_page_is_text(write):
    assert "<script>" not in write(HEADER + "<script>alert(1)</script>\n").body


def test_lists_headings_and_tables_have_the_look_of_the_nhs(write):
    page = write(HEADER + "## One’s own\n\n- a\n\n| A |\n| --- |\n| b |\n")

    assert '<h2 class="nhsuk-heading-m" id="ones-own">One’s own</h2>' in page.body
    assert '<ul class="nhsuk-list nhsuk-list--bullet">' in page.body
    assert '<th class="nhsuk-table__header" scope="col">A</th>' in page.body


def test_a_quotation_is_an_inset(write):
    assert write(HEADER + "> Mind.\n").body == (
        '<div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">Information: </span>\n'
        "<p>Mind.</p>\n</div>\n"
    )


def test_a_quotation_with_a_small_heading_is_a_warning(write):
    assert write(HEADER + "> ### Mind\n>\n> So.\n").body == (
        '<div class="nhsuk-warning-callout">\n'
        '<h3 class="nhsuk-warning-callout__label nhsuk-heading-m" id="mind">'
        '<span role="text"><span class="nhsuk-u-visually-hidden">Important: </span>Mind</span></h3>\n'
        "<p>So.</p>\n</div>\n"
    )


def test_a_quotation_with_a_large_heading_is_the_card_for_emergencies(write):
    assert write(HEADER + "> ## Danger\n>\n> Call 999.\n\nNext.\n").body == (
        '<div class="nhsuk-card nhsuk-card--care nhsuk-card--care--emergency">\n'
        '<div class="nhsuk-card__heading-container">\n'
        '<h2 class="nhsuk-card__heading nhsuk-heading-m" id="danger">'
        '<span role="text"><span class="nhsuk-u-visually-hidden">Immediate action required: </span>Danger</span></h2>\n'
        '<span class="nhsuk-card--care__arrow" aria-hidden="true"></span></div>\n'
        '<div class="nhsuk-card__content">\n\n<p>Call 999.</p>\n</div></div>\n<p>Next.</p>\n'
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# No header\n", "cookies.md: the header must stand between two lines of ---"),
        (
            HEADER.replace("owner: Priya Nair\n", ""),
            "cookies.md: the header must have title, summary, owner, checked, in this order, then words",
        ),
        (
            HEADER.replace("owner: Priya Nair\n", "owner: Priya Nair\nfax: no\n"),
            "cookies.md: the header must have title, summary, owner, checked, in this order, then words",
        ),
        (HEADER.replace("owner: ", "owner "), "cookies.md: the header line 'owner Priya Nair' is not 'name: value'"),
        (HEADER.replace("2026-11-21", "2026-11-31"), "cookies.md: day is out of range for month"),
        (HEADER + "{group.fax}\n", "cookies.md: 'config.Group object' has no attribute 'fax'"),
    ],
)
def test_a_slip_in_a_page_stops_the_start_and_says_where(write, text, fault):
    with pytest.raises(PageError) as stopped:
        write(text)

    assert str(stopped.value) == fault


def test_a_page_that_changes_is_rendered_with_the_values_of_the_day(write):
    page = write(HEADER + "{controller} runs {group.name}.\n", controller="The old board")

    assert body_with(page, {"group": GROUP, "controller": "The new board"}).startswith("<p>The new board runs Our")


def test_a_page_may_say_the_day_of_its_header_also_when_it_is_rendered_again(write):
    page = write(HEADER + "{controller} checked this on {checked}.\n", controller="The board")

    assert page.body == "<p>The board checked this on 21 November 2026.</p>\n"
    assert body_with(page, {"controller": "The board"}) == page.body


def test_a_page_that_never_changes_is_rendered_once(write):
    page = write(HEADER + "We are {group.name}.\n")

    assert body_with(page, {}) is page.body


def test_as_a_chapter_its_headings_stand_below_the_title_and_have_no_ids(write):
    page = write(HEADER + "## One\n\nWords.\n\n### Two\n\n> ## Danger\n>\n> Call 999.\n")

    assert re.findall(r"</?h\d[^>]*>", as_chapter(page.body)) == [
        '<h3 class="nhsuk-heading-m">',
        "</h3>",
        '<h4 class="nhsuk-heading-s">',
        "</h4>",
        '<h3 class="nhsuk-card__heading nhsuk-heading-m">',
        "</h3>",
    ]


def test_a_section_has_its_pages_in_the_order_of_the_list_and_not_of_the_alphabet(folder):
    section = load_content(folder, {}).sections["legal"]

    assert [page.name for page in section.pages] == ["legal/privacy", "legal/cookies"]
    assert section.checked == date(2026, 3, 1)


def test_the_content_is_as_old_as_its_oldest_page(folder):
    assert load_content(folder, {}).checked == date(2026, 3, 1)


def test_a_page_knows_the_pages_before_and_after_it(folder):
    section = load_content(folder, {}).sections["legal"]
    privacy, cookies = section.pages

    assert neighbours(section, privacy) == (None, cookies)
    assert neighbours(section, cookies) == (privacy, None)


def test_a_page_in_no_section_stops_the_start(folder):
    (folder / "legal" / "lost.md").write_text(HEADER)

    with pytest.raises(PageError, match=r"^sections.toml: no section shows legal/lost$"):
        load_content(folder, {})


def test_a_section_with_a_page_that_is_not_there_stops_the_start(folder):
    (folder / "legal" / "privacy.md").unlink()

    with pytest.raises(PageError, match=r"^sections.toml: there is no 'legal/privacy'$"):
        load_content(folder, {})


def test_a_groups_own_page_takes_the_place_of_ours(folder, tmp_path):
    own = tmp_path / "own" / "legal"
    own.mkdir(parents=True)
    (own / "cookies.md").write_text(HEADER + "Theirs.\n")

    content = load_content(folder, {}, own=own.parent)

    assert content.pages["legal/cookies"].body == "<p>Theirs.</p>\n"
    assert content.pages["legal/privacy"].body == "<p>Ours.</p>\n"


def test_a_group_may_have_sections_of_its_own(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "sections.toml").write_text(SECTIONS.replace('"Law"', '"Rights"'))

    assert load_content(folder, {}, own=own).sections["legal"].title == "Rights"


def test_every_page_of_ours_is_owned_by_a_role_and_checked():
    values = {
        "group": GROUP,
        "contacts": read_contacts(ROOT / "contacts.toml"),
        "cookies": cookies_of({"PERMANENT_SESSION_LIFETIME": date.max - date.min, "SESSION_COOKIE_NAME": "s"}),
        "controller": "The board",
        "recipients": recipients(),
        "kept": (),
        "reply_days": 5,
    }
    content = load_content(CONTENT, values)

    assert list(content.sections) == ["about", "get-involved", "personal-health-budgets", "contact", "legal"]
    assert {page.owner for page in content.pages.values()} == {
        "Co-production lead",
        "Data protection officer",
        "Personal health budgets lead",
        "Safeguarding lead",
    }
    assert all(page.checked <= date.today() for page in content.pages.values())  # noqa: DTZ011 - any day will do
