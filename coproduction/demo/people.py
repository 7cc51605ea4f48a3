"""The demonstration group: its coordinators, and who is or was a member. All fictional."""

from __future__ import annotations

from dataclasses import dataclass

from coproduction.demo.histories import Path
from coproduction.demo.plans import (
    CO_TRAINER,
    EQUALITY,
    INTERVIEW_SKILLS,
    LEAD_TRAINER,
    Away,
    Holding,
    Needed,
    Pay,
    Person,
    Standing,
    Supporting,
)
from coproduction.members.kinds.interests import EXPERIENCES
from coproduction.members.models import Grant, Interest, MemberState, NeedKind, PaymentChoice, SeenBy
from coproduction.notifications.models import Channel

MEETINGS, TRAINING = Interest.MEETINGS, Interest.TRAINING
PANELS, NATIONAL = Interest.PANELS, Interest.NATIONAL
TWO_YEARS = 730
READY_FOR_PANELS = (Holding(INTERVIEW_SKILLS, 200, lasts=TWO_YEARS), Holding(EQUALITY, 150, lasts=TWO_YEARS))


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Somebody who works for the group."""

    name: str
    email: str
    is_administrator: bool = False
    is_safeguarding_lead: bool = False


COORDINATORS = (
    Coordinator("Priya Nair", "priya.nair@example.org", is_administrator=True, is_safeguarding_lead=True),
    Coordinator("Tom Hesketh", "tom.hesketh@example.org"),
    Coordinator("Ewa Lis", "ewa.lis@example.org"),
)
PRIYA, TOM, EWA = 1, 2, 3

MEMBERS = (
    Person(
        name="Amara Okafor",
        known_as="Amara",
        area="NG7",
        email="amara.okafor@example.org",
        phone="07700 900101",
        joined_days_ago=2300,
        interests=(MEETINGS, TRAINING, PANELS),
        needs=(
            Needed(NeedKind.STEP_FREE, "Rooms and entrances: I use a power chair.", SeenBy.TRAINERS, review_in=-2),
            Needed(NeedKind.ASSISTANT, "My personal assistant comes with me and sits beside me.", SeenBy.TRAINERS),
            Needed(NeedKind.TAXI, "A taxi that takes a power chair.", SeenBy.COORDINATORS),
        ),
        pay=Pay(PaymentChoice.PAID, monthly=300, ask_first=True),
        holds=(*READY_FOR_PANELS, Holding(CO_TRAINER, 1500), Holding(LEAD_TRAINER, 700)),
    ),
    Person(
        name="Dennis Whitlock",
        known_as="Dennis",
        area="NG18",
        channel=Channel.PHONE,
        phone="0115 496 0102",
        address="2 Example Row, Mansfield NG18",
        joined_days_ago=3000,
        interests=(MEETINGS,),
        contact_times="Mornings",
        needs=(
            Needed(NeedKind.LARGE_PRINT, "24 point, in the post before the meeting.", review_in=-5),
            Needed(NeedKind.CONTACT_PHONE, "Please ring me first. I do not go online.", SeenBy.COORDINATORS),
        ),
        pay=Pay(PaymentChoice.PAID),
    ),
    Person(
        name="Shabana Mirza",
        known_as="Shabana",
        area="NG3",
        email="shabana.mirza@example.org",
        phone="07700 900103",
        joined_days_ago=1600,
        interests=(MEETINGS, TRAINING, NATIONAL),
        availability="Between 10am and 2pm, in term time.",
        needs=(
            Needed(NeedKind.SUPPORT_OTHER, "Somebody to care for my son while I am out, agreed before."),
            Needed(NeedKind.OTHER_LANGUAGE, "Papers in Urdu as well, for my mother."),
        ),
        pay=Pay(PaymentChoice.PAID, weekly=150),
        holds=(Holding(EQUALITY, 300, lasts=TWO_YEARS), Holding(CO_TRAINER, 420)),
    ),
    Person(
        name="Kieran Doyle",
        known_as="Kieran",
        area="NG16",
        email="kieran.doyle@example.org",
        phone="07700 900104",
        state=MemberState.PROBATION,
        joined_days_ago=90,
        interests=(MEETINGS, TRAINING),
        needs=(
            Needed(NeedKind.EASY_READ, "All papers, a week before.", SeenBy.TRAINERS),
            Needed(NeedKind.ASSISTANT, "My supporter Mo comes with me.", SeenBy.TRAINERS),
        ),
        pay=Pay(PaymentChoice.EXPENSES_ONLY),
        supporters=(
            Supporting(
                "Mo Brennan",
                "My support worker",
                "mo.brennan@example.org",
                (Grant.SEE_EVENTS, Grant.ANSWER, Grant.SEE_NEEDS, Grant.GET_COPIES),
                days_ago=80,
            ),
        ),
    ),
    Person(
        name="Ruth Adeyemi-Clarke",
        known_as="Ruth",
        area="NG9",
        channel=Channel.TEXT,
        email="ruth.adeyemi-clarke@example.org",
        phone="07700 900105",
        joined_days_ago=2900,
        interests=(MEETINGS, TRAINING, PANELS),
        needs=(
            Needed(NeedKind.BSL_INTERPRETER, "Two, booked 15 working days before.", SeenBy.TRAINERS),
            Needed(NeedKind.CONTACT_TEXT, "I am deaf, so please do not ring."),
        ),
        pay=Pay(PaymentChoice.PAID),
        most=(1, 3, 2),
        holds=(
            *READY_FOR_PANELS,
            Holding(CO_TRAINER, 1400),
            Holding(LEAD_TRAINER, 500),
            Holding(EXPERIENCES[PANELS], 1100),
        ),
    ),
    Person(
        name="Megan Frost",
        known_as="Megan",
        area="NG1",
        email="megan.frost@example.org",
        phone="07700 900107",
        joined_days_ago=1050,
        interests=(MEETINGS, TRAINING, PANELS, NATIONAL),
        needs=(
            Needed(NeedKind.CONTACT_OTHER, "No phone calls, please.", SeenBy.COORDINATORS),
            Needed(NeedKind.EXTRA_TIME, "The agenda 7 days before."),
            Needed(NeedKind.SUPPORT_OTHER, "My camera stays off online."),
        ),
        pay=Pay(PaymentChoice.PAID),
        holds=(*READY_FOR_PANELS, Holding(CO_TRAINER, 320)),
    ),
    Person(
        name="Harold Pym",
        known_as="Harold",
        area="NG22",
        channel=Channel.LETTER,
        address="8 Example Lane, near Newark NG22",
        state=MemberState.PAUSED,
        joined_days_ago=2600,
        interests=(MEETINGS,),
        travel="There is no bus where I live.",
        needs=(
            Needed(NeedKind.CONTACT_LETTER, "Letters in the post."),
            Needed(NeedKind.SUPPORT_OTHER, "A lift: there is no bus where I live."),
        ),
        pay=Pay(PaymentChoice.CHARITY),
    ),
    Person(
        name="Tunde Balogun",
        known_as="Tunde",
        area="NG5",
        email="tunde.balogun@example.org",
        phone="07700 900110",
        joined_days_ago=2100,
        review_in=12,
        interests=(MEETINGS, PANELS, NATIONAL),
        needs=(Needed(NeedKind.SUPPORT_OTHER, "I may have to drop out late, so please ask a standby as well."),),
        pay=Pay(PaymentChoice.ASK),
        holds=READY_FOR_PANELS,
        away=(Away(60, 10),),
    ),
    Person(
        name="Jo Marsden",
        known_as="Jo",
        area="NG17",
        email="marsden@example.org",
        phone="0115 496 0111",
        joined_days_ago=1300,
        interests=(MEETINGS, TRAINING),
        needs=(Needed(NeedKind.CONTACT_OTHER, "Lee and I share an email address: please say who a message is for."),),
        holds=(Holding(CO_TRAINER, 600),),
    ),
    Person(
        name="Lee Marsden",
        known_as="Lee",
        area="NG17",
        email="marsden@example.org",
        phone="0115 496 0112",
        joined_days_ago=1300,
        interests=(MEETINGS, TRAINING, PANELS),
        holds=(Holding(INTERVIEW_SKILLS, 780, lasts=TWO_YEARS), Holding(EQUALITY, 150, lasts=TWO_YEARS)),
        away=(Away(20, 7),),
    ),
    Person(
        name="Nasreen Begum",
        known_as="Nasreen",
        area="NG2",
        email="nasreen.begum@example.org",
        phone="07700 900112",
        joined_days_ago=1900,
        interests=(MEETINGS, PANELS),
        needs=(Needed(NeedKind.SPEECH_TO_TEXT, "I am hard of hearing."),),
        pay=Pay(PaymentChoice.PAID),
        holds=READY_FOR_PANELS,
    ),
    Person(
        name="Grace Oyelaran",
        known_as="Grace",
        area="NG6",
        email="grace.oyelaran@example.org",
        phone="07700 900113",
        state=MemberState.INDUCTION,
        joined_days_ago=12,
        steps_done=2,
        interests=(MEETINGS, TRAINING),
        needs=(Needed(NeedKind.QUIET_ROOM, "Somewhere quiet to go to for 10 minutes.", SeenBy.TRAINERS),),
    ),
    Person(
        name="Colin Barrow",
        known_as="Colin",
        area="NG10",
        channel=Channel.TEXT,
        phone="07700 900114",
        state=MemberState.LEAVING,
        joined_days_ago=1250,
        leaves_in=18,
        interests=(MEETINGS,),
        needs=(Needed(NeedKind.PARKING, "A space close to the door."),),
    ),
    Person(
        name="Sylvia Marchant",
        known_as="Sylvia",
        area="NG12",
        email="sylvia.marchant@example.org",
        phone="07700 900115",
        state=MemberState.LEFT,
        joined_days_ago=1800,
        leaves_in=-1,
        wants_reference=False,
        interests=(MEETINGS, TRAINING),
    ),
    Person(
        name="Arthur Bellamy",
        known_as="Arthur",
        area="NG13",
        channel=Channel.PHONE,
        phone="0115 496 0116",
        state=MemberState.DIED,
        joined_days_ago=2400,
        interests=(MEETINGS,),
        supporters=(Supporting("Owen Bellamy", "My son", None, (), days_ago=900, phone="07700 900121"),),
    ),
)
FORMER = ("Sylvia", "Arthur")
NUMBER_OF = {person.known_as: number for number, person in enumerate(MEMBERS, start=1)}


def standing(**paths: Path) -> tuple[Standing, ...]:
    """Return the members, by what they are called, with how far their places have come."""
    return tuple(Standing(NUMBER_OF[known_as], path) for known_as, path in paths.items())
