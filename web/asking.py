"""A request out of what was sent: by a page's form, or by a program as JSON. The schema is the request itself."""

from functools import cache
from typing import TypeVar

from flask import request

from domain import catalogue
from domain.names import PersonId
from domain.rules import RULES
from web.house import house
from web.references import Codes, Resolver
from web.shapes import load, load_form

T = TypeVar("T")


def from_form(shape: type[T]) -> T:
    """What a page's form asks for; faults by field."""
    return load_form(shape, request.form, resolver())


def from_json(shape: type[T]) -> T:
    """What a program asks for; faults by field."""
    return load(shape, request.get_json(silent=True), resolver())


def resolver() -> Resolver:
    """Looks up what the request names."""
    return Resolver(house().journal, person_of_login, codes())


def person_of_login(login: str) -> PersonId | None:
    account = house().accounts.named(login)
    return account.person if account else None


@cache
def codes() -> Codes:
    """The codes of the catalogue and the rulebook."""
    return Codes(
        frozenset(catalogue.deficiencies()),
        frozenset(catalogue.causes()),
        frozenset(catalogue.actions()),
        frozenset(rule.code for rule in RULES),
    )
