"""A panel that members sit on, for the tests of what goes on inside it."""

from __future__ import annotations

from datetime import datetime

from coproduction.notifications.models import Channel
from coproduction.panels.actions.packs import PackDetails
from coproduction.panels.models import Candidate, HandedOver, Pack, PackHandover, PackQuestion, Panel, PanelStage
from coproduction.schedule.models import Part, Place, PlaceState
from tests.factories import (
    CandidateFactory,
    EventRoleFactory,
    PackFactory,
    PackQuestionFactory,
    PanelCaseFactory,
    PlaceFactory,
    StaffFactory,
)

BY_LETTER = {"account": None, "channel": Channel.LETTER, "email": None, "phone": None, "address": "1 Example Street"}
PACK = PackDetails(post="Looks after people", timings="", joining="", scoring="", highest_score=5, locks_at=None)


def seats(number: int = 1, *, stage: PanelStage = PanelStage.ROSTERED, **place: object) -> tuple[Panel, list[Place]]:
    """Return a panel on Thursday 14 January 2027 and the places of so many members on it."""
    panel = PanelCaseFactory(stage=stage).panel
    role = EventRoleFactory(event=panel.event, name="Panel member", is_open=False)
    return panel, [PlaceFactory(role=role, state=PlaceState.HELD, **place) for _ in range(number)]


def beside(place: Place, part: Part, **more: object) -> Place:
    """Return the place of somebody who stands by for the role of another's place, or watches, or sits beside them."""
    beyond = {} if part is Part.PLACE else {"maximum": 1, "stands_by_for_id": None}
    if part is Part.STANDBY:
        beyond["stands_by_for_id"] = place.role_id
    role = EventRoleFactory(event=place.role.event, name=part.value.title(), part=part, is_open=False, **beyond)
    return PlaceFactory(role=role, state=PlaceState.HELD, **more)


def candidates(panel: Panel, *names: str) -> list[Candidate]:
    """Enter candidates about whom nobody has been asked yet."""
    return [CandidateFactory(panel=panel, number=number, name=name) for number, name in enumerate(names, start=1)]


def pack(panel: Panel, *questions: str, **details: object) -> tuple[Pack, list[PackQuestion]]:
    """Return the pack of the panel, with these questions."""
    made = PackFactory(panel=panel, **details)
    return made, [
        PackQuestionFactory(pack=made, position=position, words=words) for position, words in enumerate(questions, 1)
    ]


def handed_over(event_id: int, member_id: int, at: datetime) -> PackHandover:
    """Return what a coordinator noted of how a member got the pack."""
    by = StaffFactory()
    return PackHandover(event_id=event_id, member_id=member_id, way=HandedOver.POSTED, noted_at=at, noted_by_id=by.id)
