"""The same answers by hand: one SPARQL query for each level, put together as plain dictionaries."""

from collections.abc import Iterable, Sequence
from typing import Any

from api.reader import Reader
from ontology.terms import Act, Certainty, Polarity, Predicate

Tree = dict[str, Any]
_INCIDENTS = "SELECT ?i ?label WHERE { ?i a ic:Incident ; rdfs:label ?label } ORDER BY LCASE(?label) ?i"
_CLAIMS = """SELECT ?i ?c ?polarity ?certainty ?article ?evidence ?proposition ?step ?date ?start WHERE {
  VALUES ?i { $values } ?article schema:about ?i . ?c ic:article ?article ; a ic:Claim ;
  ic:proposition ?proposition ; ic:polarity ?polarity ; ic:certainty ?certainty ;
  ic:evidence ?evidence ; ic:attribution ?step .
  ?evidence oa:start ?start . OPTIONAL { ?article schema:datePublished ?date } }"""
_QUOTES = """SELECT ?m ?exact ?start ?end WHERE { VALUES ?m { $values }
  ?m oa:exact ?exact ; oa:start ?start ; oa:end ?end }"""
_ARTICLES = "SELECT ?a ?label WHERE { VALUES ?a { $values } ?a schema:publisher/rdfs:label ?label }"
_SAID = """SELECT ?p ?predicate ?s ?o WHERE { VALUES ?p { $values }
  ?p rdf:subject ?s ; rdf:predicate ?predicate ; rdf:object ?o }"""
_STEPS = """SELECT ?c ?step ?position ?act ?label WHERE { VALUES ?c { $values }
  ?c ic:attribution/ic:within* ?step .
  ?step ic:position ?position ; ic:act ?act ; ic:speaker/rdfs:label ?label }"""
_LABELS = "SELECT ?x ?label WHERE { VALUES ?x { $values } ?x rdfs:label ?label }"
_SMALL = """SELECT ?label ?victim WHERE { ?i a ic:Incident ; rdfs:label ?label ; said:target ?to .
  ?to rdfs:label ?victim } ORDER BY LCASE(?label) ?i LIMIT 1"""


def nested(reader: Reader) -> Tree:
    """All incidents with their claims, these with quotes, chains, articles and propositions."""
    incidents = reader.ask(_INCIDENTS)
    rows = _asked(reader, _CLAIMS, (row[0] for row in incidents))
    claims = {row[1] for row in rows}
    quotes = {row[0]: row[1:] for row in _asked(reader, _QUOTES, {row[5] for row in rows})}
    outlets = dict(_asked(reader, _ARTICLES, {row[4] for row in rows}))
    said = {row[0]: row[1:] for row in _asked(reader, _SAID, {row[6] for row in rows})}
    labels = dict(_asked(reader, _LABELS, {end for row in said.values() for end in row[1:]}))
    chains: dict[Any, list[Any]] = {}
    for claim, step, position, act, label in _asked(reader, _STEPS, claims):
        chains.setdefault(claim, []).append((-position, step, act, label))
    of: dict[Any, dict[Any, Any]] = {}
    for row in rows:
        of.setdefault(row[0], {})[row[1]] = row
    return {
        "incidents": {
            "nodes": [
                {
                    "label": label,
                    "claims": {
                        "nodes": [
                            _claim(row, quotes, outlets, said, labels, chains)
                            for row in sorted(of.get(iri, {}).values(), key=_order)
                        ]
                    },
                }
                for iri, label in incidents
            ]
        }
    }


def _order(row: Sequence[Any]) -> tuple[Any, ...]:
    return row[8] or "9999", row[4], row[9], row[1]


def _claim(row: Any, quotes: Any, outlets: Any, said: Any, labels: Any, chains: Any) -> Tree:
    exact, start, end = quotes[row[5]]
    predicate, subject, thing = said[row[6]]
    return {
        "polarity": _POLARITIES[row[2]],
        "certainty": _CERTAINTIES[row[3]],
        "evidence": {"quote": exact, "start": start, "end": end},
        "article": {"publisher": {"label": outlets[row[4]]}},
        "proposition": {
            "predicate": _PREDICATES[predicate],
            "subject": {"label": labels[subject]},
            "object": {"label": labels[thing]},
        },
        "chain": [
            {"position": -position, "act": _ACTS[act], "speakers": [{"label": label}]}
            for position, _, act, label in sorted(chains[row[1]])
        ],
    }


def small(reader: Reader) -> Tree:
    """One incident and whom it hit."""
    rows = reader.ask(_SMALL)
    return {"incidents": {"nodes": [{"label": rows[0][0], "targets": [{"node": {"label": rows[0][1]}}]}]}}


def _asked(reader: Reader, query: str, iris: Iterable[Any]) -> Any:
    return reader.ask(query.replace("$values", " ".join(f"<{iri}>" for iri in iris)))


_POLARITIES = {one.iri: one.name for one in Polarity}
_CERTAINTIES = {one.iri: one.name for one in Certainty}
_PREDICATES = {one.iri: one.name for one in Predicate}
_ACTS = {one.iri: one.name for one in Act}
