"""Members who came in with a group's list, and may not know that we hold their details."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import Member

ROWS = 50


def untold_members(page: int, *, viewer: Account) -> Page[AnyRow]:
    """Return a page of those who may not know that we hold their details, the longest with us first."""
    rules.require_staff(viewer)
    listed = (
        select(
            Member.id,
            Member.name,
            Member.area,
            Member.channel,
            Member.email,
            Member.phone,
            Member.address,
            Member.untold_since,
        )
        .where(rules.is_untold())
        .order_by(Member.untold_since, Member.id)
    )
    return page_of_rows(listed, page, size=ROWS)


def lock_untold(member_ids: Collection[int]) -> Sequence[Member]:
    """Return, locked, those of these members who may not know yet. For the programme itself."""
    return db.session.scalars(
        select(Member)
        .where(Member.id.in_(member_ids), rules.is_untold())
        .order_by(Member.id)
        .with_for_update(key_share=True, of=Member)
        .execution_options(populate_existing=True)
    ).all()
