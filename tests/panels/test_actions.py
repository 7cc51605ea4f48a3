"""Making an interview panel, and changing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import panels as actions
from coproduction.panels.actions.panels import PanelDetails
from coproduction.panels.models import Panel
from coproduction.schedule.models import EventKind, EventState
from tests.factories import PanelFactory, StaffFactory
from tests.schedule.event_answers import details

NURSE = PanelDetails(post="PHB Lead Nurse", band="Band 7", team="Personal health budgets", candidates=4)


def test_a_new_panel_is_a_draft_named_after_its_post(noon):
    event = actions.create_panel(details(title=""), NURSE, by=StaffFactory(), now=noon)

    assert (event.kind, event.state, event.title) == (
        EventKind.PANEL,
        EventState.DRAFT,
        "Interview panel: PHB Lead Nurse, Band 7",
    )
    panel = db.session.get_one(Panel, event.id)
    assert (panel.post, panel.band, panel.team, panel.candidates) == (
        "PHB Lead Nurse",
        "Band 7",
        "Personal health budgets",
        4,
    )


def test_a_panel_keeps_the_title_it_is_given(noon):
    event = actions.create_panel(details(title="Nurse interviews, day 1"), NURSE, by=StaffFactory(), now=noon)

    assert event.title == "Nurse interviews, day 1"


def test_the_name_follows_the_post_when_there_is_no_title(noon):
    panel = PanelFactory()

    about = replace(NURSE, post="Case Manager", band="Band 6", candidates=9)
    actions.change_panel(panel, details(title=""), about=about, by=StaffFactory(), now=noon)

    assert (panel.event.title, panel.candidates) == ("Interview panel: Case Manager, Band 6", 9)


def test_a_cancelled_panel_is_not_changed(noon):
    panel = PanelFactory(event__state=EventState.CANCELLED)

    with pytest.raises(Refusal, match="can no longer be changed"):
        actions.change_panel(panel, details(), about=replace(NURSE, candidates=9), by=StaffFactory(), now=noon)

    assert panel.candidates == 4
