"""Interview panels that members sit on."""
