"""How well accounts of one incident are brought together, apart from extraction.

`python -m tests.quality.accounts [PART]` takes the annotation of each article of a part of the corpus as its
account, resolves and compares all of them together, and holds what comes of it against the annotation.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.model import Claim, Comparison, Page
from ontology.terms import Iri, Kind
from pipelines.comparison.comparing import compare
from pipelines.corpus.annotation import Incident
from pipelines.corpus.collection import read
from pipelines.corpus.splits import Split, parts
from pipelines.extraction.account import Account
from pipelines.reading.document import Document
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import Resolution, resolve
from tests.quality.partitions import Score, b_cubed, pairwise, share
from tests.quality.sameness import Item, articles, document, in_own_words, keys, told, unjudged
from tests.quality.testimony import shared, testimony

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("accounts.json")
MARGIN = 0.01
_TERMS = frozenset({Kind.CONCEPT, Kind.TOPIC})
Figures = dict[str, float]
Pair = frozenset[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of a part of the corpus, resolved and compared."""

    incidents: Sequence[Incident]
    read: Sequence[tuple[Document, Account]]
    resolution: Resolution
    pages: Sequence[Page]
    comparisons: Sequence[Comparison]

    @property
    def claims(self) -> Mapping[Item, Claim]:
        """Each claim by its article and its id there."""
        return {(page.article.identifier, c.rule or ""): c for page in self.pages for c in page.claims}


def part_of_corpus(part: Split) -> list[Incident]:
    """The incidents of a part."""
    return dict(parts(read((ROOT / "corpus" / "incidents",))[0]))[part]


def accounts(incidents: Sequence[Incident], *, own_words: bool = False) -> Accounts:
    """The incidents' articles as accounts; `own_words` calls described things as each article does."""
    given = [(document(article), told(article), article) for article in articles(incidents)]
    pairs = [
        (one, in_own_words(account, article) if own_words else account) for one, account, article in given
    ]
    resolution = resolve(pairs)
    written = pages(pairs, resolution)
    compared = compare(written, resolution.entities)
    return Accounts(
        incidents=incidents, read=pairs, resolution=resolution, pages=written, comparisons=compared
    )


def identity(found: Accounts) -> Figures:
    """Entities of all articles together, and the incident that each article tells of first."""
    gold = keys(found.incidents)
    ours: dict[Item, str] = {item: found.resolution.iri(*item) for item in gold}
    slugs = {one.id: incident.slug for incident in found.incidents for one in incident.articles}
    kinds = {(one.id, e.id): e.kind for one in articles(found.incidents) for e in one.entities.values()}
    alone = unjudged(found.incidents)

    def judged(left: Item, right: Item) -> bool:
        """What two articles describe without sharing it is not judged, nor are terms of two incidents."""
        if slugs[left[0]] != slugs[right[0]]:
            return not (kinds[left] in _TERMS and kinds[right] in _TERMS)
        return left[0] == right[0] or not (left in alone and right in alone)

    told_first = {item: name for item, name in _incidents(found).items() if item in gold}
    of_articles = {item: gold[item] for item in told_first}
    return {
        **_scores("entities.pairs", pairwise(ours, gold, judged)),
        **_scores("entities.b3", b_cubed(ours, gold, judged)),
        **_scores("incidents.b3", b_cubed(told_first, of_articles, lambda _, __: True)),
    }


def _incidents(found: Accounts) -> dict[Item, str]:
    """The incident that each article tells of first, by the entity that stands for it."""
    readings = found.resolution.known.readings.values()
    first = ((reading, incident) for reading in readings for incident in reading.incidents()[:1])
    return {
        (reading.document.id, incident.id): found.resolution.iri(reading.document.id, incident.id)
        for reading, incident in first
    }


def comparisons(found: Accounts) -> Figures:
    """Compared claims: pairs, their types, and how many of our pairs of such claims are annotated."""
    by_iri = {claim.iri: item for item, claim in found.claims.items()}
    ours: dict[Pair, set[str]] = {}
    for one in found.comparisons:
        ours.setdefault(frozenset((by_iri[one.left], by_iri[one.right])), set()).add(one.relation.value)
    gold = _annotated(found.incidents)
    both = gold.keys() & ours.keys()
    known = {claim for pair in gold for claim in pair}
    among = [pair for pair in ours if pair <= known]
    typed = sum(bool(gold[pair] & ours[pair]) for pair in both)
    return {
        **_scores("comparisons.pairs", Score(share(len(both), len(ours)), share(len(both), len(gold)))),
        "comparisons.among": share(len(both), len(among)),
        "comparisons.types": share(typed, len(both)),
        "comparisons.first": _first(found, by_iri, set(gold)),
    }


def _first(found: Accounts, by_iri: Mapping[Iri, Item], gold: set[Pair]) -> float:
    """Of as many of our most notable pairs of each incident as annotators chose, those that are theirs."""
    slugs = {one.id: incident.slug for incident in found.incidents for one in incident.articles}
    ranked: dict[str, dict[Pair, int]] = {}
    for one in found.comparisons:
        pair = frozenset((by_iri[one.left], by_iri[one.right]))
        pairs = ranked.setdefault(slugs[by_iri[one.left][0]], {})
        pairs[pair] = max(pairs.get(pair, 0), one.notability or 0)
    chosen = Counter(slugs[min(pair)[0]] for pair in gold)
    right = sum(
        pair in gold
        for slug, pairs in ranked.items()
        for pair in sorted(pairs, key=lambda one: (-pairs[one], sorted(one)))[: chosen[slug]]
    )
    return share(right, chosen.total())


def _annotated(incidents: Sequence[Incident]) -> dict[Pair, set[str]]:
    found: dict[Pair, set[str]] = {}
    for incident in incidents:
        for one in incident.comparisons:
            pair = frozenset((f"{incident.slug}-{number}", claim) for number, claim in (one.left, one.right))
            found.setdefault(pair, set()).add(one.relation)
    return found


def origins(found: Accounts) -> Figures:
    """Of the propositions that several articles tell, those with as many origins as annotated."""
    gold = testimony(found.incidents, keys(found.incidents))
    wanted = list(shared(gold))
    claims = found.claims
    counted = [
        len({claims[item].origin for item in gold[said] if item in claims}) == len(set(gold[said].values()))
        for said in wanted
    ]
    return {
        "origins.exact": share(sum(counted), len(wanted)),
        "origins.restates": _one_origin(found, "restates"),
        "origins.corroborates": 1 - _one_origin(found, "corroborates"),
    }


def _one_origin(found: Accounts, relation: str) -> float:
    """Of the pairs annotated with a relation, those behind which we see one origin."""
    claims = found.claims
    pairs = [pair for pair, relations in _annotated(found.incidents).items() if relation in relations]
    same = [len({claims[item].origin for item in pair}) == 1 for pair in pairs if pair <= claims.keys()]
    return share(sum(same), len(same))


def figures(part: Split) -> Figures:
    """All figures of a part; those with "words" are of accounts in each article's own words."""
    incidents = part_of_corpus(part)
    found, worded = accounts(incidents), accounts(incidents, own_words=True)
    own = {f"words.{name}": value for name, value in identity(worded).items()}
    return {**identity(found), **own, **comparisons(found), **origins(found)}


def _scores(name: str, score: Score) -> Figures:
    return {f"{name}.p": score.precision, f"{name}.r": score.recall, f"{name}.f": score.f}


def digest(part: Split) -> str:
    """What tells whether the annotation of a part is the one that floors were measured on."""
    seen = hashlib.sha256()
    for incident in part_of_corpus(part):
        for path in sorted(incident.path.parent.glob("*.txt")):
            seen.update(path.read_bytes())
    return seen.hexdigest()


def table(found: Figures) -> Iterator[str]:
    """The figures in percent, one group a line."""
    for name in dict.fromkeys(key.removesuffix(".p").removesuffix(".r").removesuffix(".f") for key in found):
        cells = [found.get(f"{name}.{measure}") for measure in "prf"]
        if None in cells:
            yield f"{name:22} {100 * found[name]:5.1f}"
        else:
            yield f"{name:22} " + "  ".join(
                f"{m} {100 * (cell or 0):5.1f}" for m, cell in zip("PRF", cells, strict=True)
            )


def main() -> None:
    """Print the figures of a part of the corpus, or pin floors below those of the development part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", type=Split, default=Split.DEV)
    parser.add_argument("--write", action="store_true", help="pin what is reached, less a margin")
    options = parser.parse_args()
    found = figures(options.part)
    print("\n".join(table(found)))
    if options.write:
        known = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
        floors = {name: round(value - MARGIN, 3) for name, value in sorted(found.items())}
        known[options.part.value] = {"annotation": digest(options.part), "floors": floors}
        FLOORS.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
