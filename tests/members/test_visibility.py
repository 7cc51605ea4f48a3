"""“Who can see this about me?” says what is true: what it says is held against what each person's pages show."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.database import db
from coproduction.members.kinds.visibility import SIGHTS, Part, parts_shown, who_sees
from coproduction.members.models import Grant, Interest, PaymentChoice, PaymentPreference, TurnLimits
from coproduction.members.pages import SHAPES
from tests.factories import (
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    QualificationFactory,
    SupporterFactory,
)
from tests.pages import Browser

# Words that stand for each part on whatever page shows it.
MARKS = {
    Part.NAME: "Zebedee",
    Part.CONTACT: "0115 496 0777",
    Part.AREA: "Sneinton",
    Part.INTERESTS: "Training for staff",
    Part.TRAVEL: "only by tram",
    Part.EMERGENCY: "Aunt Dot",
    Part.AWAY: "3 March 2027",
    Part.NEEDS: "24 point, bold",
    Part.QUALIFICATIONS: "Signing choir",
    Part.CAPS: "£4,321",
    Part.OFTEN: "Most times in a month 29",
    Part.PAYMENT: "Give my fee to a charity",
    Part.SUPPORTERS: "Mo Farrow",
    Part.REMARKS: "knows the mayor",
}


@pytest.fixture
def zebedee():
    """A member with something in every part."""
    member = MemberFactory(
        known_as="Zebedee",
        phone="0115 496 0777",
        area="Sneinton",
        travel="only by tram",
        emergency_contact="Aunt Dot",
        remarks="knows the mayor",
        interested_in=[Interest.TRAINING],
    )
    AwayDateFactory(member=member, starts_on=date(2027, 3, 3), ends_on=date(2027, 3, 3))
    NeedFactory(member=member, detail="24 point, bold")
    HeldQualificationFactory(member=member, qualification=QualificationFactory(name="Signing choir"))
    db.session.add(PaymentPreference(member_id=member.id, choice=PaymentChoice.CHARITY, weekly_cap=4321))
    db.session.add(TurnLimits(member_id=member.id, monthly=29))
    SupporterFactory(member=member, name="Mo Farrow")
    return member


def seen_on(page):
    return {part for part, mark in MARKS.items() if mark in page.text}


def test_the_member_sees_every_part_and_who_can_see_it(app, zebedee):
    browser = Browser(app)
    browser.sign_in(zebedee.account)

    page = browser.get("/my-details")

    assert seen_on(page) == set(MARKS)
    said = {
        heading["id"]: group.select(".app-who")[0].get_text()
        for group in page.main.select(".app-seen-by")
        for heading in group.select("h2")
    }
    helped = [("Mo Farrow", ())]
    assert said == {part: f"Who can see this about me? {who_sees(part, helped)}" for part in SHAPES}


def test_coordinators_see_the_parts_that_the_table_says_and_no_others(coordinator, zebedee):
    page = coordinator.get(f"/members/{zebedee.id}")

    assert seen_on(page) == {part for part in MARKS if SIGHTS[part].coordinators}


@pytest.mark.parametrize("grant", [None, *Grant])
def test_a_supporter_sees_the_parts_that_the_table_says_and_no_others(app, zebedee, grant):
    grants = [grant] if grant else []
    supporter = SupporterFactory(member=zebedee, name="Helper", may=grants)
    browser = Browser(app)
    browser.sign_in(supporter.account)

    page = browser.get(f"/supporting/{supporter.id}")

    assert seen_on(page) == set(MARKS) & parts_shown(grants)


@pytest.mark.parametrize(
    ("part", "supporters", "words"),
    [
        (Part.CAPS, [("Mo", Grant)], "Only you."),
        (Part.PAYMENT, [("Mo", Grant)], "Only you. Coordinators see only whether to ask you first."),
        (Part.AREA, [], "You and coordinators."),
        (Part.AREA, [("Mo", [Grant.SEE_NEEDS])], "You and coordinators."),
        (Part.AREA, [("Mo", [Grant.SEE_DETAILS])], "You, coordinators and Mo."),
        (Part.NAME, [("Mo", []), ("Ada", [])], "You, coordinators, Mo and Ada."),
    ],
)
def test_who_sees_a_part_in_words(part, supporters, words):
    assert who_sees(part, supporters) == words


def test_no_grant_shows_payment_limits_or_other_supporters():
    assert not parts_shown(Grant) & {Part.PAYMENT, Part.CAPS, Part.OFTEN, Part.SUPPORTERS, Part.HISTORY}
