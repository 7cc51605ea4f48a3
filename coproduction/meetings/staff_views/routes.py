"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("meetings", "coproduction.meetings", url_prefix="/meetings")
