"""Evaluates an admitted query in this very process, which a hostile one can stop (see `pool`)."""

from collections.abc import Collection, Iterator
from itertools import islice

from graph.sparql.admission import Admitted, admit
from graph.sparql.query import Query, QueryLimits, Reply
from graph.sparql.results import written, written_boolean
from graph.store import Dataset, Solved, Store, serialize_triples
from ontology.errors import QueryRefused, QuestionError, Refused


def evaluate(store: Store, known: Collection[str], query: Query, limits: QueryLimits) -> Reply:
    """The result of a query; `known` are the graphs of the store. QueryRefused says why there is none."""
    admitted = admit(query.text, limits, query.base)
    form = query.triples if admitted.kind.gives_triples else query.rows
    if form is None:
        raise QueryRefused(Refused.NOT_ACCEPTABLE, f"a {admitted.kind} is not written in what is accepted")
    _refuse_unknown(admitted, query, known)
    try:
        return _written(store.solve(query.text, _dataset(admitted, query), query.base), form, limits)
    except QuestionError as error:
        raise QueryRefused(Refused.MALFORMED, str(error)) from error


def _refuse_unknown(admitted: Admitted, query: Query, known: Collection[str]) -> None:
    if query.default_graphs is not None or query.named_graphs is not None:
        return  # the protocol's own parameters take the place of FROM
    for name in admitted.graphs:
        if name not in known:
            raise QueryRefused(
                Refused.FORBIDDEN, f"FROM <{name}>: there is no such graph here, and nothing is fetched"
            )


def _dataset(admitted: Admitted, query: Query) -> Dataset:
    if query.default_graphs is None and query.named_graphs is None:
        return Dataset(union=query.union and not admitted.graphs)
    return Dataset(default=query.default_graphs or (), named=query.named_graphs or ())


def _written(solved: Solved, form: str, limits: QueryLimits) -> Reply:
    if solved.answer is not None:
        return written_boolean(form, solved.answer)
    if solved.columns is not None:
        return written(form, solved.columns, solved.rows, limits)
    return _triples(form, solved.triples, limits)


def _triples(form: str, triples: Iterator[object], limits: QueryLimits) -> Reply:
    """As many triples as the limits let through, in an RDF syntax."""
    found = list(islice(triples, limits.rows + 1))
    some = found[: limits.rows]
    body = serialize_triples(some, form)
    while len(body) > limits.size:
        some = some[: len(some) * limits.size // len(body) * 9 // 10]
        body = serialize_triples(some, form)
    return Reply(form=form, body=body, rows=len(some), truncated=len(some) < len(found))
