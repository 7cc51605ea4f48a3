"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("schedule_staff", "coproduction.schedule", url_prefix="/manage")
