"""Finding a page: what search knows of words, and what it shows."""

import pytest

from coproduction.site.search import Entry, SearchIndex

WHEELS = Entry("/wheels", "Who can have a wheelchair?", "chair", "Some people.", "Ask your nurse about it.")
NURSES = Entry("/nurses", "Who helps", "", "Nurses and others.", "A nurse can tell you about a wheelchair, or a café.")
MONEY = Entry("/money", "Decisions on money", "phb, budget", "Who decides.", "Your <b>team</b> decides.")
INDEX = SearchIndex([WHEELS, NURSES, MONEY])


def addresses(asked):
    return [found.address for found in INDEX.search(asked).pages]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("wheelchair", ["/wheels", "/nurses"]),  # a word in the title weighs more
        ("WHEELCHAIRS", ["/wheels", "/nurses"]),
        ("wheel", ["/wheels", "/nurses"]),
        ("decision", ["/money"]),
        ("cafe", ["/nurses"]),
        ("Café", ["/nurses"]),
        ("phb", ["/money"]),  # what people call it
        ("who can have a nurse", ["/nurses", "/wheels"]),  # small words do not count
        ("nurse wheelchair", ["/nurses", "/wheels"]),
        ("wh", []),  # two letters begin too many words
        ("_", []),
        ("zebra", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_search_finds(asked, found):
    assert sorted(addresses(asked)) == sorted(found)


def test_a_word_in_the_title_comes_before_a_word_in_the_text():
    assert addresses("wheelchair") == ["/wheels", "/nurses"]


def test_when_no_page_has_all_words_those_with_some_are_shown_and_it_says_so():
    results = INDEX.search("wheelchair zebra")

    assert results.is_loose
    assert [found.address for found in results.pages] == ["/wheels", "/nurses"]
    assert not INDEX.search("wheelchair").is_loose


def test_small_words_alone_are_looked_for_as_they_are():
    assert addresses("who") != []


@pytest.mark.parametrize("asked", ['"', "a AND", "title:x", "NEAR(a b)", "*", "(", "-x", "' OR 1=1 --", "a" * 5000])
def test_nothing_that_a_person_types_is_a_command(asked):
    INDEX.search(asked)


def test_the_words_are_marked_and_html_is_text():
    (found,) = INDEX.search("money decides").pages

    assert found.title == "Decisions on <mark>money</mark>"
    assert found.summary == "Who <mark>decides</mark>."
    assert found.snippet == "Your &lt;b&gt;team&lt;/b&gt; <mark>decides</mark>."


def test_a_person_finds_a_page_by_what_they_call_it(stranger):
    page = stranger.get("/search?q=direct+payments")

    assert page.heading == "1 page found for “direct payments”"
    assert next(iter(page.links.items())) == (
        "How is a budget managed?",
        "/personal-health-budgets/three-ways-to-manage-it",
    )


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("easy read", "/easy-read"),
        ("deaf", "/contact/another-format"),
        ("payment", "/get-involved/payment"),
        ("what training changed", "/training/reports"),
        ("impact", "/training/reports"),
    ],
)
def test_what_people_need_most_stands_first(stranger, asked, first):
    assert next(iter(stranger.get(f"/search?q={asked}").main.select("ol a")))["href"] == first


@pytest.mark.parametrize("asked", ["join", "can I join", "sign up", "become a member", "register"])
def test_the_way_to_join_is_found_first(stranger, asked):
    assert next(iter(stranger.get(f"/search?q={asked}").main.select("ol a")))["href"] == "/join"


def test_an_easy_read_page_is_found_and_says_that_it_is_one(stranger):
    page = stranger.get("/search?q=easy+read+co-production")

    assert "/easy-read/co-production" in page.links.values()
    assert "(Easy Read)" in page.text


def test_a_search_that_finds_nothing_helps_on(stranger):
    page = stranger.get("/search?q=zebra")

    assert page.heading == "No pages found for “zebra”"
    assert page.links["Personal health budgets"] == "/personal-health-budgets"
    assert "0115 496 0000" in page.text


def test_an_empty_search_says_how_to_search(stranger):
    page = stranger.get("/search")

    assert page.heading == "Search this site"
    assert "Type what you are looking for" in page.text


def test_what_was_typed_stays_in_the_box_and_is_text(stranger):
    page = stranger.get('/search?q="><script>')

    assert page.soup.find(id="search-field")["value"] == '"><script>'
    assert page.heading == 'No pages found for “"><script>”'


def test_a_search_asks_nothing_of_the_database_and_sets_no_cookie(stranger, count_statements):
    with count_statements() as statements:
        answer = stranger.fetch("/search?q=budget")

    assert statements == []
    assert "Set-Cookie" not in answer.headers
