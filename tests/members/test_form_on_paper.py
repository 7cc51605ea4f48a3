"""The form to ask to join, on paper: what it asks and says."""

from __future__ import annotations

from coproduction.core.dated_settings import set_number
from coproduction.members.forms.questions import QUESTIONS
from coproduction.members.forms.questions.question import READ_LATER
from coproduction.members.kinds.needs import MORE, NEEDS, ONLY_US, SEEN_BY
from coproduction.members.rules import MONTHS_KEPT


def test_the_form_on_paper_has_every_question(stranger):
    page = stranger.get("/join").follow("Print the form")

    headings = [heading.text for heading in page.soup.main.find_all("h3")]
    assert headings[:3] == ["Who is filling this in?", "Who helps you?", "How do you know each other?"]
    assert [one for one in QUESTIONS if one.asked.title not in headings] == []


def test_the_form_on_paper_asks_once_who_may_know_what_is_needed_and_whether_the_person_agrees(stranger):
    page = stranger.get("/join/form")

    question = page.main.find("h3", string="Who may know what you need?").parent
    assert [box.get_text(strip=True) for box in question.select(".app-paper__boxes li")] == list(SEEN_BY.values())
    assert ONLY_US in question.get_text()
    assert "Different for (write what it is for, and who may know):" in question.get_text()
    assert "The person who asks to join knows that I do this, and agrees" in page.items


def test_the_form_on_paper_explains_each_need_and_asks_for_what_we_must_know_of_it(stranger):
    words = stranger.get("/join/form").main.get_text()
    asked = {need.detail for need in NEEDS.values() if need.detail != MORE}

    assert [
        each for need in NEEDS.values() for each in (need.label, need.hint, need.only_if) if each not in words
    ] == []
    assert [each for each in asked if each not in words] == []
    assert len(stranger.get("/join/form").main.select(".app-paper__boxes .app-paper__line")) == sum(
        need.detail != MORE for need in NEEDS.values()
    )


def test_the_form_on_paper_says_what_the_form_online_says(stranger, draft, noon):
    set_number(MONTHS_KEPT, 9, from_day=noon.date(), account_id=None, now=noon)
    paper, online = stranger.get("/join/form"), stranger.get("/join/check-answers")
    agreed = [item.get_text(" ", strip=True) for item in online.main.select(".app-agreement li")]

    assert len(agreed) == 7
    assert [item.get_text(" ", strip=True) for item in paper.main.select(".app-agreement li")] == agreed
    assert READ_LATER in paper.text
    [why] = {page.main.select_one(".app-use").get_text(" ", strip=True) for page in (paper, stranger.get("/join"))}
    assert why.startswith("The group’s coordinators see your answers.")
    assert "If you do not become a member, we delete them 9 months after our answer." in paper.text
    assert "Ask us for our privacy notice on paper" in paper.text
