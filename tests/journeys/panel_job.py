"""The steps of the main job that are about a panel: planning, asking, the pack and who knows a candidate."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage

from tests.journeys.people import Person

NEXT_MONTH = date.today() + timedelta(days=40)  # noqa: DTZ011 - the platform's own clock runs, so dates follow it

LATER = NEXT_MONTH + timedelta(days=1)

AMARA = "amara.okafor@example.org"

PANEL = "Interview panel: PHB Lead Nurse, Band 7"


def plans_a_panel_and_asks_who_could_come(coordinator: Person) -> None:
    """A panel whose role requires the qualification; while it is a draft, members are asked if they could come."""
    coordinator.opens("/manage/events").presses("New interview panel")
    coordinator.types(Post="PHB Lead Nurse", Team_that_is_recruiting="Personalised care", Number_of_candidates="4")
    coordinator.picks("Band or grade", "Band 7")
    fills_when_and_where(coordinator, day=LATER.day, month=LATER.month, year=LATER.year)
    coordinator.presses("Save event")
    coordinator.picks("What it requires", "Interview skills").types(Fewest_people="2", Most_people="1")
    coordinator.presses("Save role")
    assert "The most people must not be below the fewest" in coordinator.text
    coordinator.types(Most_people="2").presses("Save role")
    coordinator.opens("/manage/events").follows("Ask when members could take part").presses("Ask about dates")
    coordinator.chooses(PANEL).presses("Continue")
    assert "Draft 1 member is asked." in coordinator.text
    for box, typed in (("Day", NEXT_MONTH.day), ("Month", NEXT_MONTH.month), ("Year", NEXT_MONTH.year)):
        coordinator.page.get_by_label(box, exact=True).fill(str(typed))
    coordinator.presses("Ask these members")
    assert coordinator.heading == "Who could take part"


def publishes_the_panel_and_asks(coordinator: Person) -> None:
    """Who could fill the role, why not the others, what they said, and the offer."""
    coordinator.opens("/manage/events").follows(PANEL).presses("Publish").presses("Publish")
    coordinator.presses("Open the roster")
    assert "Short 0 of 2 held, short of 2" in coordinator.text
    coordinator.presses("Find people for Panel member")
    assert "Said they can" in coordinator.text
    coordinator.presses("Ask Amara Okafor")
    assert "Waiting for an answer" in coordinator.text


def decides_about_a_fee_that_passes_her_limit(amara: Person) -> None:
    """She wants £50 a week at most, and the panel pays £75: she alone reads so, and decides before she says yes."""
    amara.opens("/my-details/payment").chooses("Pay me")
    amara.page.get_by_label("Most I would like to be paid in a week (optional)").fill("50")
    amara.presses("Save").opens("/my-page").follows(PANEL)
    amara.page.get_by_role("link", name="answer").first.click()
    assert "With this, £75 in the week from" in amara.text
    amara.chooses("Yes, I can come").presses("Send my answer")
    assert "Before you say yes, sign in and tell us what to do about the fee" in amara.text
    amara.follows("Say what to do about the fee").chooses("Do not pay me a fee for this one").presses("Continue")
    assert "Saved. Now you can say yes." in amara.text
    assert "£" not in amara.text


def sees_the_roster_fill(coordinator: Person) -> None:
    """The coordinator sees the answer; the roster downloads."""
    coordinator.opens("/manage/events").follows(PANEL).presses("Open the roster")
    assert "Amara Okafor Has the place" in coordinator.text
    assert "Short 1 of 2 held, short of 1" in coordinator.text
    with coordinator.page.expect_download() as downloading:
        coordinator.page.get_by_role("link", name="Download the roster (CSV)").click()
    assert "Panel member,Amara Okafor,Has the place" in downloading.value.path().read_text()


def enters_candidates_and_opens_the_pack(coordinator: Person) -> None:
    """The names go in first, because members say whether they know one; then the pack is written, and opened."""
    coordinator.opens("/manage/events").follows(PANEL).presses("Candidates")
    coordinator.types(Add_names="Robin Ashby\nFarah Siddique").presses("Add and ask members")
    assert "Amara Okafor, Panel member Not answered yet" in coordinator.text
    coordinator.follows("Back to the panel").presses("Pack")
    coordinator.types(Questions="How do you listen?\nWhat would you change?").presses("Save pack")
    coordinator.presses("Open the pack")
    assert "The pack is open. Its members are being told." in coordinator.text


def reads_the_pack_and_scores(amara: Person) -> None:
    """She signs in to see the names, knows nobody, and opens the pack; her score sheet is hers."""
    amara.platform.email(to=AMARA, subject=f"Papers are ready, and one question first: {PANEL}")
    amara.opens("/sign-in").types(Email_address=AMARA).presses("Send me a link")
    amara.opens_link("Sign in as Amara Okafor", to=AMARA, subject="Your link to sign in to My Life Choices").presses(
        "Sign in"
    )
    asked = amara.platform.email(to=AMARA, subject=f"One question: {PANEL}")
    assert "Ashby" not in plain(asked)
    amara.opens(amara.platform.link_in(asked, "Sign in to see the names and answer"))
    answers_about(amara, robin="No", farah="No")
    amara.presses("Papers for the panel").presses("Open the papers")
    assert "What would you change?" in amara.text
    amara.presses("My score sheet").follows("Candidate 1: Robin Ashby")
    amara.picks("Score for question 1", "4").presses("Save")
    assert "Candidate 1: Robin Ashby 1 of 2 questions 4 of 10" in amara.text


def finds_that_she_knows_a_candidate(amara: Person, coordinator: Person) -> None:
    """She says so: nobody asks how, the pack shuts, the place is free, and only the coordinator's page says why."""
    pack = amara.follows("Back").presses("Papers for the panel").path
    amara.follows("Back").follows("Change what I said about the names")
    assert "What would you change?" not in amara.text
    answers_about(amara, robin="Yes")
    assert "We find another member for this panel." in amara.text
    assert amara.context.request.get(pack).status == 404
    thanked = amara.platform.email(to=AMARA, subject=f"We have taken your name off: {PANEL}")
    assert "It does not count against you." in plain(thanked)
    told = amara.platform.email(to="priya@example.org", subject=f"Somebody can no longer come: {PANEL}")
    assert "know" not in plain(told)
    coordinator.opens("/manage/events").follows(PANEL).presses("Candidates")
    assert "so not on this panel: Amara Okafor." in coordinator.text


def answers_about(amara: Person, **knows: str) -> None:
    """Say of candidates, by their first names, whether she knows them."""
    for first, answer in knows.items():
        amara.page.get_by_role("group", name=f"Do you know {first.title()}").get_by_label(answer, exact=True).check()
    amara.presses("Send my answers")


def fills_when_and_where(coordinator: Person, *, day: int, month: int, year: int) -> None:
    """Fill in the date, the times and the place of an event."""
    coordinator.types(Day=str(day), Month=str(month), Year=str(year), Start="10:30am", End="12:30pm")
    coordinator.chooses("Both: people choose")
    coordinator.types(
        **{
            "A venue that is not in the list (optional)": "Example Hall, Nottingham",
            "Link to join online (optional)": "https://example.org/join",
        }
    )


def plain(email: EmailMessage) -> str:
    """Return the plain part of an email."""
    body = email.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())
