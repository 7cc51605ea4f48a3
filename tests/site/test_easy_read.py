"""The Easy Read pages: what they hold, and how a slip is found."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup

from config import ROOT, Settings
from coproduction import create_app
from coproduction.core import clock
from coproduction.site.easy_read import load_easy_pages, load_pictures, standard_pages
from coproduction.site.pages import PageError
from coproduction.site.views.easy_read import FOLDER, PICTURES
from tests.databases import settings_for_tests

STATIC = Path(__file__).parents[2] / "coproduction" / "static"
DRAWN = load_pictures([PICTURES])
GROUP = Settings.from_environment({"GROUP_NAME": "Our <b>Group</b> & Friends"}).group
HEADER = "---\ntitle: Join\nsummary: How to.\nowner: Priya Nair\nchecked: 2026-11-21\nstandard: /join\n---\n"
NAMES = ("who-we-are", "co-production", "get-involved", "join", "personal-health-budget", "your-information")
PATHS = tuple(f"/easy-read/{name}" for name in NAMES)
LIGHT_PAGE = 60_000  # bytes on the wire, with CSS, script and pictures
LIGHT_PICTURE = 1_500
SETTINGS = Settings.from_environment({})
BOARD = "NHS Nottingham and Nottinghamshire Integrated Care Board"
VALUES = {"group": SETTINGS.group, "contacts": SETTINGS.contacts, "controller": BOARD}
ONES_IN_FULL = load_easy_pages([FOLDER], DRAWN, VALUES)
IDEAS = [(page.name, idea) for page in ONES_IN_FULL.values() for part in page.parts for idea in part.ideas]


@pytest.fixture
def write(tmp_path):
    """Write one page and read the folder it stands in."""

    def _write(text):
        (tmp_path / "join.md").write_text(text, encoding="utf-8")
        (tmp_path / "order.toml").write_text('pages = ["join"]')
        return load_easy_pages([tmp_path], DRAWN, {"group": GROUP})["join"]

    return _write


def as_parsed(drawing):
    return str(BeautifulSoup(drawing, "html.parser"))


def words_in(sentence):
    return BeautifulSoup(sentence, "html.parser").get_text()


def test_a_page_has_headings_and_under_them_ideas_with_a_picture_and_sentences(write):
    page = write(HEADER + "\n## Ask us\n\nphone: Ring **us**.\n  It is free.\n\nform: Fill it in.\n")

    assert (page.title, page.owner, page.checked, page.standard) == ("Join", "Priya Nair", date(2026, 11, 21), "/join")
    assert [(part.heading, [(idea.picture, idea.sentences) for idea in part.ideas]) for part in page.parts] == [
        ("Ask us", [("phone", ("Ring <strong>us</strong>.", "It is free.")), ("form", ("Fill it in.",))])
    ]
    assert page.text == "Ring us. It is free. Fill it in."


def test_a_name_counts_as_one_word_and_shows_as_it_is(write):
    page = write(
        HEADER + "## A\n\ngroup: One two three four five six seven eight nine ten eleven twelve {group.name}.\n"
    )

    assert page.parts[0].ideas[0].sentences[0].endswith("twelve Our &lt;b&gt;Group&lt;/b&gt; &amp; Friends.")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("## A\n\nunicorn: Ring us.\n", "there is no picture 'unicorn'"),
        ("## A\n", "nothing stands under the heading 'A'"),
        ("phone: Ring us.\n", "'phone: Ring us.' is neither '## heading', nor 'picture: sentence', nor a sentence set"),
        ("## A\n\nphone: Ring us\n", "'Ring us' is not one sentence"),
        ("## A\n\nphone: Ring us. Or write.\n", "'Ring us. Or write.' is not one sentence"),
        ("## A\n\nphone: Ring us on {group.fax}.\n", "'Group' object has no attribute 'fax'"),
        (
            "## A\n\nphone: Ring us.\n  a b c d e f g h i j k l m n o.\n",
            "'a b c d e f g h i j k l m n o.' has 15 words",
        ),
    ],
)
def test_a_slip_stops_the_start_and_says_where(write, body, fault):
    with pytest.raises(PageError, match=re.escape(f"easy-read/join.md: {fault}")):
        write(HEADER + body)


def test_a_header_that_is_not_complete_stops_the_start(write):
    with pytest.raises(PageError, match="the header must have title, summary, owner, checked, standard"):
        write(HEADER.replace("owner: Priya Nair\n", ""))


def test_a_header_line_without_a_name_stops_the_start(write):
    with pytest.raises(PageError, match=r"the header line 'owner Priya Nair' is not 'name: value'"):
        write(HEADER.replace("owner: ", "owner "))


def test_a_page_without_a_place_in_the_order_stops_the_start(write, tmp_path):
    (tmp_path / "lost.md").write_text(HEADER + "## A\n\nphone: Ring us.\n")

    with pytest.raises(PageError, match=r"^easy-read/order.toml: these differ: lost$"):
        write(HEADER + "## A\n\nphone: Ring us.\n")


def test_a_groups_own_page_and_drawing_take_the_place_of_ours(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "phone.svg").write_text('<svg viewBox="0 0 1 1"></svg>')
    (tmp_path / "join.md").write_text(HEADER + "## Theirs\n\nphone: Ring them.\n")
    pictures = load_pictures([PICTURES, tmp_path / "pictures"])

    pages = load_easy_pages([FOLDER, tmp_path], pictures, VALUES)

    assert tuple(pages) == NAMES
    assert pages["join"].parts[0].heading == "Theirs"
    assert pages["join"].drawing == '<svg aria-hidden="true" focusable="false" viewBox="0 0 1 1"></svg>'


def test_the_six_pages_that_a_stranger_needs_most_are_there():
    assert tuple(ONES_IN_FULL) == NAMES
    assert all(page.owner and page.checked <= date.today() for page in ONES_IN_FULL.values())  # noqa: DTZ011


@pytest.mark.parametrize(("name", "idea"), IDEAS)
def test_every_sentence_is_short_with_the_groups_own_names_in_it(name, idea):
    ours = Settings.from_environment({}).group
    for sentence in map(words_in, idea.sentences):
        plain = sentence.replace(ours.organisation, "Us").replace(ours.address, "here").replace(ours.area, "here")
        assert len(plain.split()) < 15, plain


def test_a_hard_word_is_explained_in_its_own_sentence_or_the_next():
    for name, idea in IDEAS:
        for position, sentence in enumerate(idea.sentences):
            for word in BeautifulSoup(sentence, "html.parser").find_all("strong"):
                rest = " ".join(map(words_in, idea.sentences[position:]))
                assert re.search(r"\b(means?|is|are|It says|changes)\b", rest), (name, word.get_text(), rest)


def test_every_picture_is_used():
    used = {idea.picture for _, idea in IDEAS}

    assert {file.stem for file in PICTURES.iterdir()} == used


def test_pictures_are_ours_alone_and_light():
    for file in PICTURES.glob("*.svg"):
        drawing = file.read_text()
        assert drawing.startswith(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="150" height="150">'
        ), file.name
        assert re.findall(r"<(?:script|style|image|text|use|foreignObject)|href=|url\(|currentColor", drawing) == []
        assert len(brotli.compress(file.read_bytes())) < LIGHT_PICTURE, file.name


@pytest.mark.parametrize("name", NAMES)
def test_other_sites_are_told_what_an_easy_read_page_is_and_it_has_the_search(stranger, name):
    page = stranger.get(f"/easy-read/{name}")
    said = {tag["property"]: tag["content"] for tag in page.soup.select("meta[property]")}

    assert said["og:title"] == f"{page.heading} (Easy Read)"
    assert said["og:url"] == f"http://localhost/easy-read/{name}"
    assert page.soup.find(id="search-field") is not None
    assert re.search(r"Checked on \d+ \w+ 20\d\d by the [A-Z][a-z -]+\.$", page.text)


@pytest.mark.parametrize("name", NAMES)
def test_beside_every_idea_stands_its_picture_which_a_screen_reader_passes_by(stranger, name):
    page = stranger.get(f"/easy-read/{name}")
    shown = [
        (str(idea.svg), idea.svg["aria-hidden"], [line.get_text() for line in idea.find_all("p")])
        for idea in page.main.select(".app-idea")
    ]

    assert shown == [
        (as_parsed(DRAWN[idea.picture]), "true", [words_in(sentence) for sentence in idea.sentences])
        for owner, idea in IDEAS
        if owner == name
    ]


@pytest.mark.parametrize("path", [*PATHS, "/easy-read"])
def test_an_easy_read_page_is_light_with_all_that_it_asks_for(stranger, path):
    page = stranger.get(path)
    asked = {tag.get("src") or tag.get("href") for tag in page.soup.select("[src], link[rel]")}
    files = {address.partition("?")[0].removeprefix("/static/") for address in asked}
    files.add("nhsuk/10.6.1/nhsuk-frontend.min.js")  # app.js asks for it
    weight = sum(len(brotli.compress((STATIC / file).read_bytes())) for file in files)

    assert weight + len(brotli.compress(page.html.encode())) < LIGHT_PAGE


@pytest.mark.parametrize("path", [*PATHS, "/easy-read"])
def test_an_easy_read_page_costs_no_statement_and_is_the_same_for_everybody(stranger, count_statements, path):
    with count_statements() as statements:
        answer = stranger.fetch(path)

    assert (statements, "Set-Cookie" in answer.headers, "no-store" in answer.headers.get("Cache-Control", "")) == (
        [],
        False,
        False,
    )


@pytest.mark.parametrize("path", [*PATHS, "/easy-read"])
def test_links_lead_somewhere(stranger, path):
    for address in stranger.get(path).links.values():
        if address.startswith("/"):
            assert stranger.get(address.partition("#")[0]).status == 200, address


@pytest.mark.parametrize("page", ONES_IN_FULL.values(), ids=NAMES)
def test_a_page_and_its_easy_read_version_lead_to_each_other(stranger, page):
    standard = stranger.get(page.standard)
    assert standard.status == 200

    easy = standard.follow("Easy Read")
    assert (easy.address, easy.heading) == (f"/easy-read/{page.name}", page.title)

    assert easy.follow("Standard version").address == page.standard


def test_the_list_shows_all_and_choosing_there_is_a_choice(stranger):
    page = stranger.get("/easy-read")
    assert [heading.get_text() for heading in page.main.find_all("h2")] == [
        each.title for each in ONES_IN_FULL.values()
    ]

    page.follow("Ask to join")

    assert stranger.get("/join").address == "/easy-read/join"


def test_each_standard_address_has_one_easy_read_version():
    assert {address: page.name for address, page in standard_pages(ONES_IN_FULL.values()).items()} == {
        "/about/who-we-are": "who-we-are",
        "/about/co-production": "co-production",
        "/get-involved/get-involved": "get-involved",
        "/join": "join",
        "/personal-health-budgets/what-is-it": "personal-health-budget",
        "/legal/privacy": "your-information",
    }


def test_a_groups_own_folder_holds_easy_read_pages_and_a_new_controller_takes_over_on_the_day(tmp_path, monkeypatch):
    own, contacts = tmp_path / "own", tmp_path / "contacts.toml"
    (own / "easy-read").mkdir(parents=True)
    (own / "easy-read" / "join.md").write_text(HEADER + "## Theirs\n\nphone: Ring them.\n")
    contacts.write_text(
        (ROOT / "contacts.toml")
        .read_text()
        .replace(
            "[data_protection_officer]",
            '[[controllers]]\nname = "The new board"\nsince = 2027-04-01\n\n[data_protection_officer]',
        )
    )
    app = create_app(settings_for_tests(tmp_path, CONTENT_FOLDER=str(own), CONTACTS_FILE=str(contacts)))

    def shown(path):
        return app.test_client().get(path).get_data(as_text=True)

    assert "Ring them." in shown("/easy-read/join")
    assert f"{BOARD} must look after it." in shown("/easy-read/your-information")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 4, 1, 9, tzinfo=UTC))
    assert "The new board must look after it." in shown("/easy-read/your-information")
