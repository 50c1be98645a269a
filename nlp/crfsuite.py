"""Reads the weights of a two-label CRFsuite model; the format is public and fixed (chunks FEAT, CQDB, …)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CQDB = struct.Struct("<4sIIIII")
_FEATURE = np.dtype([("type", "<u4"), ("src", "<u4"), ("dst", "<u4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1
_NEGLIGIBLE = 1e-10
"""underthesea_core drops state weights at or under this."""


class UnknownModelError(ValueError):
    """The tagger's files are not those that this room can read; word_tokenize itself must be used."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A model with the labels B-W and I-W. Only score differences matter to the choice between two labels."""

    state: Mapping[str, float]
    """Attribute -> weight for I-W minus weight for B-W."""
    begin_begin: float
    begin_inside: float
    inside_begin: float
    inside_inside: float


def read_weights(path: Path) -> Weights:
    """Read a CRFsuite file. Raises UnknownModelError for any other file or other labels."""
    data = path.read_bytes()
    try:
        magic, _, kind, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
        if (magic, kind) != (b"lCRF", b"FOMC"):
            raise UnknownModelError(f"{path.name} is no CRFsuite model of the first order")
        return _weights(_features(data, features), _strings(data, labels), _strings(data, attributes))
    except (struct.error, IndexError, UnicodeDecodeError, ValueError) as error:
        raise UnknownModelError(f"{path.name} cannot be read as a two-label CRFsuite model ({error})") from error


def _features(data: bytes, offset: int) -> np.ndarray:
    (count,) = struct.unpack_from("<I", data, offset + 8)
    return np.frombuffer(data, _FEATURE, count, offset + 12)


def _strings(data: bytes, offset: int) -> list[str]:
    """The strings of a constant database, by their number."""
    magic, _, _, _, count, backward = _CQDB.unpack_from(data, offset)
    if magic != b"CQDB":
        raise UnknownModelError("a table of strings does not begin with CQDB")
    found = []
    for at in struct.unpack_from(f"<{count}I", data, offset + backward):
        (size,) = struct.unpack_from("<I", data, offset + at + 4)
        start = offset + at + 8
        found.append(data[start : start + size - 1].decode("utf-8"))
    return found


def _weights(features: np.ndarray, labels: list[str], attributes: list[str]) -> Weights:
    if set(labels) != {"B-W", "I-W"}:
        raise UnknownModelError(f"the model's labels are {', '.join(labels)}, not B-W and I-W")
    sign = [1.0 if label == "I-W" else -1.0 for label in labels]
    state: dict[str, float] = {}
    transitions: dict[tuple[str, str], float] = {}
    for kind, source, target, weight in features.tolist():
        if kind == _TRANSITION:
            transitions[labels[source], labels[target]] = weight
        elif kind == _STATE and abs(weight) > _NEGLIGIBLE:
            name = attributes[source]
            state[name] = state.get(name, 0.0) + sign[target] * weight
    return Weights(
        state,
        transitions.get(("B-W", "B-W"), 0.0),
        transitions.get(("B-W", "I-W"), 0.0),
        transitions.get(("I-W", "B-W"), 0.0),
        transitions.get(("I-W", "I-W"), 0.0),
    )
