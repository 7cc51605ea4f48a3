"""What pages and actions read of membership."""

from coproduction.members.queries.members import active_members_interested_in
from coproduction.members.queries.qualifications import holds_qualification

__all__ = ["active_members_interested_in", "holds_qualification"]
