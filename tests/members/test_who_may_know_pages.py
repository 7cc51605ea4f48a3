"""Who may know of each need, when somebody needs so much that it is asked in parts."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.members.forms.questions.sharing import LONGEST_DETAIL, MOST_ON_A_PAGE
from coproduction.members.kinds import NEEDS
from coproduction.members.kinds.needs import OF_COOKS, OF_HOSTS, ONLY_US, SEEN_BY
from coproduction.members.models import ApplicationNeed, ApplicationState, NeedKind, SeenBy
from tests.members.conftest import KEY
from tests.members.test_joining_pages import back_of, states
from tests.members.test_joining_who_may_know import choices_on
from tests.pages import Browser

ASKED = "/join/who-may-know"
CHANGED = "/join/check-answers/who-may-know"
SIXTEEN = [kind for kind in NEEDS if NEEDS[kind].lead_days][:16]
FIRST, LAST = SIXTEEN[0], SIXTEEN[-1]
LATER = "Save and come back later"
WHERE_NEEDS_ARE = 4  # in the task list


def field_of(kind):
    """Return what the field about a need is called."""
    return f"seen_by_{kind.name.lower()}"


def tell(draft, kinds):
    """Let the applicant need these, and nothing else."""
    draft.needs = []
    db.session.flush()
    draft.needs = [ApplicationNeed(kind=kind, detail="", seen_by=SeenBy.COORDINATORS) for kind in kinds]


def take_back(draft, kind):
    """Let the applicant need this no longer."""
    draft.needs = [need for need in draft.needs if need.kind is not kind]


def shared(draft):
    """Return the needs of which others may know than coordinators."""
    return {need.kind: need.seen_by for need in draft.needs if need.seen_by is not SeenBy.COORDINATORS}


@pytest.fixture
def sixteen(draft):
    """A draft of somebody who has told 16 needs, and was not asked yet who may know of them."""
    tell(draft, SIXTEEN)
    draft.passed = [question for question in draft.passed if question != "who-may-know"]
    return draft


def test_who_needs_much_is_asked_in_parts_of_about_the_same_length(stranger, sixteen):
    page = stranger.get(ASKED)

    assert page.heading == "Who may know what you need? (optional)"
    assert page.title.startswith("Who may know what you need? (optional), part 1 of 2 - ")
    assert page.soup.h1.find_next_sibling("p").get_text() == "Part 1 of 2"
    assert ONLY_US in page.text
    assert list(choices_on(page)) == [NEEDS[kind].label for kind in SIXTEEN[:8]]
    assert back_of(page) == "/join/venues"

    page = page.press("Continue", **{field_of(FIRST): "trainers"})
    assert (page.address, page.query) == (ASKED, "part=2")
    assert page.title.startswith("Who may know what you need? (optional), part 2 of 2 - ")
    assert page.soup.h1.find_next_sibling("p").get_text() == "Part 2 of 2"
    assert list(choices_on(page)) == [NEEDS[kind].label for kind in SIXTEEN[8:]]
    assert back_of(page) == ASKED
    assert stranger.get(back_of(page)).values[field_of(FIRST)] == ["trainers"]

    assert page.press("Continue", **{field_of(LAST): "event organisers"}).address == "/join/tasks"
    assert shared(sixteen) == {FIRST: SeenBy.TRAINERS, LAST: SeenBy.ORGANISERS}


def test_it_is_complete_when_the_last_part_is(stranger, sixteen):
    page = stranger.get(ASKED).press("Continue")
    assert states(stranger.get("/join/tasks"))[WHERE_NEEDS_ARE] == ("What you need to take part", "Optional")
    assert stranger.get("/join/tasks").follow("What you need to take part").address == ASKED

    page = page.press("Continue")
    assert states(page)[WHERE_NEEDS_ARE] == ("What you need to take part", "Completed")


@pytest.mark.parametrize("number", [1, MOST_ON_A_PAGE])
def test_as_much_as_a_page_can_hold_is_asked_at_once(stranger, draft, number):
    tell(draft, list(NEEDS)[:number])

    page = stranger.get(ASKED)

    assert len(choices_on(page)) == number
    assert "Part 1" not in page.text
    assert page.title.startswith("Who may know what you need? (optional) - ")
    assert page.press("Continue").address == "/join/tasks"


def test_one_need_more_than_a_page_can_hold_makes_two_parts(stranger, draft):
    tell(draft, list(NEEDS)[: MOST_ON_A_PAGE + 1])

    page = stranger.get(ASKED)

    assert [len(choices_on(each)) for each in (page, page.press("Continue"))] == [4, 5]


@pytest.mark.parametrize(("part", "kind"), [(1, FIRST), (2, LAST)])
def test_whoever_leaves_at_a_part_finds_every_answer_on_another_device(stranger, sixteen, app, part, kind):
    sixteen.needs[1].seen_by = sixteen.needs[14].seen_by = SeenBy.ORGANISERS  # one in each part
    page = stranger.get(f"{ASKED}?part={part}").press(LATER, **{field_of(kind): "trainers"})
    assert page.address == "/join/save"

    elsewhere = Browser(app)
    page = elsewhere.get("/join/return").press("Open my answers", code=KEY).follow("What you need to take part")
    found = page.values | page.press("Continue").values if part == 1 else elsewhere.get(f"{ASKED}?part=2").values

    assert found[field_of(kind)] == ["trainers"]
    assert shared(sixteen) == {kind: SeenBy.TRAINERS, SIXTEEN[1]: SeenBy.ORGANISERS, SIXTEEN[14]: SeenBy.ORGANISERS}


def test_a_change_goes_through_the_parts_and_comes_back_to_the_answers(stranger, sixteen):
    page = stranger.get("/join/check-answers").follow("Change who may know")
    assert (page.address, page.query, back_of(page)) == (CHANGED, "", "/join/check-answers")

    page = page.press("Continue", **{field_of(FIRST): "trainers"})
    assert (page.address, page.query, back_of(page)) == (CHANGED, "part=2", CHANGED)

    page = page.press("Continue", **{field_of(LAST): "trainers"})
    assert page.address == "/join/check-answers"
    [told] = [row[1] for row in page.rows if row[0] == "Who may know"]
    assert told.count(SEEN_BY[SeenBy.TRAINERS]) == 2


def test_a_need_that_is_added_when_answers_are_checked_leads_through_the_parts(stranger, sixteen):
    stranger.get(ASKED).press("Continue").press("Continue")
    assert NeedKind.AAC not in SIXTEEN

    page = stranger.get("/join/check-answers").follow("Change support to talk and listen")
    page = page.press("Continue", kinds=[str(NeedKind.AAC)])
    assert (page.address, page.query) == (CHANGED, "")
    for part in (2, 3):  # there are 17 now
        page = page.press("Continue")
        assert (page.address, page.query) == (CHANGED, f"part={part}")
    assert page.press("Continue").address == "/join/check-answers"


@pytest.mark.parametrize("part", ["0", "3", "-1", "1.5", "two", ""])
def test_a_part_that_there_is_not_is_not_found(stranger, sixteen, part):
    assert stranger.get(f"{ASKED}?part={part}").status == 404
    assert stranger.get(f"{CHANGED}?part={part}").status == 404


def test_a_question_of_one_page_has_no_second_part(stranger, draft):
    assert stranger.get("/join/name?part=2").status == 404
    assert stranger.get(f"{ASKED}?part=2").status == 404


def test_a_part_that_went_on_another_device_in_the_meantime_is_kept_all_the_same(stranger, draft):
    kinds = list(NEEDS)[: MOST_ON_A_PAGE + 1]
    tell(draft, kinds)
    page = stranger.get(f"{ASKED}?part=2")
    take_back(draft, kinds[0])

    assert page.press("Continue", **{field_of(kinds[-1]): "trainers"}).address == "/join/tasks"
    assert shared(draft) == {kinds[-1]: SeenBy.TRAINERS}


def test_a_choice_is_kept_when_its_need_moved_to_another_part_in_the_meantime(stranger, sixteen):
    page = stranger.get(f"{ASKED}?part=2")
    take_back(sixteen, FIRST)
    take_back(sixteen, SIXTEEN[1])
    moved = SIXTEEN[8]

    page.press("Continue", **{field_of(moved): "trainers"})

    assert field_of(moved) in stranger.get(ASKED).values
    assert shared(sixteen) == {moved: SeenBy.TRAINERS}


def test_a_coordinator_who_signs_somebody_up_asks_in_the_same_parts(coordinator, sixteen):
    sixteen.entered_by_id = coordinator.account.id
    with coordinator.client.session_transaction() as session:
        session["application"] = KEY

    page = coordinator.get(ASKED)
    assert page.title.startswith("Who may know what they need? (optional), part 1 of 2 - ")
    page = page.press("Continue", **{field_of(FIRST): "trainers"})
    assert (page.address, page.query) == (ASKED, "part=2")
    page = page.press("Continue", **{field_of(LAST): "trainers"})

    assert page.address == "/join/tasks"
    assert shared(sixteen) == {FIRST: SeenBy.TRAINERS, LAST: SeenBy.TRAINERS}


def test_a_part_is_refused_once_the_answers_were_sent(stranger, sixteen):
    page = stranger.get(ASKED)
    sixteen.state = ApplicationState.SUBMITTED

    assert page.press("Continue", **{field_of(FIRST): "trainers"}).address == "/join/sent"
    assert shared(sixteen) == {}


def test_a_long_detail_is_shortened_where_it_only_reminds(stranger, draft):
    tell(draft, [NeedKind.DIET, NeedKind.EXTRA_TIME, NeedKind.LARGE_PRINT])
    diet, time, print_ = draft.needs
    diet.detail, time.detail, print_.detail = "n" * 2000, "x" * LONGEST_DETAIL, "word " * 40

    hints = {label: hint for label, (hint, _) in choices_on(stranger.get(ASKED)).items()}

    assert hints == {
        "Food and drink": f"{'n' * LONGEST_DETAIL}… {OF_COOKS}",
        "Extra time": f"{'x' * LONGEST_DETAIL}. {OF_HOSTS}",
        "Large print": f"{('word ' * 16).strip()}…",
    }
    assert "n" * 2000 in stranger.get("/join/check-answers").text
