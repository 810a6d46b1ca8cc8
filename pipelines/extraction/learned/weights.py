"""The weights of a trained model, read from the file that crfsuite writes."""

from dataclasses import dataclass
from pathlib import Path
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from ontology.errors import SettingsError

Floats = NDArray[np.float64]

# A header of places; a list of features, each of a state or a transition; two tables of strings by number.
_HEADER = Struct("<4sI4sI3I5I")
_FEATURE = np.dtype([("kind", "<u4"), ("of", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1
_CHUNK = 12  # bytes before a list: its name, size and number
_TABLE = Struct("<4s5I")
_ENTRY = Struct("<2I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a linear-chain CRF has learned.

    `features` are rows of `state`, whose last row is of what was never seen: all zero. `state` has a column
    for each label; `transitions[a, b]` is the weight of b right behind a.
    """

    labels: tuple[str, ...]
    features: dict[str, int]
    state: Floats
    transitions: Floats


def read(path: Path) -> Weights:
    """The weights of a model; SettingsError when the file is none of crfsuite's."""
    data = path.read_bytes()
    if len(data) < _HEADER.size or data[:4] != b"lCRF":
        raise SettingsError(f"{path} is no model of crfsuite; run `make train`, or install anew")
    *_, at_features, at_labels, at_known, _, _ = _HEADER.unpack_from(data)
    labels, features = _strings(data, at_labels), _strings(data, at_known)
    size = int.from_bytes(data[at_features + 8 : at_features + _CHUNK], "little")
    listed = np.frombuffer(data, _FEATURE, size, at_features + _CHUNK)
    state = np.zeros((len(features) + 1, len(labels)))
    transitions = np.zeros((len(labels), len(labels)))
    for kind, table in ((_STATE, state), (_TRANSITION, transitions)):
        found = listed[listed["kind"] == kind]
        table[found["of"], found["label"]] = found["weight"]
    return Weights(labels=tuple(labels), features=features, state=state, transitions=transitions)


def _strings(data: bytes, at: int) -> dict[str, int]:
    """The strings of a table with their numbers, in the order of the numbers."""
    *_, size, listed = _TABLE.unpack_from(data, at)
    found = {}
    for entry in np.frombuffer(data, "<u4", size, at + listed).tolist():
        number, length = _ENTRY.unpack_from(data, at + entry)
        start = at + entry + _ENTRY.size
        found[data[start : start + length - 1].decode()] = number
    return dict(sorted(found.items(), key=lambda pair: pair[1]))
