"""Parameters of a query: `$name` in its text stands for a term."""

import re
from collections.abc import Mapping

from graph.triples import Literal, Resource, spell, term_of
from ontology.errors import QuestionError

Bound = Resource | Literal | str | int | float

PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")  # SPARQL writes a variable as ?name or $name


def fill(sparql: str, bindings: Mapping[str, Bound]) -> str:
    """The query with each `$name` replaced by its binding, safely spelled; QuestionError for other names."""
    unknown = set(bindings) - set(PARAMETER.findall(sparql))
    if unknown:
        raise QuestionError(f"the query has no ${', no $'.join(sorted(unknown))}; write parameters as $name")
    terms = {name: spell(term_of(value)) for name, value in bindings.items()}
    return PARAMETER.sub(lambda match: terms.get(match[1], match[0]), sparql)
