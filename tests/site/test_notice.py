"""The promises of the privacy notice and the cookies page: made of what the software keeps to, and complete."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import String, Text

from contacts import LawfulBasis, Purpose, Supplier
from coproduction.accounts.kinds import LINK_MINUTES
from coproduction.core.audiences import Audience, audience_of
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.actions.supporters import IDLE_DAYS
from coproduction.members.kinds.needs import SEEN_BY
from coproduction.members.kinds.visibility import SIGHTS, Part, Sight
from coproduction.members.models import Grant, SeenBy
from coproduction.members.pages import SHAPES
from coproduction.members.rules import CHAT_MONTHS, DRAFT_DAYS, FORMER_MONTHS
from coproduction.notifications import housekeeping
from coproduction.site import sharing
from coproduction.site.pages import body_with
from coproduction.site.queries.notice import CLEARED, CLEARS_NOTHING, promises_on
from coproduction.site.sharing import recipients
from tests.conftest import NOON

NOTICE = "/legal/privacy"


def rows_under(page, heading):
    """Return the rows of the table that follows the heading."""
    table = page.main.find(["h2", "h3"], string=heading).find_next("table")
    return [[cell.get_text() for cell in row.find_all("td")] for row in table.select("tbody tr")]


def test_everything_that_is_cleared_each_day_is_told_of(noon):
    cleared = {done.what for done in housekeeping.keep_house(clock=lambda: noon)}

    assert set(CLEARED) | CLEARS_NOTHING == cleared


def test_how_long_things_are_kept_follows_the_numbers_of_the_day(noon):
    set_number(LINK_MINUTES, 30, from_day=noon.date(), account_id=None, now=noon)

    def words(day):
        return next(line.how_long for line in promises_on(day).kept if line.what == "A link to sign in")

    assert "for 60 minutes" in words(noon.date() - timedelta(days=1))
    assert "for 30 minutes" in words(noon.date())


@pytest.mark.parametrize(
    ("number", "what", "words"),
    [
        (DRAFT_DAYS, "Answers in the form to join that you have not sent", "or 9 days after your last answer."),
        (CHAT_MONTHS, "Your request for a chat", "9 months. Then we delete it."),
        (FORMER_MONTHS, "Your details as a member", "and 9 months after you leave or die. Then we delete them,"),
        (IDLE_DAYS, "The sign-in of a supporter who no longer supports anybody", "9 days. Then we delete"),
    ],
)
def test_what_we_keep_of_people_who_are_no_members_is_a_number_that_people_set(noon, number, what, words):
    set_number(number, 9, from_day=noon.date(), account_id=None, now=noon)

    [line] = [line.how_long for line in promises_on(noon.date()).kept if line.what.startswith(what)]
    assert line.endswith(words) or words in line


def test_the_notice_shows_the_numbers_of_today(stranger, noon):
    set_number(LINK_MINUTES, 45, from_day=noon.date(), account_id=None, now=noon)

    kept = dict(rows_under(stranger.get(NOTICE), "How long we keep it"))

    assert kept["A link to sign in"].startswith("It works once, for 45 minutes.")
    assert len(kept) == len(CLEARED) + 7


def test_the_notice_says_who_is_responsible_and_who_was(stranger):
    page = stranger.get(NOTICE)

    assert page.text.count("NHS Nottingham and Nottinghamshire Integrated Care Board is responsible") == 1
    assert [row[0] for row in rows_under(page, "Who has been responsible")] == [
        "The start",
        "1 April 2020",
        "1 July 2022",
    ]


def test_every_page_tells_of_a_new_controller_while_that_is_set(app, stranger, browser, monkeypatch):
    old = app.config["SETTINGS"]
    assert stranger.get("/").soup.select(".app-news") == []
    new = replace(old.contacts.controllers[-1], name="The new board", since=NOON.date(), announced_until=NOON.date())
    contacts = replace(old.contacts, controllers=(*old.contacts.controllers, new))
    monkeypatch.setitem(app.config, "SETTINGS", replace(old, contacts=contacts))

    for page in (stranger.get("/"), stranger.get("/easy-read/join"), browser.get("/my-page")):
        [news] = page.soup.select(".app-news p")
        assert news.get_text().startswith("Since 4 January 2027, The new board is responsible for what you tell us.")


def test_the_notice_says_how_to_reach_the_data_protection_officer(stranger):
    page = stranger.get(NOTICE)

    assert page.links["data.protection@example.org"] == "mailto:data.protection@example.org"
    assert "0115 496 0010" in page.text


@pytest.fixture
def notice_with(app):
    """Draw the notice as it stands with other contacts."""
    own = app.extensions["content_values"]["contacts"]

    def _notice_with(**changed):
        values = {**app.extensions["content_values"], "contacts": replace(own, **changed)}
        return BeautifulSoup(body_with(app.extensions["content"].pages["legal/privacy"], values), "html.parser")

    return _notice_with


def test_the_notice_says_why_information_is_used_and_the_reason_in_law_of_each_purpose(app, stranger):
    contacts = app.config["SETTINGS"].contacts
    page = stranger.get(NOTICE)

    assert rows_under(page, "Why we need it") == [[each.what, each.basis] for each in contacts.purposes]
    assert len(contacts.purposes) == 9
    assert [item.get_text() for item in page.main.find(id="why-we-need-it").find_next("ul").find_all("li")] == [
        f"{each.name}: {each.words}" for each in contacts.lawful_bases
    ]


def test_another_purpose_changes_the_notice(notice_with):
    basis = LawfulBasis("Contract", "We agreed it with you.")
    purposes = (Purpose("Send you a birthday card", "Contract"),)
    table = notice_with(lawful_bases=(basis,), purposes=purposes).table

    assert [cell.get_text() for cell in table.select("td")] == ["Send you a birthday card", "Contract"]


NOT_CONFIRMED = "Our data protection officer still has to confirm them."
NOT_DECIDED = "Our data protection officer will confirm our reason for it."


def test_reasons_in_law_that_nobody_confirmed_are_told_as_such(stranger):
    text = stranger.get(NOTICE).text

    assert (text.count(NOT_CONFIRMED), text.count(NOT_DECIDED), text.count("confirmed this on")) == (1, 1, 0)


def test_reasons_in_law_that_were_confirmed_say_when(app, notice_with):
    bases = app.config["SETTINGS"].contacts.lawful_bases
    confirmed = tuple(replace(basis, confirmed=NOON.date()) for basis in bases)
    text = notice_with(lawful_bases=confirmed, health_basis=LawfulBasis("Explicit consent", "You say yes.")).get_text()

    assert (text.count(NOT_CONFIRMED), text.count(NOT_DECIDED)) == (0, 0)
    assert text.count("Our data protection officer confirmed this on 4 January 2027.") == len(bases)
    assert "Our reason in law for it is Explicit consent: You say yes." in text


def test_the_notice_names_every_company_that_works_for_us(app, stranger, notice_with):
    ours = app.config["SETTINGS"].contacts.suppliers
    more = (*ours, Supplier("Quick Letters", "posts our letters", "Ireland"))

    assert rows_under(stranger.get(NOTICE), "Companies that work for us") == [
        [each.who, f"It {each.does}", each.country] for each in ours
    ]
    assert "Quick Letters It posts our letters Ireland" in notice_with(suppliers=more).get_text(" ", strip=True)


def who_sees_on(page):
    """Return, for each who is named under 'Who sees it', the lines of their list."""
    names = [recipient.who for recipient in recipients()]
    return {
        name: [item.get_text() for item in page.main.find("h3", string=name).find_next("ul").find_all("li")]
        for name in names
    }


def test_the_notice_says_who_sees_what_as_our_pages_keep_to_it(stranger):
    told = who_sees_on(stranger.get(NOTICE))
    headings = {part: shape.own_heading for part, shape in SHAPES.items()}

    assert set(told["Our coordinators"]) == {
        *(headings[part] for part, sight in SIGHTS.items() if sight.coordinators),
        "Your form to join",
        "The messages that we send you",
        "What happened with your membership, and why",
        "What you have done as a trainer, and what we said about it",
        "How training that you gave was for you",
        "What we wrote down after talks with you",
        "What we book for you at events, and whether you had what you needed",
        "Which events we think of asking you to, and why",
        "Whether you know somebody who is interviewed, and how you say that a panel went",
        "Who changed what about you, and when",
    }
    assert told["People who read a meeting’s minutes"] == [sharing.ACTIONS]
    own = [headings[part] for part in (Part.PAYMENT, Part.CAPS, Part.OFTEN, Part.STORY)]
    assert told["Only you"] == [*own, sharing.SCORES]
    assert told["People who run meetings, events and training"] == [SEEN_BY[each] for each in SeenBy]
    assert len(told["Your supporters"]) == len(Grant)
    assert told["The safeguarding lead"] == ["Notes about keeping people safe"]


IN_PARTS = {
    "need": Part.NEEDS,
    "supporter": Part.SUPPORTERS,
    "copy_recipient": Part.SUPPORTERS,
    "place": Part.EVENTS,
    "story_sheet": Part.STORY,
}
BESIDE_THEM = {
    "message": "The messages that we send you",
    "membership_move": "What happened with your membership, and why",
    "path_mark": "What you have done as a trainer, and what we said about it",
    "induction_done": "What we wrote down after talks with you",
    "membership_review": "What we wrote down after talks with you",
    "arrangement": "What we book for you at events, and whether you had what you needed",
    "needs_met": "What we book for you at events, and whether you had what you needed",
    "restricted_note": "Notes about keeping people safe",
    "draft_choice": "Which events we think of asking you to, and why",
    "action_point": sharing.ACTIONS,
    "trainer_feedback": "How training that you gave was for you",
    "panel_feedback": "Whether you know somebody who is interviewed, and how you say that a panel went",
    "score": sharing.SCORES,
}
NO_WORDS = {"calendar_feed"}


def test_every_table_with_words_about_a_member_is_told_of(app):
    tables = {
        table.name
        for table in db.metadata.tables.values()
        if "member_id" in table.columns and any(type(column.type) in (String, Text) for column in table.columns)
    }
    told = {line for each in recipients() for line in each.sees}

    assert tables == {*IN_PARTS, *BESIDE_THEM, *NO_WORDS}
    assert {SHAPES[part].own_heading for part in IN_PARTS.values()} | set(BESIDE_THEM.values()) <= told


def test_the_notice_and_my_details_say_that_there_is_more_to_ask_for(stranger, browser):
    assert (
        "You can see most of what we hold about you when you sign in. Ask us for the rest." in stranger.get(NOTICE).text
    )
    assert "This is most of what we hold about you. You can change it at any time." in browser.get("/my-details").text
    assert "Ask us for the rest, such as what we wrote down after talks with you." in browser.get("/my-details").text


def test_what_is_for_the_member_alone_may_be_written_down_for_them(stranger, browser):
    words = "Nobody else sees these, unless a coordinator writes them down for you."
    assert words in stranger.get(NOTICE).text
    assert "A coordinator sees it if they write it down for you." in stranger.get("/easy-read/your-information").text
    assert browser.get("/my-page").links["See most of what we hold about you"] == "/my-details"


def test_the_notice_says_where_details_come_from(stranger):
    heading = stranger.get(NOTICE).main.find("h2", string="Where we got it")

    assert [item.get_text() for item in heading.find_next("ul").find_all("li")] == [
        "you",
        "somebody who helps you, or who filled in the form for you",
        "a list that a group of ours kept before",
        "a member who named you as their supporter, or to ring in an emergency",
        "our coordinators, who write down what you tell them",
    ]


def test_a_part_that_coordinators_may_no_longer_see_leaves_their_list_and_is_the_members_own(monkeypatch):
    monkeypatch.setitem(SIGHTS, Part.REMARKS, Sight(coordinators=False))
    told = {each.who: each.sees for each in recipients()}
    words = SHAPES[Part.REMARKS].own_heading

    assert (words in told["Our coordinators"], words in told["Only you"]) == (False, True)


@pytest.mark.parametrize(
    ("pages", "audience"),
    [
        (("members_staff.list_applications", "members_staff.show_application"), Audience.STAFF),
        (("notifications_staff.list_messages",), Audience.STAFF),
        (("members_staff.list_notes", "members_staff.show_note"), Audience.SAFEGUARDING),
    ],
)
def test_what_stands_beside_the_details_is_for_whom_the_notice_says(app, pages, audience):
    assert {audience_of(app, endpoint) for endpoint in pages} == {audience}
    assert sharing.BESIDES[audience]
