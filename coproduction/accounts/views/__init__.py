"""The pages for signing in, signing out and choosing a password, and what happens to strangers."""

from coproduction.accounts.views import password, session, sign_in
from coproduction.accounts.views.routes import blueprint

__all__ = ["blueprint", "password", "session", "sign_in"]
