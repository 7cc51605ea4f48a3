"""Who helps an applicant, or fills in for them: never the applicant, and never without their agreement."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import applications as actions
from coproduction.members.actions.applications import SupporterAnswer
from coproduction.members.models import (
    ApplicationSupporter,
    FilledInBy,
)
from tests.members.drafts import a_draft


def test_a_supporter_is_kept_apart_and_can_be_taken_back(noon):
    draft = a_draft()

    actions.keep_supporter(
        draft.id,
        SupporterAnswer("Mo Patel", "nephew", "mo@example.org", "", has_agreement=True),
        question="supporter",
        now=noon,
    )
    assert (draft.supporter.name, draft.supporter.email, draft.supporter.phone) == ("Mo Patel", "mo@example.org", None)
    assert (draft.name, draft.email) == ("Piotr Zielinski", "piotr@example.org")

    actions.keep_supporter(
        draft.id, SupporterAnswer("", "", "", "", has_agreement=False), question="supporter", now=noon
    )
    assert db.session.scalars(select(ApplicationSupporter)).all() == []


@pytest.mark.parametrize(
    ("name", "email", "phone", "is_refused"),
    [
        ("Piotr Zielinski", "piotr@example.org", "", True),
        ("piotr  zielinski", "", "07700900123", True),
        ("Piotr Zielinski", "", "+44 7700 900-123", True),
        ("Piotr Zielinski", "", "", False),
        ("Piotr Zielinski", "father@example.org", "", False),
        ("Marek Zielinski", "piotr@example.org", "07700 900123", False),
    ],
)
def test_nobody_is_their_own_supporter(noon, name, email, phone, is_refused):
    draft = a_draft(phone="07700 900123")

    def keep():
        given = SupporterAnswer(name, "", email, phone, has_agreement=True, is_shared=True)
        actions.keep_supporter(draft.id, given, question="supporter", now=noon)

    if is_refused:
        with pytest.raises(Refusal, match="A supporter is somebody else"):
            keep()
    else:
        keep()


@pytest.mark.parametrize(
    ("column", "answer"), [("name", "Piotr Zielinski"), ("email", "piotr@example.org"), ("phone", "07700 900123")]
)
def test_a_supporter_who_turns_out_to_be_the_applicant_is_refused_by_the_last_answer(noon, column, answer):
    known = {"name": "Piotr Zielinski", "email": "piotr@example.org", "phone": None}
    draft = a_draft(**{**known, **({column: "other"} if column != "phone" else {"email": "other"})})
    given = SupporterAnswer(
        "Piotr Zielinski", "", "piotr@example.org", "07700 900123", has_agreement=True, is_shared=True
    )
    actions.keep_supporter(draft.id, given, question="supporter", now=noon)

    with pytest.raises(Refusal) as refused:
        actions.keep_answer(draft.id, column, answer, question=column, now=noon)

    assert refused.value.field == column


def test_whoever_asks_for_somebody_else_without_agreement_cannot_send(noon):
    draft = a_draft(filled_in_by=FilledInBy.FOR_SOMEBODY)
    actions.keep_supporter(
        draft.id, SupporterAnswer("Mo", "", "", "", has_agreement=False), question="supporter", now=noon
    )

    assert list(rules.missing_answers(draft)) == ["supporter"]
    with pytest.raises(Refusal):
        actions.submit_application(draft.id, now=noon)
