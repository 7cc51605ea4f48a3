"""What pages and actions read of membership."""

from coproduction.members.queries.qualifications import holds_qualification

__all__ = ["holds_qualification"]
