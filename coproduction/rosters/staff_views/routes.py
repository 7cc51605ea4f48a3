"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("rosters", "coproduction.rosters", url_prefix="/rosters")
