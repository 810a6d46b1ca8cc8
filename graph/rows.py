"""The rows of claims and entities as the side index has them: flat, in order, with bounds in time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from graph.graph import Graph
from graph.ladder import rung
from ontology.model import Article, Entity, TimeExpression
from ontology.terms import IC, ICV, Certainty, Graphs, Kind, Polarity

_LAST = "9999-99-99"  # where a date is not known, it sorts last
_CLAIMS = """
SELECT ?claim ?article ?proposition ?subject ?predicate ?object ?polarity ?certainty ?mode ?quote ?start ?end
WHERE {
  ?claim a ic:Claim ; ic:article ?article ; ic:proposition ?proposition ; ic:polarity ?polarity ;
    ic:certainty ?certainty ; ic:speechMode ?mode ; ic:evidence ?evidence .
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end .
}
"""
_MENTIONS = """
SELECT ?mention ?article ?start ?end ?denotes WHERE {
  ?mention a ic:Mention ; ic:article ?article ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?mention ic:denotes ?denotes }
}
"""
_TIMES = "SELECT ?claim ?time WHERE { ?claim a ic:Claim ; ic:time ?time }"
_SPOKEN_OF = f"""
SELECT DISTINCT ?iri WHERE {{
  {{ GRAPH <{Graphs.ENTITIES}> {{ ?other ic:concerns|ic:ownedBy|ic:partOf|ic:speaksFor|org:memberOf ?iri }} }}
  UNION {{ ?proposition rdf:subject|rdf:object ?iri }}
  UNION {{ ?step ic:speaker ?iri }}
  UNION {{ ?mention ic:denotes ?iri }}
  UNION {{ ?article schema:publisher ?iri }}
}}
"""
_MEASURES = frozenset({Kind.DATE, Kind.QUANTITY})


class ClaimRow(NamedTuple):
    """A claim with its proposition, quote, bounds in time (None for open) and order key."""

    iri: str
    article: str
    proposition: str
    subject: str
    predicate: str
    object: str
    polarity: str
    certainty: str
    mode: str
    quote: str
    start: int
    end: int
    published: str | None = None
    timed: bool = False
    earliest: str | None = None
    latest: str | None = None
    rung: int = 0

    @property
    def sort(self) -> str:
        """By publication date (unknown last), article and place in the text."""
        return f"{self.published or _LAST}|{self.article}|{self.start:09d}|{self.iri}"


def claims_of(graph: Graph, articles: Iterable[Article]) -> list[ClaimRow]:
    """The claims of a graph, in order."""
    published = {str(article.iri): article.published for article in articles}
    times = {str(time.iri): time for time in graph.all(TimeExpression)}
    given = {str(claim): str(time) for claim, time in graph.ask(_TIMES).rows}
    rows = (_row(ClaimRow(*row), published, times, given) for row in graph.ask(_CLAIMS).rows)  # type: ignore[arg-type]
    return sorted(rows, key=lambda claim: claim.sort)


def mentions_of(graph: Graph) -> list[tuple[str, str, str | None, str]]:
    """The mentions of a graph with their articles, what they name, and their order keys, in order."""
    rows = [
        (str(iri), str(article), str(named) if named else None, f"{article}|{start:09d}|{end:09d}|{iri}")
        for iri, article, start, end, named in graph.ask(_MENTIONS).rows
    ]
    return sorted({row[0]: row for row in rows}.values(), key=lambda row: row[3])


def entities_of(graph: Graph) -> Mapping[str, Entity]:
    """The entities, and those things of the reference that claims, texts and entities speak of."""
    entities = {str(entity.iri): entity for entity in graph.all(Entity)}
    spoken_of = {str(iri) for (iri,) in graph.ask(_SPOKEN_OF).rows}
    others = graph.many(Entity, sorted(spoken_of - entities.keys())).values()
    return entities | {str(one.iri): one for one in others if one.kind not in _MEASURES}


def _row(
    claim: ClaimRow,
    published: Mapping[str, str | None],
    times: Mapping[str, TimeExpression],
    given: Mapping[str, str],
) -> ClaimRow:
    polarity, certainty = claim.polarity.removeprefix(ICV), claim.certainty.removeprefix(ICV)
    told = list(_times(claim, times, given))
    return claim._replace(
        predicate=claim.predicate.removeprefix(IC),
        polarity=polarity,
        certainty=certainty,
        mode=claim.mode.removeprefix(ICV),
        published=published.get(claim.article),
        timed=bool(told),
        earliest=_bound(min, [one.earliest for one in told]),
        latest=_bound(max, [one.latest for one in told]),
        rung=rung(Polarity(polarity), Certainty(certainty)),
    )


def _bound(choose: Callable[[list[str]], str], given: list[str | None]) -> str | None:
    """The outermost of some bounds; None when one of them is open, or there is none."""
    known = [one for one in given if one]
    return choose(known) if known and len(known) == len(given) else None


def _times(
    claim: ClaimRow, times: Mapping[str, TimeExpression], given: Mapping[str, str]
) -> Iterator[TimeExpression]:
    ends = (given.get(claim.iri), claim.subject, claim.object)
    return (times[iri] for iri in map(str, filter(None, ends)) if iri in times)
