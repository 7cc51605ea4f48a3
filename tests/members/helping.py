"""Mo, who supports Kieran, and who gets copies of messages."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.supporters import SupporterDetails
from coproduction.members.models import Grant
from coproduction.notifications.models import CopyRecipient

MO = SupporterDetails(name="Mo Farrow", relation="Brother", email="Mo@Example.org", grants=frozenset({Grant.ANSWER}))


def readers():
    return [(reader.name, reader.email) for reader in db.session.scalars(select(CopyRecipient))]
