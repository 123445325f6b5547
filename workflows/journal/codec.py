"""Facts to JSON and back, straight from their annotations; topics come from an allow-list, nothing is imported."""

from collections.abc import Mapping
from typing import Any

import msgspec

from domain.events import CATALOGUE
from domain.events.fact import Fact, Parked
from domain.events.former_shapes import FORMER_SHAPES, Upcast, next_version

_encode = msgspec.json.Encoder().encode


class Codec:
    """Writes the newest shape of a fact and reads every shape it ever had."""

    def __init__(
        self, catalogue: Mapping[str, type[Fact]] = CATALOGUE, former: Mapping[str, Upcast] = FORMER_SHAPES
    ) -> None:
        self._topics = {fact: topic for topic, fact in catalogue.items()}
        self._readers: dict[str, msgspec.json.Decoder[Any]] = {
            topic: msgspec.json.Decoder(fact) for topic, fact in catalogue.items()
        }
        self._shapes = dict(catalogue)
        self._former = former

    def topic(self, fact: Fact) -> str:
        """The name under which the fact is stored for ever."""
        return fact.topic if isinstance(fact, Parked) else self._topics[type(fact)]

    def encode(self, fact: Fact) -> bytes:
        return fact.payload if isinstance(fact, Parked) else _encode(fact)

    def decode(self, topic: str, payload: bytes) -> Fact:
        """The fact, or a `Parked` one where this release does not understand it; never an exception."""
        reader = self._readers.get(topic)
        if reader is None:
            return self._from_former_shape(topic, payload)
        try:
            fact: Fact = reader.decode(payload)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return Parked(topic, payload, "undecodable")
        return fact

    def _from_former_shape(self, topic: str, payload: bytes) -> Fact:
        if topic not in self._former:
            return Parked(topic, payload, "unknown_topic")
        try:
            return self._upcast(topic, msgspec.json.decode(payload))
        except (msgspec.DecodeError, UnicodeError, RecursionError, KeyError, TypeError, ValueError):
            return Parked(topic, payload, "undecodable")

    def _upcast(self, topic: str, data: dict[str, Any]) -> Fact:
        while topic not in self._shapes:
            data = self._former[topic](data)
            topic = next_version(topic)
        fact: Fact = msgspec.convert(data, self._shapes[topic])
        return fact
