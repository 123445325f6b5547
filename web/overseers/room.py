"""The blueprint that all pages of this room hang on."""

from flask import Blueprint

rooms = Blueprint("overseers", __name__)
AT_ONCE = 50
