"""The blueprint that all pages of this room hang on."""

from flask import Blueprint

rooms = Blueprint("leadership", __name__)
