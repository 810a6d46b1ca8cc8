"""The ten composed articles, as `claimgraph extract` takes them, and what it reads from them, for people.

`python -m tests.quality.composed` prints the articles as JSON Lines; with `--read`, every claim that the
default extractor makes, to be held against the text by eye.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import orjson

from pipelines.extraction.account import Account, AccountClaim
from pipelines.extraction.contract import document_of
from pipelines.extractors import extractor
from pipelines.reading.document import Document

ARTICLES = Path(__file__).with_name("articles")


def line(path: Path) -> dict[str, str]:
    """An article as a line of the contract."""
    head, _, text = path.read_text("utf-8").partition("\n\n")
    said = dict(field.split(": ", 1) for field in head.splitlines())
    return {
        "id": path.stem,
        "title": said["title"],
        "publisher": said["outlet"],
        "published": said["published"],
        "text": text,
    }


def lines() -> list[dict[str, str]]:
    """All articles, in the order of their numbers."""
    return [line(path) for path in sorted(ARTICLES.glob("[0-9]*.txt"))]


def shown(account: Account, document: Document) -> Iterator[str]:
    """The claims of an account, each with its number, proposition, stance, chain and quote."""
    for number, claim in enumerate(account.claims, start=1):
        yield f"{number:3} {_proposition(account, claim)}"
        yield f"    {claim.polarity} {claim.certainty} {claim.speech_mode}  {_chain(account, claim)}"
        yield f"    “{claim.span.of(document.text)}”  ({claim.rule})"


def _proposition(account: Account, claim: AccountClaim) -> str:
    about, told = account.entity(claim.subject), account.entity(claim.object)
    return f"{about.name} · {claim.predicate} · {told.name} [{told.kind}]"


def _chain(account: Account, claim: AccountClaim) -> str:
    steps = [(" + ".join(account.entity(s).name for s in step.speakers), step.act) for step in claim.chain]
    return " < ".join(f"{who} {act}" for who, act in steps)


def main() -> None:
    """Print the articles, or what is read from them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", action="store_true", help="print the claims instead of the articles")
    read, by = parser.parse_args().read, extractor()
    for given in lines():
        if not read:
            print(orjson.dumps(given).decode())
            continue
        document = document_of(given)
        print(f"\n# {given['id']}", *shown(by.extract(document), document), sep="\n")


if __name__ == "__main__":
    main()
