"""The blueprint that these pages hang on."""

from flask import Blueprint

blueprint = Blueprint("training_members", "coproduction.training")
