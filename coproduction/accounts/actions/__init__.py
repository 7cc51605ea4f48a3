"""Everything that changes accounts."""

from coproduction.accounts.actions.accounts import (
    change_email,
    close_as_member,
    create_staff,
    drop_notices,
    end_support,
    open_account,
    open_for_supporter,
    reopen_as_member,
)
from coproduction.accounts.actions.former import forget_notices, forget_sign_ins
from coproduction.accounts.actions.links import make_link, send_links, send_next_link, use_link
from coproduction.accounts.actions.passwords import set_password, sign_in
from coproduction.accounts.actions.safeguarding import name_safeguarding_lead, name_safeguarding_leads

__all__ = [
    "change_email",
    "close_as_member",
    "create_staff",
    "drop_notices",
    "end_support",
    "forget_notices",
    "forget_sign_ins",
    "make_link",
    "name_safeguarding_lead",
    "name_safeguarding_leads",
    "open_account",
    "open_for_supporter",
    "reopen_as_member",
    "send_links",
    "send_next_link",
    "set_password",
    "sign_in",
    "use_link",
]
