"""Everything that changes accounts."""

from coproduction.accounts.actions.accounts import (
    change_email,
    create_staff,
    end_support,
    open_account,
    open_for_supporter,
)
from coproduction.accounts.actions.links import make_link, send_links, send_next_link, use_link
from coproduction.accounts.actions.passwords import set_password, sign_in
from coproduction.accounts.actions.safeguarding import name_safeguarding_lead, name_safeguarding_leads

__all__ = [
    "change_email",
    "create_staff",
    "end_support",
    "make_link",
    "name_safeguarding_lead",
    "name_safeguarding_leads",
    "open_account",
    "open_for_supporter",
    "send_links",
    "send_next_link",
    "set_password",
    "sign_in",
    "use_link",
]
