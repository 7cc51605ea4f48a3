"""What can stand between a member and the panels of a world made by chance: each does one thing to one member."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from coproduction.core.database import db
from coproduction.members.models import (
    Member,
    MemberState,
    NeedKind,
    PaymentChoice,
    PaymentPreference,
    TurnLimits,
)
from coproduction.rosters.models import CanCome, DeclaredConflict
from coproduction.schedule.models import (
    PlaceState,
)
from tests.factories import (
    AvailabilityFactory,
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
)

if TYPE_CHECKING:
    from tests.rosters.chance_world import World

ASKED = (PlaceState.OFFERED, PlaceState.TENTATIVE)

Hindrance = Callable[["World", Member], None]


def lacks(_world: World, _member: Member) -> None:
    """They do not hold what the roles ask for."""


def holds_for_a_time(world: World, member: Member) -> None:
    """What they hold begins late or ends early."""
    held = HeldQualificationFactory(member=member, qualification=world.skills)
    setattr(held, world.chance.choice(["achieved_on", "valid_until"]), world.day())


def likes_other_things(_world: World, _member: Member) -> None:
    """They like something else."""


def is_new(world: World, member: Member) -> None:
    """They have not been on a panel, and perhaps watched one, stood by, or did it before their turns were counted."""
    role = world.chance.choice([None, world.watched, world.stood_by, *[world.experience] * 3])
    if role is world.experience:
        ends = {"valid_until": world.day()} if world.chance.random() < 0.7 else {}
        HeldQualificationFactory(member=member, qualification=world.experience, **ends)
    elif role:
        world.takes(member, role, world.chance.choice([PlaceState.HELD, PlaceState.ATTENDED, PlaceState.ABSENT]))


def is_away(world: World, member: Member) -> None:
    first = world.day()
    AwayDateFactory(member=member, starts_on=first, ends_on=first + timedelta(days=world.chance.choice([0, 1, 20])))


def said_something(world: World, member: Member) -> None:
    """They were asked if they can, and perhaps answered, for the time that it has now or had before."""
    for panel in world.panels:
        said = world.chance.choice([None, *CanCome])
        asked = AvailabilityFactory(event=panel, member=member, said=said, round=world.asked)
        if said and world.chance.random() < 0.3:
            asked.for_start -= timedelta(minutes=30)


def is_elsewhere(world: World, member: Member) -> None:
    world.takes(member, world.chance.choice(world.elsewhere), PlaceState.HELD)


def is_asked_elsewhere(world: World, member: Member) -> None:
    states = [*ASKED, *ASKED, PlaceState.DECLINED]
    world.takes(member, world.chance.choice(world.elsewhere), world.chance.choice(states))


def is_invited(world: World, member: Member) -> None:
    """They are invited to something that everybody is."""
    world.takes(member, world.chance.choice(world.open), world.chance.choice(ASKED))


def knows_a_candidate(world: World, member: Member) -> None:
    event = world.chance.choice([*world.panels, world.premeet])
    db.session.add(DeclaredConflict(event_id=event.id, member_id=member.id, declared_at=world.now))


def wants_few(world: World, member: Member) -> None:
    """They take part so often at the most, and have a turn near the panels."""
    most = world.chance.choice(["weekly", "monthly", "rest_days"])
    limits = {"weekly": None, "monthly": None, "rest_days": None} | {most: world.chance.choice([0, 1, 1, 2])}
    db.session.merge(TurnLimits(member_id=member.id, **limits))
    is_elsewhere(world, member)


def wants_no_more_pay(world: World, member: Member) -> None:
    """They wish to be paid so much at the most, or to be asked first, and are paid for something near the panels."""
    wish = world.chance.choice(["weekly_cap", "monthly_cap", "ask_first"])
    values = {wish: True if wish == "ask_first" else world.chance.choice([0, 74, 75, 100])}
    choice = world.chance.choice([PaymentChoice.PAID] * 4 + [PaymentChoice.CHARITY, PaymentChoice.ASK])
    db.session.merge(PaymentPreference(member_id=member.id, choice=choice, **values))
    is_elsewhere(world, member)


def does_not_take_part(world: World, member: Member) -> None:
    member.state = world.chance.choice([*MemberState])


def needs_something(world: World, member: Member) -> None:
    """They need what takes a while to arrange, or is at one of the sites."""
    kind = world.chance.choice([NeedKind.BSL_INTERPRETER, NeedKind.STEP_FREE, NeedKind.NOTE_TAKER, NeedKind.TAXI])
    NeedFactory(member=member, kind=kind, lead_days=world.chance.choice([0, 5, 9, 15, 40]))


def has_a_part(world: World, member: Member) -> None:
    """They have, or had, a part in one of the panels."""
    role = world.chance.choice(world.chance.choice(world.panels).roles)
    states = [*ASKED, PlaceState.HELD, PlaceState.INTERESTED, PlaceState.DECLINED]
    states += [PlaceState.STEPPED_BACK, PlaceState.LAPSED, PlaceState.RELEASED]
    world.takes(member, role, world.chance.choice(states))


def is_forward(world: World, member: Member) -> None:
    """They put themselves forward for one of the panels."""
    world.takes(member, world.chance.choice(world.chance.choice(world.panels).roles), PlaceState.INTERESTED)


def has_a_part_and_does_not_take_part(world: World, member: Member) -> None:
    """They stand in a roster from before they paused, or liked something else: which is no part in another."""
    world.takes(member, world.chance.choice(world.panels).roles[0], PlaceState.HELD)
    member.state = world.chance.choice([MemberState.PAUSED, MemberState.LEAVING])


def stands_for_another_record(world: World, member: Member) -> None:
    """They have not been on a panel, but another record that was merged into theirs has."""
    old = MemberFactory(account=None, state=MemberState.LEFT, merged_into_id=member.id)
    world.takes(old, world.been_on, PlaceState.ATTENDED)


HINDRANCES: Sequence[Hindrance] = (
    lacks,
    holds_for_a_time,
    likes_other_things,
    is_new,
    is_away,
    said_something,
    *[is_elsewhere] * 3,
    *[is_asked_elsewhere] * 3,
    knows_a_candidate,
    wants_few,
    wants_no_more_pay,
    does_not_take_part,
    needs_something,
    *[has_a_part] * 2,
    is_forward,
    has_a_part_and_does_not_take_part,
    stands_for_another_record,
    is_invited,
)
