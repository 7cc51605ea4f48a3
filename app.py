"""The WSGI entry."""

from coproduction import create_app

app = create_app()
