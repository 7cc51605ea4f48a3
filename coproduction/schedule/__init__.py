"""Everything with a time: events, the parts in them, and the members' places."""
