"""The needs passport in words: its groups in the order asked, each need with its hint, detail and usual lead time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.models import NeedKind, SeenBy

MORE = "What should we know about this?"
WHICH_LANGUAGE = "Which language?"
ONLY_US = (
    "If only coordinators know, the people who run the meeting or make the food are not told. We would ask you first."
)
OF_COOKS = "The people who make the food can only do this if they may know."
OF_HOSTS = "The person who runs the meeting can only do this if they may know."


class NeedWords(NamedTuple):
    """How people meet one need.

    `lead_days` is how many working days it usually takes to arrange; `detail` asks for more about it. With
    `must_say` the detail is the need itself, and cannot be left out. `only_if` says who has to know for it to happen.
    """

    label: str
    lead_days: int = 0
    hint: str = ""
    detail: str = MORE
    must_say: bool = False
    only_if: str = ""


class NeedGroup(NamedTuple):
    """Needs that are asked together. The first four are those of the Accessible Information Standard.

    `slug` stands in addresses, `title` is a noun phrase; `asked` asks the person, `asked_of` asks about them.
    """

    slug: str
    title: str
    asked: str
    asked_of: str
    hint: str
    needs: Mapping[NeedKind, NeedWords]


CONTACT = NeedGroup(
    "ways-of-contact",
    "Ways of contact",
    "Which other ways of contact work for you?",
    "Which other ways of contact work for them?",
    "Tell us if something must be different from what we usually do.",
    {
        NeedKind.CONTACT_EMAIL: NeedWords("Email"),
        NeedKind.CONTACT_TEXT: NeedWords("Text message"),
        NeedKind.CONTACT_PHONE: NeedWords("Phone call", detail="When is a good time, or what should we know?"),
        NeedKind.CONTACT_LETTER: NeedWords("Letter", lead_days=5),
        NeedKind.CONTACT_RELAY: NeedWords("Relay UK or textphone", hint="Somebody types or says the words in between."),
        NeedKind.CONTACT_SUPPORTER: NeedWords(
            "Through a named supporter", detail="Who is it, and how do we reach them?"
        ),
        NeedKind.CONTACT_OTHER: NeedWords("Another way", detail="Which way?", must_say=True),
    },
)
FORMATS = NeedGroup(
    "formats",
    "Formats",
    "How should we write things down for you?",
    "How should we write things down for them?",
    "We send papers in this way, in time to read them.",
    {
        NeedKind.EASY_READ: NeedWords("Easy Read", 10, "Short sentences with pictures."),
        NeedKind.LARGE_PRINT: NeedWords("Large print", 3, detail="Which size? For example, 20 point"),
        NeedKind.BRAILLE: NeedWords("Braille", 10, detail="Which grade?"),
        NeedKind.AUDIO: NeedWords("Audio", 10, "The words read aloud, as a sound file or on a CD."),
        NeedKind.BSL_VIDEO: NeedWords("Video in British Sign Language (BSL)", 20),
        NeedKind.PLAIN_TEXT: NeedWords("Plain-text email", hint="No pictures or layout. It suits some screen readers."),
        NeedKind.COLOURED_PAPER: NeedWords("Coloured paper", 2, detail="Which colour?"),
        NeedKind.OTHER_LANGUAGE: NeedWords("Another language", 10, detail=WHICH_LANGUAGE, must_say=True),
        NeedKind.FORMAT_OTHER: NeedWords("Another format", 10, detail="Which format?", must_say=True),
    },
)
PROFESSIONALS = NeedGroup(
    "communication-professionals",
    "People who help with communication",
    "Who should we book to help you take part?",
    "Who should we book to help them take part?",
    "We book and pay them.",
    {
        NeedKind.BSL_INTERPRETER: NeedWords("British Sign Language (BSL) interpreter", 15),
        NeedKind.SIGN_SUPPORTED_ENGLISH: NeedWords("Sign Supported English interpreter", 15),
        NeedKind.LIPSPEAKER: NeedWords("Lipspeaker", 15, "Repeats the words clearly, without voice."),
        NeedKind.SPEECH_TO_TEXT: NeedWords("Speech-to-text reporter", 15, "Types every word onto a screen."),
        NeedKind.DEAFBLIND_MANUAL: NeedWords("Deafblind manual interpreter", 20, "Spells words onto the hand."),
        NeedKind.NOTE_TAKER: NeedWords("Note-taker", 10),
        NeedKind.ADVOCATE: NeedWords("Advocate", 10, "Helps a person to say what they want."),
        NeedKind.LANGUAGE_INTERPRETER: NeedWords(
            "Interpreter for another language", 10, detail=WHICH_LANGUAGE, must_say=True
        ),
        NeedKind.PROFESSIONAL_OTHER: NeedWords("Somebody else", 15, detail="Who?", must_say=True),
    },
)
COMMUNICATION = NeedGroup(
    "communication-support",
    "Support to talk and listen",
    "What helps you to talk and listen?",
    "What helps them to talk and listen?",
    "We make sure that it happens at each meeting.",
    {
        NeedKind.HEARING_LOOP: NeedWords("Hearing loop", 5),
        NeedKind.LIPREADING: NeedWords(
            "Lipreading", hint="We face the light and speak one at a time.", only_if=OF_HOSTS
        ),
        NeedKind.EXTRA_TIME: NeedWords("Extra time", hint="More time to read, think and answer.", only_if=OF_HOSTS),
        NeedKind.AAC: NeedWords("A communication aid", hint="For example, a device that speaks, or a picture board."),
        NeedKind.ASSISTANT: NeedWords("A personal assistant or supporter who comes too", 5),
        NeedKind.SUPPORT_OTHER: NeedWords("Something else", 5, detail="What helps?", must_say=True),
    },
)
VENUE = NeedGroup(
    "venues",
    "Venues",
    "What do you need at a venue, or so that you can come?",
    "What do they need at a venue, or so that they can come?",
    "A venue is the place where a meeting is held.",
    {
        NeedKind.STEP_FREE: NeedWords("No steps", 10, "A ramp or a lift, and wide doors."),
        NeedKind.CHANGING_PLACES: NeedWords("Changing Places toilet", 10, "A large toilet with a hoist and a bench."),
        NeedKind.PARKING: NeedWords("Parking close by", 5, detail="A Blue Badge space? Anything else?"),
        NeedKind.ASSISTANCE_DOG: NeedWords("Assistance dog", 2, "The dog comes in, and has water and a place outside."),
        NeedKind.QUIET_ROOM: NeedWords("Quiet room", 5, "A room to rest in."),
        NeedKind.LOW_SCENT: NeedWords("No strong smells", 5, "We ask people not to wear perfume."),
        NeedKind.BREAKS: NeedWords("Breaks", detail="How often?", only_if=OF_HOSTS),
        NeedKind.DIET: NeedWords(
            "Food and drink", 3, detail="What can be eaten, and what cannot?", must_say=True, only_if=OF_COOKS
        ),
        NeedKind.VENUE_OTHER: NeedWords("Something else at the venue", 10, detail="What is needed?", must_say=True),
        NeedKind.TAXI: NeedWords("Taxi", 5, "We book it and pay for it.", detail="From where? What kind of car?"),
        NeedKind.REPLACEMENT_CARE: NeedWords(
            "Replacement care", 10, "Somebody looks after the person you care for while you are away."
        ),
    },
)

NEED_GROUPS = (CONTACT, FORMATS, PROFESSIONALS, COMMUNICATION, VENUE)
NEEDS: Mapping[NeedKind, NeedWords] = {kind: words for group in NEED_GROUPS for kind, words in group.needs.items()}

SEEN_BY: Mapping[SeenBy, str] = {
    SeenBy.COORDINATORS: "Coordinators only",
    SeenBy.ORGANISERS: "Coordinators, and people who run meetings and events",
    SeenBy.TRAINERS: "Coordinators, people who run events, and trainers",
}
