"""How fast the main pages are, over a large group: `make bench`."""
