"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("training_public", "coproduction.training", url_prefix="/training")
