"""How fast pages are read beside trafilatura's default: `python -m benchmarks.cleaning FOLDER [ROUNDS]`.

FOLDER holds pages, packed with gzip or not. Both read every page in turn, in one process; the ratio is that
of the sums of each page's least CPU time.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import fetch
from pipelines.feeds.sources import sources
from pipelines.outcomes import NotRead
from pipelines.reading.encoding import decode
from pipelines.reading.html import read_html

WANTED = 1.25


def ours(content: bytes) -> None:
    """Text, title, publisher, dates and language of a page."""
    try:
        read_html(decode(content, None), None)
    except NotRead:
        return


def default(content: bytes) -> None:
    """The text of a page alone, by trafilatura as it comes."""
    trafilatura.extract(content)


def with_metadata(content: bytes) -> None:
    """The text of a page and what trafilatura finds out about it."""
    trafilatura.bare_extraction(content, with_metadata=True)


WAYS: tuple[Callable[[bytes], None], ...] = (ours, default, with_metadata)


def seconds(pages: list[bytes], rounds: int) -> dict[str, float]:
    """The CPU seconds of all pages, by way."""
    least: dict[str, list[float]] = {way.__name__: [float("inf")] * len(pages) for way in WAYS}
    for _ in range(rounds):
        for at, page in enumerate(pages):
            for way in WAYS:
                start = time.process_time()
                way(page)
                times = least[way.__name__]
                times[at] = min(times[at], time.process_time() - start)
    return {name: sum(times) for name, times in least.items()}


def pages_of(folder: Path) -> list[bytes]:
    """The pages of a folder."""
    fetched = (fetch(item) for item in sources([str(folder)]))
    return [page.content for page in fetched if isinstance(page, FetchedArticle)]


def main() -> None:
    """Print documents per second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    options = parser.parse_args()
    pages = pages_of(options.folder)
    took = seconds(pages, options.rounds)
    for name, spent in took.items():
        print(f"{name:14} {len(pages) / spent:6.1f} documents/s, {spent / took['ours']:.2f} times our time")
    print(f"wanted: {WANTED} times trafilatura's default")


if __name__ == "__main__":
    main()
