"""What a stranger reads: true names from the settings, links that lead somewhere, sentences that are short."""

import re

import pytest

PAGES = (
    "/",
    "/what-members-do",
    "/contact",
    "/legal/accessibility",
    "/legal/privacy",
    "/legal/cookies",
)
LONGEST_SENTENCE = 20
LAW = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"


def sentences_of(page):
    """Cut the page's main part into sentences: blocks are never one sentence with the next."""
    blocks = page.main.find_all(["p", "li", "h1", "h2", "h3", "dt", "dd", "th", "td"])
    leaves = [block for block in blocks if not block.find(["p", "li", "dd"])]
    for block in leaves:
        words = " ".join(block.get_text(" ").split()).replace(LAW, "Law")
        yield from re.split(r"(?<=[.?!:])\s+", words)


def test_the_home_page_says_what_the_group_is_and_leads_to_joining(stranger):
    page = stranger.get("/")

    assert page.heading == "Help shape health and care in Nottingham and Nottinghamshire"
    assert page.links["Ask to join"] == "/join"
    assert page.links["Sign in"] == "/sign-in"
    assert [heading.get_text() for heading in page.main.find_all("h3")] == [
        "Meet and plan",
        "Train staff",
        "Help choose new staff",
        "Speak up across England",
    ]


def test_each_card_of_the_home_page_leads_to_its_part_of_what_members_do(stranger):
    links = stranger.get("/").links
    parts = {tag["id"] for tag in stranger.get("/what-members-do").main.find_all(id=True)}

    for card, part in {
        "Meet and plan": "meetings",
        "Train staff": "training",
        "Help choose new staff": "panels",
        "Speak up across England": "national",
    }.items():
        assert links[card] == f"/what-members-do#{part}"
        assert part in parts


def test_every_way_to_reach_the_group_stands_on_the_contact_page(stranger):
    page = stranger.get("/contact")

    assert [row[0] for row in page.rows] == ["Phone", "Email", "Letter", "Face to face", "With help"]
    assert page.links["hello@example.org"] == "mailto:hello@example.org"
    assert "Call 999." in page.text


@pytest.mark.parametrize("name", ["accessibility", "privacy", "cookies"])
def test_a_page_of_information_says_when_it_was_checked_and_by_whom(stranger, name):
    page = stranger.get(f"/legal/{name}")

    assert re.search(r"Checked on \d+ \w+ 20\d\d by My Life Choices coordinators\.$", page.text)


def test_a_page_that_is_not_there_is_not_found(stranger):
    assert stranger.get("/legal/nothing").status == 404


def test_the_accessibility_statement_says_what_the_law_asks(stranger):
    page = stranger.get("/legal/accessibility")

    assert [heading.get_text() for heading in page.main.find_all(["h2", "h3"])] == [
        "If you need something in another way",
        "How accessible this site is",
        "Tell us about a problem",
        "If you are not happy with our answer",
        "The technical part",
        "Compliance status",
        "What is not accessible",
        "How we test",
        "About this statement",
    ]
    assert page.links["contact the Equality Advisory and Support Service"] == (
        "https://www.equalityadvisoryservice.com/"
    )


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_somewhere(stranger, path):
    links = stranger.get(path).links.values()

    for address in {link.partition("#")[0] for link in links if link.startswith("/")}:
        assert stranger.fetch(address, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize("path", PAGES)
def test_sentences_are_short(stranger, path):
    long = [words for words in sentences_of(stranger.get(path)) if len(words.split()) > LONGEST_SENTENCE]

    assert long == []


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_costs_no_statement_and_sets_no_cookie(stranger, count_statements, path):
    with count_statements() as statements:
        answer = stranger.fetch(path)

    assert statements == []
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_holds_nothing_that_waits_for_somebody(stranger, path):
    words = stranger.get(path).text.lower()

    assert [sign for sign in ("todo", "lorem", "suffer", "{", "}", "£") if sign in words] == []
