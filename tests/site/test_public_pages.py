"""What a stranger reads: true names from the settings, links that lead somewhere, sentences that are short."""

import re
import tomllib

import pytest

from coproduction.site.views.routes import CONTENT

SECTIONS = tomllib.loads((CONTENT / "sections.toml").read_text(encoding="utf-8"))
FORM = "/contact/another-format"  # it keeps a token for the visit, so it is no page for caches
OF_TODAY = ("/legal/privacy", "/legal/accessibility")  # they show numbers that people set
PAGES = tuple(sorted(f"/{file.relative_to(CONTENT).with_suffix('')}" for file in CONTENT.rglob("*.md")))
PLAIN = (
    "/",
    *(page for page in PAGES if page not in (FORM, *OF_TODAY)),
    *(f"/{section}" for section in SECTIONS if f"/{section}" not in PAGES),
)
ON_PAPER = tuple(f"/{section}/print" for section in SECTIONS)
AROUND_JOINING = ("/join", "/join/tasks", "/join/form", "/join/chat", "/join/return", "/easy-read")
SEARCHES = ("/search", "/search?q=budget", "/search?q=zebra")
EVERYTHING = (*PLAIN, *OF_TODAY, FORM, *ON_PAPER, *SEARCHES)
LONGEST_SENTENCE = 20
LAW = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
GIVEN = (
    "NHS Nottingham and Nottinghamshire Integrated Care Board",
    "Nottingham and Nottinghamshire",
    "My Life Choices",
)

# Each question of the public facts, and the page that answers it.
QUESTIONS = {
    "Types of budget?": "personal-health-budgets/types-of-budget",
    "What is a personal health budget?": "personal-health-budgets/what-is-it",
    "What is an integrated personal budget?": "personal-health-budgets/what-is-an-integrated-budget",
    "What is a personal budget?": "personal-health-budgets/what-is-a-personal-budget",
    "What are the benefits?": "personal-health-budgets/what-is-good-about-a-budget",
    "Who decides on a personal health budget?": "personal-health-budgets/who-decides",
    "Who decides on an integrated budget?": "personal-health-budgets/who-decides-on-an-integrated-budget",
    "Who can have a personal health budget?": "personal-health-budgets/who-can-have-one",
    "Who can have an integrated budget?": "personal-health-budgets/who-can-have-an-integrated-budget",
    "What is Continuing Healthcare?": "personal-health-budgets/continuing-healthcare",
    "What is Section 117?": "personal-health-budgets/section-117",
    "What is a care and support plan?": "personal-health-budgets/care-and-support-plan",
    "What makes a good one?": "personal-health-budgets/what-makes-a-good-plan",
    "What should I expect?": "personal-health-budgets/what-to-expect",
    "What can I spend it on?": "personal-health-budgets/what-you-can-spend-it-on",
    "What can't I spend it on?": "personal-health-budgets/what-you-cannot-spend-it-on",
    "How is it managed?": "personal-health-budgets/three-ways-to-manage-it",
    "Does it affect benefits?": "personal-health-budgets/does-it-change-my-benefits",
    "Where is the guidance?": "personal-health-budgets/where-to-read-more",
    "How do I apply or ask?": "personal-health-budgets/how-to-ask",
    "How can I get involved?": "personal-health-budgets/how-can-i-get-involved",
    "What is Integrated Personal Commissioning?": "about/integrated-personal-commissioning",
    "What is co-production?": "about/co-production",
    "Who are My Life Choices?": "about/who-we-are",
    "What has changed?": "about/what-has-changed",
    "Targets?": "about/targets",
    "NHS Assembly?": "about/nhs-assembly",
}


def sentences_of(page):
    """Cut the page's main part into sentences: blocks are never one sentence with the next. A given name is a word."""
    blocks = page.main.find_all(["p", "li", "h1", "h2", "h3", "dt", "dd", "th", "td"])
    leaves = [block for block in blocks if not block.find(["p", "li", "dd", "h2"])]
    for block in leaves:
        words = " ".join(block.get_text(" ").split()).replace(LAW, "Law")
        for name in GIVEN:
            words = words.replace(name, "Name")
        yield from re.split(r"(?<=[.?!:])\s+", words)


def test_the_home_page_says_what_the_group_is_and_leads_to_joining_first(stranger):
    page = stranger.get("/")

    assert page.heading == "Help shape health and care in Nottingham and Nottinghamshire"
    assert next(iter(page.links.items())) == ("Ask to join", "/join")
    assert page.links["Read about us in Easy Read"] == "/easy-read"
    assert page.text.endswith("What we say on this site was checked on 21 November 2026 or later.")
    assert len(page.main.select(".app-pictured > svg[aria-hidden=true]")) == 6
    assert [heading.get_text() for heading in page.main.find_all("h3")] == [
        "Meet and plan",
        "Train staff",
        "Help choose new staff",
        "Speak up across England",
        "What is it?",
        "Who can have one?",
    ]


@pytest.mark.parametrize("name", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_has_a_page_that_its_section_shows(stranger, name):
    page = stranger.get(f"/{name}")
    section = stranger.get(f"/{name.partition('/')[0]}")

    assert page.status == 200
    assert section.links[page.heading] == f"/{name}"


def test_a_page_shows_where_it_stands_and_what_comes_before_and_after(stranger):
    page = stranger.get("/personal-health-budgets/types-of-budget")

    assert [link.get_text() for link in page.soup.select("header [aria-current=page]")] == ["Personal health budgets"]
    assert [here.get_text() for here in page.main.select("[aria-current=page]")] == ["What types of budget are there?"]
    assert [link["href"] for link in page.soup.select(".nhsuk-back-link")] == ["/personal-health-budgets"]
    assert [link["href"] for link in page.main.select(".nhsuk-pagination a")] == [
        "/personal-health-budgets/what-is-it",
        "/personal-health-budgets/what-is-a-personal-budget",
    ]


def test_the_old_address_of_what_members_do_leads_to_the_new_one(stranger):
    answer = stranger.fetch("/what-members-do")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/get-involved/what-members-do")


def test_a_section_on_paper_holds_all_of_its_pages_in_order(stranger):
    page = stranger.get("/get-involved/print")
    titles = [
        stranger.get(f"/get-involved/{name}").heading
        for names in SECTIONS["get-involved"]["pages"].values()
        for name in names
    ]

    assert [heading.get_text() for heading in page.main.select("article > h2:first-child")] == titles
    assert page.text.endswith("Printed from http://localhost/get-involved/print on 4 January 2027.")


def test_a_section_on_paper_begins_with_its_opening_page(stranger):
    page = stranger.get("/contact/print")

    assert [heading.get_text() for heading in page.main.select("article > h2:first-child")] == [
        "Contact us",
        "Ask for another format",
        "Who to tell if somebody is not safe",
    ]
    assert "1 Example Street, Nottingham NG1 0AA" in page.main.article.get_text()


def test_every_way_to_reach_the_group_stands_on_the_contact_page(stranger):
    page = stranger.get("/contact")

    assert [heading.get_text() for heading in page.main.select(".app-content > h2")][:5] == [
        "Phone",
        "Email",
        "Letter",
        "Face to face",
        "With help",
    ]
    assert page.links["hello@example.org"] == "mailto:hello@example.org"
    assert page.links["0115 496 0000"] == "tel:01154960000"
    assert "Call 999." in page.text
    assert page.links["Ask for another format"] == FORM


def test_safety_is_for_the_council_and_never_for_our_forms(stranger):
    page = stranger.get("/contact/not-safe")

    assert page.rows[0] == ["Nottingham City Council: adults", "0115 496 0020"]
    assert len(page.rows) == 4
    assert "Call 999." in page.text
    assert "please do not write it in our forms" in page.text


def test_how_to_complain_says_what_the_law_asks(stranger):
    page = stranger.get("/legal/complain-about-your-information")

    assert "We do this within 30 days." in page.text
    assert page.links["data.protection@example.org"] == "mailto:data.protection@example.org"
    assert page.links["Information Commissioner’s Office"] == "https://ico.org.uk/make-a-complaint/"


@pytest.mark.parametrize("path", [page for page in PAGES if page != "/contact"])
def test_a_page_says_when_it_was_checked_and_by_whom(stranger, path):
    checked = stranger.get(path).main.select("p.nhsuk-u-secondary-text-colour")[-1].get_text()

    assert re.fullmatch(r"Checked on \d+ \w+ 20\d\d by the [A-Z][a-z -]+\.", checked)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_says_when_its_pages_were_checked(stranger, section):
    assert re.search(r"Everything here was checked on \d+ \w+ 20\d\d or later\.", stranger.get(f"/{section}").text)


def test_a_page_that_is_not_there_is_not_found(stranger):
    assert stranger.get("/legal/nothing").status == 404
    assert stranger.get("/nothing/print").status == 404


def test_what_nobody_has_checked_is_not_told_as_a_fact(stranger):
    everything = " ".join(stranger.get(path).text for path in (*PLAIN, *OF_TODAY))

    assert [said for said in ("3 months", "five shifts", "5 shifts", "not count as income") if said in everything] == []
    assert "We are checking the rules" in stranger.get("/personal-health-budgets/does-it-change-my-benefits").text


@pytest.mark.parametrize("path", EVERYTHING)
def test_other_sites_are_told_what_a_page_is(stranger, path):
    page = stranger.get(path)
    said = {tag["property"]: tag["content"] for tag in page.soup.select("meta[property]")}

    assert said["og:title"] == page.heading
    assert len(said["og:description"]) > 10
    assert said["og:url"] == "http://localhost" + path.partition("?")[0]
    assert said["og:site_name"] == "My Life Choices"


@pytest.fixture(scope="module")
def followed():
    """The addresses of links that were followed already, from whichever page, and led somewhere."""
    return set()


@pytest.mark.parametrize("path", EVERYTHING)
def test_links_lead_somewhere(stranger, followed, path):
    links = stranger.get(path).links.values()

    for address in {link.partition("#")[0] for link in links if link.startswith("/")} - followed:
        answer = stranger.fetch(address)
        assert answer.status_code == 200 or answer.headers["Location"].startswith("/easy-read/"), address
        followed.add(address)


@pytest.mark.parametrize("path", [path for path in EVERYTHING if not path.startswith("/search")])
def test_sentences_are_short(stranger, path):
    long = [words for words in sentences_of(stranger.get(path)) if len(words.split()) > LONGEST_SENTENCE]

    assert long == []


@pytest.mark.parametrize("path", PLAIN)
def test_a_public_page_costs_no_statement_and_sets_no_cookie(stranger, count_statements, path):
    with count_statements() as statements:
        answer = stranger.fetch(path)

    assert statements == []
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", [*OF_TODAY, "/legal/print"])
def test_a_page_of_numbers_that_people_set_costs_one_statement_for_each_time_it_is_shown(
    stranger, count_statements, path
):
    with count_statements() as statements:
        answer = stranger.fetch(path)

    assert len(statements) == (1 if path in OF_TODAY else 2)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", [path for path in EVERYTHING if not path.startswith("/search")])
def test_a_public_page_holds_nothing_that_waits_for_somebody(stranger, path):
    words = stranger.get(path).text.lower()

    assert [sign for sign in ("todo", "lorem", "suffer", "{", "}", "£") if sign in words] == []


@pytest.mark.parametrize("path", [path for path in (*EVERYTHING, *AROUND_JOINING) if path not in SEARCHES])
def test_a_page_states_when_it_was_checked(stranger, path):
    assert re.search(r"[Cc]hecked on \d+ \w+ \d{4} (or later|by the )", stranger.get(path).text)


def test_whoever_wants_to_read_more_is_led_to_those_who_wrote_it(stranger):
    links = stranger.get("/personal-health-budgets/where-to-read-more").links

    assert links["NHS England"] == "https://www.england.nhs.uk/personalisedcare/personal-health-budgets/"
    assert links["peoplehub"] == "https://www.peoplehub.org.uk/"
    assert links["Ask us for it"] == "/contact"
