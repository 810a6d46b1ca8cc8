"""Which part of the corpus an incident belongs to: training, development or test, by the hash of its name."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256

from pipelines.corpus.annotation import Incident


class Split(StrEnum):
    """A part of the corpus. All accounts of an incident are in one part."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


SHARES = {Split.TRAIN: 70, Split.DEV: 15, Split.TEST: 15}  # percent, in this order


def split(slug: str) -> Split:
    """The part of the incident in the folder of that name; it depends on nothing else."""
    place = int.from_bytes(sha256(slug.encode()).digest()[:8]) * 100 >> 64
    if place < SHARES[Split.TRAIN]:
        return Split.TRAIN
    return Split.DEV if place < SHARES[Split.TRAIN] + SHARES[Split.DEV] else Split.TEST


def parts(incidents: Iterable[Incident]) -> Iterator[tuple[Split, list[Incident]]]:
    """Every part with its incidents, in order of their names; a part may be empty."""
    known = sorted(incidents, key=lambda one: one.slug)
    for part in Split:
        yield part, [one for one in known if split(one.slug) == part]
