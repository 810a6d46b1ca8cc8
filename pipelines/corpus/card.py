"""The figures of the data card: counted from the corpus, written between two marks."""

from collections.abc import Iterator
from pathlib import Path

from ontology.errors import ClaimgraphError
from pipelines.corpus.annotation import Incident
from pipelines.corpus.splits import parts
from pipelines.corpus.statistics import statistics

BEGIN = "<!-- figures: python -m pipelines.corpus card -->"
END = "<!-- end of figures -->"


def filled(card: str, figures: str) -> str:
    """The card with these figures between its marks; ClaimgraphError when it has not both marks."""
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ClaimgraphError(
            f"the card has no place for figures: put {BEGIN} and {END} on lines of their own"
        )
    return f"{before}{BEGIN}\n{figures}{END}{after}"


def figures(incidents: list[Incident]) -> str:
    """What the corpus holds, as a table by part and a list of counts, in Markdown."""
    return "\n".join((*_table(incidents), "", *(f"- {line}" for line in statistics(incidents)), ""))


def write(path: Path, incidents: list[Incident]) -> None:
    """Puts today's figures into the card."""
    path.write_text(filled(path.read_text("utf-8"), figures(incidents)), "utf-8")


def _table(incidents: list[Incident]) -> Iterator[str]:
    columns = (
        "incidents",
        "articles",
        "words",
        "mentions",
        "attributions",
        "events",
        "claims",
        "comparisons",
    )
    yield f"| part | {' | '.join(columns)} |"
    yield "|---" + "|---:" * len(columns) + "|"
    for part, found in parts(incidents):
        yield f"| {part} | {' | '.join(f'{count:,}' for count in _counts(found))} |"
    yield f"| all | {' | '.join(f'{count:,}' for count in _counts(incidents))} |"


def _counts(incidents: list[Incident]) -> Iterator[int]:
    articles = [article for one in incidents for article in one.articles]
    yield len(incidents)
    yield len(articles)
    yield sum(len(article.text.split()) for article in articles)
    yield sum(len(article.mentions) for article in articles)
    yield sum(len(article.attributions) for article in articles)
    yield sum(len(article.events) for article in articles)
    yield sum(len(article.claims) for article in articles)
    yield sum(len(one.comparisons) for one in incidents)
