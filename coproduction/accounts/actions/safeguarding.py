"""Naming who opens restricted notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.accounts import queries, rules
from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal


def name_safeguarding_leads(account_ids: Collection[int], *, by: Account | None, now: datetime) -> None:
    """Let these coordinators, and nobody else, open restricted notes.

    The same choice twice changes nothing. Refused for an account that is not a coordinator's.
    """
    staff = queries.open_staff()
    if not set(account_ids) <= {account.id for account in staff}:
        raise Refusal("Only a coordinator can be the safeguarding lead.", field="leads")
    for account in staff:
        if account.is_safeguarding_lead is not (account.id in account_ids):
            account.is_safeguarding_lead = not account.is_safeguarding_lead
            record("account.safeguarding_lead", account, by=by, now=now, is_lead=account.is_safeguarding_lead)
    db.session.flush()


def name_safeguarding_lead(email: str, *, is_lead: bool, by: Account | None, now: datetime) -> Account:
    """Let the coordinator with this address open restricted notes, or no longer. Refused when there is no such one."""
    tidy = rules.tidy_email(email)
    staff = queries.open_staff()
    account = next((one for one in staff if one.email == tidy), None)
    if account is None:
        raise Refusal(f"No coordinator signs in with {tidy}.")
    others = {one.id for one in staff if one.is_safeguarding_lead and one.id != account.id}
    name_safeguarding_leads(others | ({account.id} if is_lead else set()), by=by, now=now)
    return account
