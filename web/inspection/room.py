"""The blueprint that all pages of this room hang on."""

from flask import Blueprint

from domain.names import Role

rooms = Blueprint("inspection", __name__)
READERS = frozenset({Role.INSPECTOR, Role.OVERSEER, Role.LEADER, Role.AUDITOR})
"""Who walks in here; what they may do inside, the policy says."""
