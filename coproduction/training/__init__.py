"""Training that members deliver."""
