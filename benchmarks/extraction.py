"""How fast extractors read, on one core: `python -m benchmarks.extraction [COUNT] [--by NAME ...]`.

Texts of the project's corpus are each read once, after some others have been read, so that models are loaded
and the commonest words known. Seconds are those of the CPU: they grow when others use the machine.

`--beside CHECKOUT` reads each text with the code of another checkout too, in turns, and says how much faster
this one is and for how many texts both give the same answer. The ratio is what counts on a busy machine.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen

from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.extraction.contract import document_of, written
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


def compare(name: str, texts: Sequence[Document], checkout: Path) -> str:
    """A line on this code beside that of a checkout, which read each text in turns."""
    here = Path(__file__).resolve().parents[1]
    readers = [_reader(name, one.resolve()) for one in (here, checkout)]
    answers = [[_asked(reader, document) for reader in readers] for document in texts][FIRST:]
    for reader in readers:
        reader.communicate()
    words = sum(len(one.text.split()) for one in texts[FIRST:])
    ours, theirs = (sum(pair[side][0] for pair in answers) for side in (0, 1))
    same = sum(ours[1] == theirs[1] for ours, theirs in answers)
    return (
        f"{name}: {words / ours:,.0f} words a second, {words / theirs:,.0f} beside: {theirs / ours:.2f} times"
        f" as fast; {same} of {len(answers)} answers are the same"
    )


def _reader(name: str, checkout: Path) -> Popen[str]:
    """A process that reads with the code of a checkout."""
    command = [sys.executable, __file__, "--reader", name]
    place = os.environ | {"PYTHONPATH": str(checkout)}
    return Popen(command, stdin=PIPE, stdout=PIPE, text=True, env=place, cwd=checkout)  # noqa: S603


def _asked(reader: Popen[str], document: Document) -> tuple[float, str]:
    """CPU seconds that a text took, and a digest of the answer."""
    assert reader.stdin is not None
    assert reader.stdout is not None
    print(json.dumps(asdict(document)), file=reader.stdin, flush=True)
    spent, digest = reader.stdout.readline().split()
    return float(spent), digest


def serve(name: str) -> None:
    """Read the texts of standard input, and say of each how long it took and what the answer's digest is."""
    by = extractor(name)
    for line in sys.stdin:
        document = Document(**json.loads(line))
        start = time.process_time()
        account = by.extract(document)
        spent = time.process_time() - start
        print(spent, sha256(json.dumps(written(account)).encode()).hexdigest(), flush=True)


def main() -> None:
    """Print a line for each extractor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=200, help="how many texts are read")
    parser.add_argument("--by", nargs="+", default=["rules", "trained"], help="names of installed extractors")
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="another checkout to compare with")
    parser.add_argument("--reader", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        serve(options.reader)
        return
    texts = list(islice(documents(), FIRST + options.count))
    for name in options.by:
        if options.beside:
            print(compare(name, texts, options.beside), flush=True)
            continue
        words, each = speed(name, texts)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {words:,.0f} words a second, {each:.0f} ms a text, at most {most} MB so far")


if __name__ == "__main__":
    main()
