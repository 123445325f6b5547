"""Reads what older releases recorded: a topic's former version, as plain data, becomes its next version.

`{"MeetingHeld.v1": with_new_speakers}` turns the data of a `MeetingHeld.v1` into that of a `MeetingHeld.v2`; several
steps follow one another until the catalogue knows the topic. History itself is never rewritten.
"""

from collections.abc import Callable, Mapping

Upcast = Callable[[dict[str, object]], dict[str, object]]

FORMER_SHAPES: Mapping[str, Upcast] = {}
"""Former topic to what makes its data that of the next version."""


def next_version(topic: str) -> str:
    """`MeetingHeld.v1` becomes `MeetingHeld.v2`."""
    name, _, version = topic.rpartition(".v")
    return f"{name}.v{int(version) + 1}"
