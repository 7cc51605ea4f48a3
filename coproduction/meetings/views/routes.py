"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("meetings_members", "coproduction.meetings")
