"""Coordinators are told of panels near by whose members cannot read their papers yet, and what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.panels.models import PanelStage
from coproduction.schedule.models import EventKind
from coproduction.site.queries.to_do.panel_packs import packs_to_open
from tests.factories import EventFactory, StaffFactory
from tests.panels.seats import candidates, pack, seats

THURSDAY = datetime(2027, 1, 7, 9, tzinfo=UTC)  # five working days before the panel


def rows(now=THURSDAY):
    return [tuple(task)[1:5] for task in packs_to_open(viewer=StaffFactory(), now=now).tasks]


def whys():
    return [why for _, why, _, _ in rows()]


@pytest.mark.parametrize("stage", [PanelStage.RECRUITING, PanelStage.ROSTERED])
def test_what_is_missing_is_asked_for_until_the_pack_is_open(stage):
    panel, _ = seats(stage=stage)
    why = "Ask the team for the names of candidates, the questions and what the post is about."
    when = "14 January 2027, in 7 days"
    assert rows() == [(f"Open the papers: {panel.event.title}", why, when, THURSDAY.date())]

    candidates(panel, "Jo Bloggs")
    assert whys() == ["Ask the team for the questions and what the post is about."]
    made, _ = pack(panel, "How do you listen?", post="", opened_at=None)
    assert whys() == ["Ask the team for what the post is about."]
    made.post = "Looks after people at home."
    assert whys() == ["All is there. Members cannot read it yet."]
    made.opened_at = THURSDAY
    assert whys() == []


@pytest.mark.parametrize("stage", [PanelStage.CANCELLED, PanelStage.HELD])
def test_nothing_is_asked_for_a_panel_that_is_off_or_over(stage):
    seats(stage=stage)

    assert rows() == []


def test_it_is_asked_for_from_some_days_before_until_the_last_interview_has_ended():
    panel, _ = seats()
    first, number = panel.event, panel.event_id
    begins = first.starts_at + timedelta(days=1)
    second = EventFactory(kind=EventKind.PANEL, follows_id=number, label="Interviews, day 2", starts_at=begins)

    assert rows(now=THURSDAY - timedelta(days=1)) == []
    assert [when for _, _, when, _ in rows(now=first.starts_at)] == ["14 January 2027, today"]
    assert [when for _, _, when, _ in rows(now=begins)] == ["14 January 2027, yesterday"]
    assert rows(now=second.ends_at) == []
