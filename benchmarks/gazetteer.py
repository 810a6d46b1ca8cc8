"""How fast known names are found: `python -m benchmarks.gazetteer [NAMES]`.

Texts of about 3 KB hold a name in every thirty words; in the hard ones every word begins some name.
Reading a text into words is shown apart: extraction does it once for everything.
"""

import argparse
import random
import time

from ontology.terms import Kind
from pipelines.extraction.gazetteers import Gazetteer, Known, Reference
from pipelines.extraction.passage import Passage, read_passage

TEXTS = 400
WORDS = 480
_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]


def word(rng: random.Random, syllables: int = 3) -> str:
    """An invented word."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables))


def texts(names: list[str], rng: random.Random, *, hard: bool) -> list[str]:
    """Texts with names in them."""
    firsts = [name.split()[0] for name in names]
    made = []
    for _ in range(TEXTS):
        words = [rng.choice(firsts) if hard else word(rng, 2) for _ in range(WORDS)]
        for at in range(0, WORDS, 30):
            words[at] = rng.choice(names)
        made.append(". ".join(" ".join(words[at : at + 20]) for at in range(0, WORDS, 20)))
    return made


def speed(gazetteer: Gazetteer, passages: list[Passage]) -> tuple[float, int]:
    """Documents a CPU second, and how many names were found in all."""
    start = time.process_time()
    found = sum(1 for passage in passages for _ in gazetteer.all(passage))
    return len(passages) / (time.process_time() - start), found


def main() -> None:
    """Print how many documents a second are searched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="?", type=int, default=100_000)
    options = parser.parse_args()
    rng = random.Random(7)
    names = sorted({" ".join(word(rng) for _ in range(rng.randrange(1, 4))) for _ in range(options.names)})
    start = time.process_time()
    gazetteer = Gazetteer((name, Reference(known=Known(kind=Kind.COMPANY, name=name))) for name in names)
    print(f"{len(names)} names indexed in {time.process_time() - start:.2f} s")
    for hard in (False, True):
        made = texts(names, rng, hard=hard)
        start = time.process_time()
        passages = [read_passage(text) for text in made]
        reading = TEXTS / (time.process_time() - start)
        rate, found = speed(gazetteer, passages)
        kind = "hard" if hard else "usual"
        print(f"{kind:6} texts: {rate:8.0f} documents/s with {found} names; reading them {reading:.0f}/s")


if __name__ == "__main__":
    main()
