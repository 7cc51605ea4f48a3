"""What pages and actions read of membership."""

from coproduction.members.queries.members import active_members_interested_in
from coproduction.members.queries.qualifications import holds_qualification
from coproduction.members.rules import recipient_of

__all__ = ["active_members_interested_in", "holds_qualification", "recipient_of"]
