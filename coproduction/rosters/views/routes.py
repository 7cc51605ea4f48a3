"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("rosters_members", "coproduction.rosters")
