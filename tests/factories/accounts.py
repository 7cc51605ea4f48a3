"""People who sign in."""

from __future__ import annotations

import factory

from coproduction.accounts.models import Account
from tests.factories.base import LONG_AGO, Factory


class AccountFactory(Factory):
    class Meta:
        model = Account

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    created_at = LONG_AGO


class StaffFactory(AccountFactory):
    name = factory.Sequence(lambda n: f"Coordinator {n}")
    email = factory.Sequence(lambda n: f"coordinator{n}@example.org")
    is_coordinator = True
