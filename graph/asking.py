"""How a store is asked with SPARQL and written out; for `store` alone."""

from typing import IO

import pyoxigraph as ox

from graph.native import guarded, in_brief, terms, yes_or_no
from graph.protocol import Dataset, Found, Solved
from ontology.errors import QuestionError
from ontology.terms import PREFIXES


def found(store: ox.Store, text: str, *, union: bool) -> Found:
    """What a query finds. QuestionError when it is not valid."""
    try:
        result = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
        if isinstance(result, ox.QueryBoolean):
            return Found(("answer",), [(yes_or_no(result),)])
        if isinstance(result, ox.QueryTriples):
            return Found(("subject", "predicate", "object"), [terms(triple) for triple in result])
        return Found(tuple(v.value for v in result.variables), [terms(row) for row in result])
    except SyntaxError as error:
        raise QuestionError(f"the query is not valid SPARQL: {in_brief(error)}") from error
    except (OSError, RuntimeError) as error:
        raise QuestionError(f"the query could not be answered: {error}") from error


def solved(store: ox.Store, text: str, dataset: Dataset, base: str | None) -> Solved:
    """What a query finds in a dataset, one row after another. QuestionError when it is not valid."""
    try:
        result = store.query(
            text,
            base_iri=base,
            prefixes=PREFIXES,
            use_default_graph_as_union=dataset.union,
            default_graph=None if dataset.default is None else [*map(ox.NamedNode, dataset.default)],
            named_graphs=None if dataset.named is None else [*map(ox.NamedNode, dataset.named)],
        )
    except (SyntaxError, ValueError) as error:
        raise QuestionError(f"the query is not valid SPARQL: {in_brief(error)}") from error
    except (OSError, RuntimeError) as error:
        raise QuestionError(f"the query could not be answered: {in_brief(error)}") from error
    if isinstance(result, ox.QueryBoolean):
        return Solved(answer=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Solved(triples=guarded(result))
    columns = tuple(variable.value for variable in result.variables)
    return Solved(columns=columns, rows=map(terms, guarded(result)))


def dump(store: ox.Store, output: IO[bytes], form: ox.RdfFormat, graph: str | None) -> None:
    """Write everything, or one graph. Triple formats flatten the graphs into one."""
    name = ox.NamedNode(graph) if graph else None
    if form.supports_datasets or name:
        store.dump(output, form, from_graph=name, prefixes=PREFIXES)
        return
    triples = (quad.triple for quad in store)
    ox.serialize(triples, output, form, prefixes=PREFIXES)
