"""The public information pages: how they are read, and what they hold."""

from datetime import date

import pytest

from config import Settings
from coproduction.site.pages import PageError, load_content, load_pages
from coproduction.site.views.routes import CONTENT

GROUP = Settings.from_environment({"GROUP_NAME": "Our <b>Group</b> & Friends", "GROUP_EMAIL": "us@example.org"}).group
HEADER = "---\ntitle: Cookies\nsummary: What we keep.\nowner: Priya Nair\nchecked: 2026-11-21\n---\n"


@pytest.fixture
def write(tmp_path):
    """Write one page and read the folder it stands in."""

    def _write(text):
        (tmp_path / "cookies.md").write_text(text, encoding="utf-8")
        return load_pages(tmp_path, {"group": GROUP})["cookies"]

    return _write


def test_a_page_has_its_header_and_its_words(write):
    page = write(HEADER + "Write to <{group.email}>.\n")

    assert (page.title, page.summary, page.owner) == ("Cookies", "What we keep.", "Priya Nair")
    assert page.checked == date(2026, 11, 21)
    assert page.body == '<p>Write to <a href="mailto:us@example.org">us@example.org</a>.</p>\n'


def test_a_name_with_signs_in_it_is_shown_as_it_is(write):
    page = write(HEADER + "We are {group.name}.\n")

    assert page.body == "<p>We are Our &lt;b&gt;Group&lt;/b&gt; &amp; Friends.</p>\n"


def test_html_in_a_page_is_text(write):
    assert "<script>" not in write(HEADER + "<script>alert(1)</script>\n").body


def test_lists_headings_and_tables_have_the_look_of_the_nhs(write):
    page = write(HEADER + "## One\n\n- a\n\n| A |\n| --- |\n| b |\n")

    assert '<h2 class="nhsuk-heading-m" id="one">One</h2>' in page.body
    assert '<ul class="nhsuk-list nhsuk-list--bullet">' in page.body
    assert '<th class="nhsuk-table__header" scope="col">A</th>' in page.body


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# No header\n", "cookies.md: the header must stand between two lines of ---"),
        (
            HEADER.replace("owner: Priya Nair\n", ""),
            "cookies.md: the header must have title, summary, owner, checked, in this order, then words or easy read",
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


def test_every_page_of_ours_is_owned_and_checked_and_stands_in_a_section():
    content = load_content(CONTENT, {"group": GROUP})

    assert all(page.owner and page.checked <= date.today() for page in content.pages.values())  # noqa: DTZ011
    assert list(content.sections) == ["about", "get-involved", "personal-health-budgets", "legal"]
