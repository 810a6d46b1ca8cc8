"""What the pipeline is unsure of: claims read with little confidence, and names that may mean one thing."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from graph import names
from graph.judgements import Side, Words, pair_key
from graph.review import Doubt, DoubtKind, Doubts
from graph.wording import WORDS, sign
from ontology.model import Entity
from ontology.terms import Iri, Kind
from pipelines.claim_keys import keyed
from pipelines.extraction.account import AccountClaim
from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.identities import Identities
from pipelines.resolution.namings import family
from pipelines.resolution.pages import written
from pipelines.resolution.readings import Reading
from pipelines.resolution.resolution import Resolution
from pipelines.resolution.spelling import normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """What one document adds to the doubts: its own, whom it names how, and which incidents it tells of."""

    claims: tuple[Doubt, ...]
    named: tuple[tuple[Iri, str], ...]
    incidents: tuple[Iri, ...]


def doubts(resolution: Resolution) -> dict[str, Doubts]:
    """Everything in doubt of what counts, decided or not, by the first document of each story."""
    known = resolution.known
    found = {name: doubtful(reading, known) for name, reading in sorted(known.readings.items())}
    by_story = {
        story[0]: gathered({name: found[name] for name in story}, resolution.entities)
        for story in _stories(found)
    }
    return {first: doubts_ for first, doubts_ in sorted(by_story.items()) if doubts_}


def doubtful(reading: Reading, known: Identities) -> Doubtful:
    """What a document adds to the doubts, by the identities of its story."""
    named = sorted(reading.named & reading.entities.keys())
    return Doubtful(
        claims=tuple(_claims(reading, known)),
        named=tuple((known.iri(reading, local), reading.entities[local].name) for local in named),
        incidents=known.told(reading),
    )


def gathered(found: Mapping[str, Doubtful], entities: Iterable[Entity]) -> Doubts:
    """The doubts of the documents of a story, in the order of their ids, and of those whom they name."""
    places: dict[Iri, list[Words]] = defaultdict(list)
    told: dict[Iri, set[Iri]] = defaultdict(set)
    claims: list[Doubt] = []
    for document, one in found.items():
        claims += one.claims
        for iri, name in one.named:
            places[iri].append(Words(document, name))
            told[iri] |= set(one.incidents)
    return (*_merges(entities, told, places), *claims)


def _stories(found: Mapping[str, Doubtful]) -> list[list[str]]:
    """The documents that share incidents, and share others with these in turn."""
    sets, first = Disjoint(found), dict[Iri, str]()
    for name, one in found.items():
        for incident in one.incidents:
            sets.join(first.setdefault(incident, name), name)
    return sets.sets()


def _claims(reading: Reading, known: Identities) -> Iterator[Doubt]:
    uncertain = {key: said for key, said in keyed(reading.document, reading.account) if _why(said)}
    if uncertain:
        iris = {id(said): claim.iri for said, claim in written(reading, known)}
        yield from (_of_claim(reading, key, said, iris.get(id(said))) for key, said in uncertain.items())


def _of_claim(reading: Reading, key: str, said: AccountClaim, iri: Iri | None) -> Doubt:
    called = {entity.id: entity.name or entity.id for entity in reading.entities.values()}
    holders = ", ".join(called.get(one, one) for one in said.chain[0].speakers)
    mark = sign(said.polarity, said.certainty).text
    content = f"{mark} {called.get(said.subject)} · {WORDS[said.predicate]}: {called.get(said.object)}"
    quote = said.span.of(reading.document.text)
    side = Side(
        kind="Claim",
        label=f"{holders} {content}",
        iri=iri or names.article(reading.document.id),
        found=(Words(reading.document.id, quote),),
    )
    return Doubt(
        key=key,
        kind=DoubtKind.CLAIM,
        question=f"Does “{reading.document.title or reading.document.id}” have it of {holders}: {content}?",
        reason=_why(said) or "",
        sides=(side,),
        quote=quote,
        score=said.score,
    )


def _why(said: AccountClaim) -> str | None:
    """Why a claim is in doubt; None when it is not."""
    rules: Mapping[str, str] = _settings()["claims"]["rules"]
    if said.score is not None and said.score < _settings()["claims"]["below"]:
        return f"the extractor gives it {said.score:.2f} only"
    return rules.get(said.rule or "")


def _merges(
    entities: Iterable[Entity], told: Mapping[Iri, set[Iri]], places: Mapping[Iri, Sequence[Words]]
) -> Iterator[Doubt]:
    """Pairs of names of one family in one incident of which one has all words of the other."""
    listed = [one for one in entities if one.iri in told and family(one.kind)]
    for left, right in _pairs(listed):
        if told[left.iri] & told[right.iri] and not (_known(left) and _known(right)):
            yield _of_pair(places, left, right)


def _known(entity: Entity) -> bool:
    """Whether reference lists know it, so that it is not to be confused."""
    return bool(entity.identifiers or entity.same_as)


def _pairs(entities: Iterable[Entity]) -> list[tuple[Entity, Entity]]:
    """Pairs of one family that share a word, where all words of one are among those of the other."""
    blocks: dict[tuple[Kind | None, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for word in _words(entity):
            if len(word) >= _settings()["merges"]["shortest_word"]:
                blocks[family(entity.kind), word].append(entity)
    most: int = _settings()["merges"]["most_in_block"]
    pairs = {
        (left.iri, right.iri): (left, right)
        for block in blocks.values()
        if len(block) <= most
        for left, right in combinations(block, 2)
        if _words(left) <= _words(right) or _words(right) <= _words(left)
    }
    return [pairs[key] for key in sorted(pairs)]


def _words(entity: Entity) -> frozenset[str]:
    return frozenset(normal(entity.label).split())


def _of_pair(places: Mapping[Iri, Sequence[Words]], left: Entity, right: Entity) -> Doubt:
    sides = tuple(
        Side(kind=one.kind.value, label=one.label, iri=one.iri, found=tuple(places[one.iri]))
        for one in (left, right)
    )
    return Doubt(
        key=pair_key(*sides),
        kind=DoubtKind.MERGE,
        question=f"Are {left.label} and {right.label} the same?",
        reason="one name has all words of the other, and both are told of in one incident",
        sides=sides,
    )


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((files("pipelines") / "doubts.toml").read_text(encoding="utf-8"))
