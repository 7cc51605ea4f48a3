"""Two members is the norm: one alone needs a coordinator's reason and their own agreement, which is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, panels
from coproduction.panels.kinds import FEWEST_MEMBERS
from coproduction.panels.models import PanelCase
from coproduction.schedule.actions import places, publishing, roles
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import AnswerDetail, EventState, Part, PlaceState
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    PanelCaseFactory,
    PanelFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.test_actions import NURSE
from tests.schedule.event_answers import details


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


def the_case(event_id):
    return db.session.scalars(select(PanelCase).where(PanelCase.event_id == event_id)).one()


def wanting(number, name="Panel member"):
    return RoleDetails(name, number, number, None, is_open=False)


def draft_for(number, *, tom, noon):
    """Make a draft of a panel for so many members, and one who watches."""
    event = panels.create_panel(details(), NURSE, by=tom, now=noon)
    roles.add_role(event, wanting(number), by=tom, now=noon)
    roles.add_role(event, RoleDetails("Shadow", 0, 1, None, is_open=False, part=Part.SHADOW), by=tom, now=noon)
    return event


def offer_alone(**member):
    """Offer somebody the only place of a published panel."""
    panel = PanelFactory(event__is_for_one=True)
    PanelCaseFactory(panel=panel, few_because="They asked to.")
    role = EventRoleFactory(event=panel.event, name="Panel member", minimum=1, maximum=1, is_open=False)
    return PlaceFactory(role=role, state=PlaceState.OFFERED, member=MemberFactory(**member))


def test_a_panel_for_one_is_published_only_with_a_reason_and_a_shadow_does_not_make_two(noon, tom):
    event = draft_for(1, tom=tom, noon=noon)
    with pytest.raises(Refusal, match="for 1 of at least 2 members"):
        publishing.publish_event(event, invite=False, by=tom, now=noon)
    assert event.state is EventState.DRAFT

    deciding.agree_to_few(the_case(event.id), "They asked to.", by=tom, now=noon)
    publishing.publish_event(event, invite=False, by=tom, now=noon)

    assert (event.state, event.is_for_one) == (EventState.PUBLISHED, True)


def test_a_chair_and_a_panel_member_are_two(noon, tom):
    event = draft_for(1, tom=tom, noon=noon)
    roles.add_role(event, wanting(1, "Chair"), by=tom, now=noon)

    publishing.publish_event(event, invite=False, by=tom, now=noon)

    assert (event.state, event.is_for_one) == (EventState.PUBLISHED, False)


def test_the_norm_is_a_setting(noon, tom):
    set_number(FEWEST_MEMBERS, 3, from_day=noon.date(), account_id=None, now=noon)

    with pytest.raises(Refusal, match="for 2 of at least 3 members"):
        publishing.publish_event(draft_for(2, tom=tom, noon=noon), invite=False, by=tom, now=noon)


def test_a_published_panel_is_not_made_one_for_one_without_a_reason(noon, tom):
    event = draft_for(2, tom=tom, noon=noon)
    publishing.publish_event(event, invite=False, by=tom, now=noon)
    role = next(role for role in event.roles if role.part is Part.PLACE)

    with pytest.raises(Refusal, match="for 1 of at least 2 members"):
        roles.change_role(role.id, wanting(1), by=tom, now=noon)


def test_whoever_is_asked_to_be_the_only_member_is_told_and_their_yes_is_kept(stranger, noon, inbox):
    place = offer_alone(email="amara@example.org")
    places.release_place(place.id, hand=Hand(), now=noon)
    places.offer_place(place.role_id, place.member, hand=Hand(), now=noon)
    assert "You would be the only member there." in inbox.latest(to="amara@example.org").text

    page = stranger.get(f"/answers/{token_for(place)}")
    assert "You would be the only member there." in page.text
    assert "Yes, I can come, and I agree to be the only member" in page.text
    page.press("Send my answer", answer="yes")

    assert (place.state, db.session.scalars(select(AnswerDetail.agreed_alone_at)).all()) == (PlaceState.HELD, [noon])


def test_where_others_come_too_nothing_is_agreed(noon):
    panel = PanelFactory()
    role = EventRoleFactory(event=panel.event, minimum=2, maximum=2, is_open=False)
    PanelCaseFactory(panel=panel)

    places.answer(PlaceFactory(role=role, state=PlaceState.OFFERED).id, Answer.YES, hand=Hand(), now=noon)

    assert db.session.scalars(select(AnswerDetail)).all() == []


def test_nobody_is_given_the_only_place_without_being_asked(noon, tom):
    place = offer_alone(name="Amara Okafor")
    place.state = PlaceState.INTERESTED

    with pytest.raises(Refusal, match="Amara Okafor would be the only member, and has to agree to that"):
        places.give_place(place.id, hand=Hand(tom), now=noon)


def test_a_coordinator_says_why_on_the_panels_page_and_sees_who_agreed(coordinator, noon):
    place = offer_alone(name="Amara Okafor")
    case = the_case(place.event_id)
    case.few_because = ""
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon)

    page = coordinator.get(f"/panels/progress/{case.id}")
    assert "Amara Okafor, alone Agreed on 4 January 2027" in page.text
    page = page.follow("Say why it may have fewer").press("Save the reason", words="They asked to.")

    assert "They asked to." in page.text
    assert "Too few members" not in page.text
