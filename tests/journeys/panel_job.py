"""The steps of the main job that are about a panel: planning it, asking members, and its roster."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage

from tests.journeys.passer import lines_of
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


def sees_the_roster_fill(coordinator: Person) -> None:
    """The coordinator sees the answer; the roster downloads."""
    coordinator.opens("/manage/events").follows(PANEL).presses("Open the roster")
    [hers] = [row for row in lines_of(coordinator, "tr") if "Amara Okafor" in row]
    assert "Has the place" in hers
    assert "Short 1 of 2 held, short of 1" in coordinator.text
    with coordinator.page.expect_download() as downloading:
        coordinator.page.get_by_role("link", name="Download the roster (CSV)").click()
    assert "Panel member,Amara Okafor,Has the place" in downloading.value.path().read_text()


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
