"""What a browser sends, one name a field, becomes nested again: `steps-0-remedy` lies in the first of `steps`."""

from typing import Any

from werkzeug.datastructures import MultiDict

Indexes = dict[tuple[str, ...], list[int]]
DEEPEST = 6


def unflattened(form: MultiDict[str, str], flat: bool = False) -> tuple[dict[str, Any], Indexes]:
    """The form as nested values, and under which number each line of a list stood on the page.

    Fields left empty were not filled in, and lines without a filled field are left out; names that begin with `_` and
    the form's token are the page's own.
    """
    tree: dict[str, Any] = {}
    for name in filter(None, form):
        values = [value for value in form.getlist(name) if value.strip()]
        if not name.startswith("_") and name != "csrf_token" and values and name.count("-") < DEEPEST:
            _plant(tree, [name] if flat else name.split("-"), values if len(values) > 1 else values[0])
    indexes: Indexes = {}
    grown = _grown(tree, (), indexes)
    return grown if isinstance(grown, dict) else {}, indexes


def renamed(messages: Any, indexes: Indexes, path: tuple[str, ...] = ()) -> Any:
    """Faults under the numbers that the page used."""
    if not isinstance(messages, dict):
        return messages
    told = {}
    for name, inside in messages.items():
        there = indexes[path][name] if path in indexes and isinstance(name, int) and name < len(indexes[path]) else name
        told[there] = renamed(inside, indexes, (*path, str(name)))
    return told


def _plant(tree: dict[str, Any], steps: list[str], value: object) -> None:
    *way, last = steps
    for step in way:
        inside = tree.setdefault(step, {})
        if not isinstance(inside, dict):
            return  # `steps` and `steps-0` at once: no page of ours sends that
        tree = inside
    tree.setdefault(last, value)


def _grown(tree: Any, path: tuple[str, ...], indexes: Indexes) -> Any:
    if not isinstance(tree, dict):
        return tree
    if tree and all(name.isascii() and name.isdigit() for name in tree):
        numbers = sorted(tree, key=int)
        indexes[path] = [int(number) for number in numbers]
        return [_grown(tree[number], (*path, str(n)), indexes) for n, number in enumerate(numbers)]
    return {name: _grown(inside, (*path, name), indexes) for name, inside in tree.items()}
