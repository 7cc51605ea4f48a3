"""What coordinators, members and recruiting managers do with panels."""
