"""How fast extractors read, on one core: `python -m benchmarks.extraction [COUNT] [--by NAME ...]`.

Texts of the project's corpus are each read once, after some others have been read, so that models are loaded
and the commonest words known. Seconds are those of the CPU: they grow when others use the machine.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.extraction.contract import document_of
from pipelines.extractors import extractor
from pipelines.reading.document import Document

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "incidents"
FIRST = 10  # texts that are read before the clock is started


def documents() -> Iterator[Document]:
    """The articles of the sound incidents of the corpus: to train with first, then to compare by."""
    incidents, findings = read((CORPUS,))
    wrong = {finding.path.parent.name for finding in findings if not finding.hint}
    with tempfile.TemporaryDirectory() as place:
        list(build([one for one in incidents if one.slug not in wrong], Path(place)))
        for part in ("train", "dev"):
            lines = (Path(place) / f"{part}.jsonl").read_text("utf-8").splitlines()
            yield from (document_of(json.loads(line)) for line in lines)


def speed(name: str, texts: Sequence[Document]) -> tuple[float, float]:
    """Words a second and CPU milliseconds a text; the first texts are not counted."""
    by = extractor(name)
    for document in texts[:FIRST]:
        by.extract(document)
    counted = texts[FIRST:]
    start = time.process_time()
    for document in counted:
        by.extract(document)
    spent = time.process_time() - start
    return sum(len(one.text.split()) for one in counted) / spent, 1000 * spent / len(counted)


def main() -> None:
    """Print a line for each extractor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=200, help="how many texts are read")
    parser.add_argument("--by", nargs="+", default=["rules", "trained"], help="names of installed extractors")
    options = parser.parse_args()
    texts = list(islice(documents(), FIRST + options.count))
    for name in options.by:
        words, each = speed(name, texts)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {words:,.0f} words a second, {each:.0f} ms a text, at most {most} MB so far")


if __name__ == "__main__":
    main()
