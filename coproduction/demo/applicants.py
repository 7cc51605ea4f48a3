"""Who has asked to join, who would like to talk first, and whom a coordinator signs up on the phone. All fictional."""

from __future__ import annotations

from dataclasses import dataclass

from coproduction.demo.people import MEETINGS, PANELS, TOM, TRAINING
from coproduction.members.kinds import Connection
from coproduction.members.models import ApplicationState, Interest, NeedKind
from coproduction.notifications.models import Channel


@dataclass(frozen=True, slots=True)
class Turn:
    """What we did about an application so many days ago: what we told the person, and when we look at it again."""

    to: ApplicationState
    said: str
    days_ago: int
    look_again_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody who asked to join so many days ago, and what we have done about it since, if anything."""

    name: str
    known_as: str
    area: str
    channel: Channel
    email: str | None
    phone: str
    connection: Connection
    interests: tuple[Interest, ...]
    needs: tuple[tuple[NeedKind, str], ...]
    about: str
    days_ago: int
    contact_times: str | None = None
    availability: str | None = None
    travel: str | None = None
    heard_from: str | None = None
    supporter: str | None = None  # a daughter, in this group
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody for whom a coordinator began to fill in the questions on the phone, so many days ago."""

    name: str
    days_ago: int
    by_id: int


@dataclass(frozen=True, slots=True)
class Chat:
    """Somebody who would like to talk before they ask to join, and asked so many days ago."""

    name: str
    phone: str
    times: str
    about: str
    days_ago: int


APPLICANTS = (
    Applicant(
        name="Piotr Zielinski",
        known_as="Piotr",
        area="NG24",
        channel=Channel.EMAIL,
        email="piotr.zielinski@example.org",
        phone="07700 900106",
        connection=Connection.USES,
        interests=(MEETINGS, PANELS),
        needs=((NeedKind.OTHER_LANGUAGE, "Polish"), (NeedKind.BREAKS, "Every 45 minutes")),
        about="I would like letters from hospitals to be easier to read.",
        availability="Weekdays. I must be home by 5pm.",
        travel="By bus, in and around Newark.",
        heard_from="A poster at the library",
        days_ago=6,
    ),
    Applicant(
        name="Selin Kaya",
        known_as="Selin",
        area="NG8",
        channel=Channel.PHONE,
        email=None,
        phone="0115 496 0109",
        connection=Connection.BOTH,
        interests=(MEETINGS,),
        needs=(
            (NeedKind.LANGUAGE_INTERPRETER, "Turkish"),
            (NeedKind.EXTRA_TIME, "I get very tired, so 60 minutes at most."),
        ),
        about="I want carers to be asked earlier.",
        contact_times="In the morning",
        travel="From home, by phone",
        heard_from="My daughter found you",
        supporter="Defne Kaya",
        days_ago=2,
    ),
    Applicant(
        name="Bernadette Quill",
        known_as="Bernadette",
        area="NG11",
        channel=Channel.EMAIL,
        email="bernadette.quill@example.org",
        phone="07700 900117",
        connection=Connection.CARES,
        interests=(TRAINING,),
        needs=((NeedKind.HEARING_LOOP, ""),),
        about="I care for my brother, and I have taught for 30 years.",
        days_ago=11,
        turn=Turn(
            ApplicationState.MORE_INFORMATION,
            "Which days of the week can you come to training? And does somebody care for your brother then?",
            days_ago=8,
            look_again_in=6,
        ),
    ),
    Applicant(
        name="Winston Clarke",
        known_as="Winston",
        area="NG4",
        channel=Channel.EMAIL,
        email="winston.clarke@example.org",
        phone="07700 900118",
        connection=Connection.USES,
        interests=(MEETINGS, TRAINING),
        needs=((NeedKind.STEP_FREE, ""),),
        about="I have had a personal health budget for a year, and it changed my life.",
        days_ago=9,
        turn=Turn(
            ApplicationState.CHAT_OFFERED,
            "Shall I ring you one morning next week? Any time from 10am suits me.",
            days_ago=5,
            look_again_in=2,
        ),
    ),
    Applicant(
        name="Agnes Holroyd",
        known_as="Agnes",
        area="NG20",
        channel=Channel.EMAIL,
        email="agnes.holroyd@example.org",
        phone="07700 900119",
        connection=Connection.USES,
        interests=(PANELS,),
        needs=(),
        about="I was a shop steward. I know how to ask questions.",
        days_ago=40,
        turn=Turn(
            ApplicationState.WAITING_LIST,
            "We train people for interview panels twice a year. The next course is full.",
            days_ago=33,
            look_again_in=27,
        ),
    ),
)
SIGN_UPS = (SignUp("Kofi Mensah", days_ago=1, by_id=TOM),)
CHATS = (
    Chat(
        "Maureen Tull",
        "0115 496 0120",
        "After 2pm",
        "I saw your poster. I would like to know what people do in the group before I fill anything in.",
        days_ago=1,
    ),
)
