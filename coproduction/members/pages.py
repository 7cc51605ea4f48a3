"""What we hold about a member as they and their supporters read it: sections of lines, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from coproduction.core.dates import uk_short_date
from coproduction.members.kinds import APPLICANT_TOLD, CHANNELS, INTERESTS, Told
from coproduction.members.kinds.joining import CONSENT_WAYS, OTHERS_TOLD
from coproduction.members.kinds.needs import NEEDS, SEEN_BY
from coproduction.members.kinds.payments import CHOICES
from coproduction.members.kinds.supporters import allowed_of, allowed_to
from coproduction.members.kinds.visibility import Part, who_sees
from coproduction.members.models import (
    Application,
    AwayDate,
    ConsentWay,
    HeldQualification,
    Interest,
    Member,
    Need,
    SeenBy,
    Supporter,
    TurnLimits,
)
from coproduction.members.queries.parts import Caps, Parts, Payment
from coproduction.members.queries.payments import PaymentSeen
from coproduction.members.rules import applicant_of, speaks_of_them, tells_us_payment

NOT_TOLD = "Not told us yet"
YES_OR_NO = {True: "Yes", False: "No"}


class Line(NamedTuple):
    """One line: what it is, and what we hold."""

    label: str
    words: str


class Section(NamedTuple):
    """One part of what we hold, under a heading. `empty` is what to say when there are no lines."""

    part: Part
    heading: str
    lines: list[Line]
    empty: str


class Group(NamedTuple):
    """Parts that the same people can see, one after the other: who that is in words, and the parts."""

    who: str
    sections: list[Section]


class Shape(NamedTuple):
    """How a part is written: its heading for the member and for others, its lines, and what to say without any."""

    own_heading: str
    heading: str
    lines: Callable[[Any], list[Line]]
    empty: str = "Nothing yet."


class NeedCard(NamedTuple):
    """One need on the page of needs: what it is, who may see it, and whether it is to be looked at again."""

    id: int
    label: str
    detail: str
    seen_by: str
    only_if: str
    lead: str
    checked: str
    is_due: bool


class SupporterCard(NamedTuple):
    """One supporter on the page of supporters."""

    id: int
    name: str
    relation: str
    reached_by: str
    allowed: list[str]
    consent: str


def told_on_sending(application: Application) -> Told:
    """Return what whoever sent the answers reads: what comes straight away, and how the applicant gets ours."""
    told = OTHERS_TOLD if speaks_of_them(application) else APPLICANT_TOLD
    return told[applicant_of(application).channel]


def need_cards(needs: Sequence[Need], *, today: date) -> list[NeedCard]:
    """Return the needs as they are drawn."""
    return [
        NeedCard(
            id=need.id,
            label=NEEDS[need.kind].label,
            detail=need.detail,
            seen_by=SEEN_BY[need.seen_by],
            only_if=NEEDS[need.kind].only_if if need.seen_by is SeenBy.COORDINATORS else "",
            lead=f"{need.lead_days} working day{'s' if need.lead_days > 1 else ''} before" if need.lead_days else "",
            checked=uk_short_date(need.confirmed_at or need.recorded_at),
            is_due=need.review_on <= today,
        )
        for need in needs
    ]


def supporter_cards(supporters: Sequence[Supporter], name: str | None) -> list[SupporterCard]:
    """Return the supporters as they are drawn, for the member themselves, or of a member of that name."""
    return [
        SupporterCard(
            id=supporter.id,
            name=supporter.name,
            relation=supporter.relation,
            reached_by=", ".join(filter(None, (supporter.email, supporter.phone))),
            allowed=allowed_of(supporter, name) if name else allowed_to(supporter),
            consent=_consent(supporter),
        )
        for supporter in supporters
    ]


def _consent(supporter: Supporter) -> str:
    if supporter.consent_way is None or supporter.consent_on is None or supporter.consent_by is None:
        return ""
    agreed = f"Agreed {supporter.consent_way.value} on {uk_short_date(supporter.consent_on)}"
    return f"{agreed}, says {supporter.consent_by.name}"


def sections_of(parts: Parts) -> list[Section]:
    """Return these parts in the order of the page, and no others."""
    return [
        Section(part, shape.heading, shape.lines(parts[part]), shape.empty)
        for part, shape in SHAPES.items()
        if part in parts
    ]


def own_groups(parts: Parts) -> list[Group]:
    """Return everything for the member themselves, in groups by who can see it."""
    supporters = [
        (supporter.name, [grant.allowed for grant in supporter.grants]) for supporter in parts[Part.SUPPORTERS]
    ]
    sections = [section._replace(heading=SHAPES[section.part].own_heading) for section in sections_of(parts)]
    return [
        Group(who, list(seen))
        for who, seen in groupby(sections, key=lambda section: who_sees(section.part, supporters))
    ]


def _columns(labels: Mapping[str, str], words: Mapping[str, Callable[[Any], str]]) -> Callable[[Any], list[Line]]:
    def lines(held: Mapping[str, Any]) -> list[Line]:
        return [
            Line(label, words.get(name, str)(held[name]) if held[name] else NOT_TOLD) for name, label in labels.items()
        ]

    return lines


def _interests(held: Iterable[Interest]) -> list[Line]:
    chosen = "\n".join(INTERESTS[interest] for interest in held)
    return [Line("Chosen", chosen)] if chosen else []


def _needs(held: Iterable[Need]) -> list[Line]:
    return [Line(NEEDS[need.kind].label, need.detail or "Yes") for need in held]


def _away(held: Iterable[AwayDate]) -> list[Line]:
    return [Line("Away", away.in_words) for away in held]


def _qualifications(held: Iterable[HeldQualification]) -> list[Line]:
    return [Line(one.qualification.name, _time_of(one)) for one in held]


def _time_of(held: HeldQualification) -> str:
    until = f", until {uk_short_date(held.valid_until)}" if held.valid_until else ""
    return f"Since {uk_short_date(held.achieved_on)}{until}"


def _payment(held: Payment | None) -> list[Line]:
    if held is None:
        return []
    lines = [
        Line("What you would like", CHOICES[held.choice].label),
        Line("Ask me before anything paid is booked", YES_OR_NO[held.ask_first]),
    ]
    if held.told_way and held.told_on:
        lines.append(Line("You told us", told_in_words(held.told_way, held.told_on, held.written_by)))
    return lines


class PaymentLines(NamedTuple):
    """What a coordinator reads about payment on a member's page, and whether they write it down for them."""

    ask_first: str
    told: str
    is_told_to_us: bool


def payment_lines(seen: PaymentSeen, member: Member) -> PaymentLines:
    """Return what coordinators may know of how the member would like to be paid, in words."""
    told = told_in_words(seen.told_way, seen.told_on, seen.written_by) if seen.told_way and seen.told_on else ""
    return PaymentLines(
        "Ask them before you book anything paid." if seen.asks_first else "You need not ask them first.",
        f"They told us: {told[:1].lower()}{told[1:]}" if told else "",
        tells_us_payment(member),
    )


def told_in_words(way: ConsentWay, on: date, written_by: str | None) -> str:
    """Say how and when a member told a coordinator something, and who wrote it down."""
    return f"{CONSENT_WAYS[way]}, on {uk_short_date(on)}. {written_by} wrote it down."


def _caps(held: Caps) -> list[Line]:
    most = (("Most in a week", held.weekly), ("Most in a month", held.monthly))
    return [Line(label, f"£{pounds:,}") for label, pounds in most if pounds is not None]


def _turn_limits(held: TurnLimits | None) -> list[Line]:
    if held is None:
        return []
    most = (("Most times in a week", held.weekly), ("Most times in a month", held.monthly))
    lines = [Line(label, str(number)) for label, number in most if number is not None]
    return [*lines, Line("Days of rest between two", str(held.rest_days))] if held.rest_days else lines


def _supporters(held: Iterable[Supporter]) -> list[Line]:
    return [
        Line(supporter.name, f"Can {'; '.join(allowed_to(supporter))}" if supporter.grants else "Sees nothing here")
        for supporter in held
    ]


def _remarks(held: Mapping[str, Any]) -> list[Line]:
    return [Line("Remarks", held["remarks"])] if held["remarks"] else []


def _nothing(_held: object) -> list[Line]:
    return []


# In the order of the page.
SHAPES: Mapping[Part, Shape] = {
    Part.NAME: Shape(
        "Your name", "Name", _columns({"name": "Full name", "known_as": "Name to use", "pronouns": "Pronouns"}, {})
    ),
    Part.CONTACT: Shape(
        "How we contact you",
        "Contact",
        _columns(
            {
                "channel": "Best way to contact",
                "contact_times": "Good times",
                "email": "Email address",
                "phone": "Phone number",
                "address": "Postal address",
            },
            {"channel": CHANNELS.__getitem__},
        ),
    ),
    Part.AREA: Shape("Where you live", "Area", _columns({"area": "Lives in"}, {})),
    Part.INTERESTS: Shape("What you like to do", "Likes to take part in", _interests, NOT_TOLD),
    Part.TRAVEL: Shape(
        "Your time and travel", "Time and travel", _columns({"availability": "Days and times", "travel": "Travel"}, {})
    ),
    Part.EMERGENCY: Shape(
        "Your emergency contact", "Emergency contact", _columns({"emergency_contact": "Person to ring"}, {})
    ),
    Part.AWAY: Shape("When you are away", "Away", _away, "No days away that we know of."),
    Part.NEEDS: Shape("What you need to take part", "Needed to take part", _needs, "Nothing that we know of."),
    Part.QUALIFICATIONS: Shape(
        "Your training and experience", "Training and experience", _qualifications, "Nothing written down yet."
    ),
    Part.EVENTS: Shape(
        "Events you are asked to", "Asked to and going to", _nothing, "This stands on “My page” and in the schedule."
    ),
    Part.HISTORY: Shape(
        "Events you have taken part in", "Taken part in", _nothing, "See everything with dates, and print it."
    ),
    Part.PAYMENT: Shape("How you would like to be paid", "Payment", _payment, NOT_TOLD),
    Part.CAPS: Shape("Your private limits", "Private limits", _caps, "You have not set any."),
    Part.OFTEN: Shape("How often you take part", "How often", _turn_limits, "You have not set any limits."),
    Part.STORY: Shape(
        "What you share when you train others", "Story sheet", _nothing, "This stands on a page of its own."
    ),
    Part.SUPPORTERS: Shape("Your supporters", "Supporters", _supporters, "Nobody."),
    Part.REMARKS: Shape("What an older list of the group says about you", "Remarks", _remarks, "Nothing."),
}
