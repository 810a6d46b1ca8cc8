"""Judging whether two things are the same: who is meant, what is entered, what it comes to."""

from collections.abc import Iterable, Iterator
from functools import partial

from graph import names
from graph.generations import open_generation
from graph.graph import Graph
from graph.judgements import Judgements, Side, Words, pair_key
from graph.review import Answer, doubt
from graph.review import decide as enter_decision
from graph.settings import Settings
from ontology.errors import JudgementError
from ontology.model import Entity, Mention
from ontology.terms import Iri, Kind, Ruling
from pipelines.extraction.account import Extractor
from pipelines.progress import Progress, silent
from pipelines.resolution.namings import family
from pipelines.withdrawing import Effect, Reasoned, found, published

_MOST = 50  # places by which a side is found again; a few would do
_NAMED = "SELECT ?mention WHERE { ?mention ic:denotes $it }"
_ABOUT = "SELECT DISTINCT ?article WHERE { ?article schema:about $it }"
_SPOKEN = """
SELECT DISTINCT ?article WHERE {
  { ?claim ic:proposition/(rdf:subject|rdf:object) $it }
  UNION { ?claim ic:attribution/ic:within*/ic:speaker $it }
  ?claim ic:article ?article
}
"""
_CALLED = """
SELECT DISTINCT ?it WHERE {
  GRAPH ?where { ?it rdfs:label|skos:altLabel ?name } FILTER(LCASE(?name) = LCASE($name))
  FILTER(?where IN (cg:entities, cg:incidents))
} ORDER BY ?it
"""


def judge(
    ruling: Ruling,
    left: str,
    right: str,
    reasoned: Reasoned,
    settings: Settings,
    *,
    by: Extractor,
    progress: Progress = silent,
) -> Effect:
    """Enter that two things are the same, different, or that it stays open; JudgementError when it cannot be.

    Each is given by the IRI of an entity or a mention, by name, or as `name@article` where it is spoken of.
    """
    with open_generation(settings.home) as published_now:
        sides = (side(left, published_now.graph, settings), side(right, published_now.graph, settings))
    _check(ruling, *sides)
    ledger = Judgements(settings.home)
    enter = partial(ledger.add, ruling, sides, key=pair_key(*sides), **reasoned._asdict())
    label = f"{sides[0].label} and {sides[1].label}"
    return published(label, settings, enter=enter, by=by, progress=progress)


def undo(
    number: int, reasoned: Reasoned, settings: Settings, *, by: Extractor, progress: Progress = silent
) -> Effect:
    """Enter that a judgement no longer counts, and publish what counts then."""
    ledger = Judgements(settings.home)
    label = next((entry.label for entry in ledger.standing() if entry.number == number), str(number))
    enter = partial(ledger.undo, number, **reasoned._asdict())
    return published(label, settings, enter=enter, by=by, progress=progress)


def decide(
    key: str,
    answer: Answer,
    reasoned: Reasoned,
    settings: Settings,
    *,
    by: Extractor,
    progress: Progress = silent,
) -> Effect:
    """Decide an open doubt, given by its key or the beginning of it, and publish what counts then."""
    asked = doubt(settings.home, key)
    enter = partial(enter_decision, settings.home, asked, answer, **reasoned._asdict())
    return published(asked.question, settings, enter=enter, by=by, progress=progress)


def side(given: str, graph: Graph, settings: Settings) -> Side:
    """One side of a judgement, as people name it."""
    name, at, article = given.rpartition("@")
    if at and not given.startswith(("http://", "https://")):
        document = found(article, settings).id
        entity = _entity(name, graph)
        return _side(entity, [words for words in _found(entity, graph) if words.document == document], given)
    mention = graph.get(Mention, given) if given.startswith(("http://", "https://")) else None
    if mention is not None and mention.denotes:
        known = graph.get(Entity, mention.denotes)
        if known is not None:
            return _side(known, [Words(names.document(mention.article), mention.exact)], given)
    entity = _entity(given, graph)
    return _side(entity, list(_found(entity, graph)), given)


def _side(entity: Entity, places: Iterable[Words], given: str) -> Side:
    where = tuple(sorted(set(places))[:_MOST])
    if not where:
        raise JudgementError(f"{given}: no article that counts speaks of {entity.label} there")
    return Side(kind=entity.kind.value, label=entity.label, iri=entity.iri, found=where)


def _entity(given: str, graph: Graph) -> Entity:
    """The entity of an IRI or a name. JudgementError when there is none, or more than one."""
    if given.startswith(("http://", "https://")):
        known = graph.get(Entity, given)
        if known is None:
            raise JudgementError(f"there is no entity {given}; `claimgraph ask entities` lists them")
        return known
    iris = [Iri(str(iri)) for iri in graph.ask(_CALLED, name=given).column("it")]
    known_ones = list(graph.many(Entity, iris).values())
    if len(known_ones) == 1:
        return known_ones[0]
    if not known_ones:
        raise JudgementError(
            f"nobody is called {given!r}; `claimgraph ask entities -p text=...` looks for names"
        )
    several = "; ".join(f"{one.label} ({one.kind.value}) {one.iri}" for one in known_ones)
    raise JudgementError(f"{given!r} may be one of several; give an IRI or {given}@ARTICLE: {several}")


def _found(entity: Entity, graph: Graph) -> Iterator[Words]:
    """By which words in which documents an entity is found again."""
    if entity.kind is Kind.INCIDENT:
        for article in graph.ask(_ABOUT, it=entity.iri).column("article"):
            yield Words(names.document(str(article)), "")
        return
    mentions = graph.many(Mention, map(str, graph.ask(_NAMED, it=entity.iri).column("mention"))).values()
    yield from (Words(names.document(one.article), one.exact) for one in mentions)
    if not mentions:
        for article in graph.ask(_SPOKEN, it=entity.iri).column("article"):
            yield from (Words(names.document(str(article)), name) for name in (entity.label, *entity.aliases))


def _check(ruling: Ruling, left: Side, right: Side) -> None:
    """JudgementError for what cannot be judged."""
    if ruling is not Ruling.DIFFERENT and left.iri == right.iri:
        raise JudgementError(f"{left.label} is one already; `judge different` takes two mentions of it apart")
    if left.found == right.found:
        raise JudgementError(
            f"{left.label} cannot be told from itself; give two mentions by IRI, or NAME@ARTICLE twice"
        )
    kinds = [Kind(one.kind) for one in (left, right)]
    families = [family(kind) or kind for kind in kinds]
    if families[0] is not families[1]:
        raise JudgementError(
            f"{left.label} is a {left.kind} and {right.label} a {right.kind}; they cannot be judged together"
        )
