"""The documentation: every example is run as it stands, and what it says of roots and limits is so."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLEnumType, build_schema, is_scalar_type

from api.graphql.admission import admitted
from api.graphql.reference import updated
from api.graphql.schema import schema, sdl
from api.settings import LIMITS
from tests.api.attacks import BODIES, DOCUMENTS

PAGE = (Path(__file__).parents[2] / "docs" / "graphql.md").read_text()
GUIDE, REFERENCE = PAGE.split("## Reference\n")
EXAMPLES = {
    text.split()[1].partition("(")[0]: text for text in re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run(ask: Any, world: Any, name: str) -> None:
    """An example is answered without errors, and finds something in a small graph."""
    claim = ask('{ claims(text: "suspects") { nodes { id } } }')
    known = {
        "incident": world.intrusion.iri,
        "claim": claim["claims"]["nodes"][0]["id"],
        "text": "heron",
        "after": None,
        "sector": [world.electricity.iri],
        "entity": world.heron.iri,
        "holder": [world.courier.iri],
    }
    wanted = re.findall(r"\$(\w+):", EXAMPLES[name])
    found = ask(EXAMPLES[name], **{variable: known[variable] for variable in wanted})
    assert _filled(found) == (name != "OnRecord")


def test_there_are_examples() -> None:
    """The page has the examples that it promises."""
    assert len(EXAMPLES) >= 9


def test_every_root_is_named() -> None:
    """No root is missing from the page."""
    query = build_schema(sdl()).query_type
    assert query
    assert [root for root in query.fields if f"`{root}" not in GUIDE] == []


def test_the_reference_is_that_of_the_schema() -> None:
    """The reference is made from the schema; if not, `python -m api.graphql.reference docs/graphql.md`."""
    assert updated(PAGE, schema.core) == PAGE


def test_the_reference_leaves_nothing_out() -> None:
    """Every type has a place in it, with all of its fields and values that no interface has."""
    for kind in build_schema(sdl()).type_map.values():
        if kind.name.startswith("__") or is_scalar_type(kind) or kind.name.endswith(("Connection", "Edge")):
            continue
        place = REFERENCE[REFERENCE.index(f"#### {kind.name}\n") :].split("\n#### ")[0]
        parts = kind.values if isinstance(kind, GraphQLEnumType) else kind.fields  # type: ignore[attr-defined]
        above = {name for one in getattr(kind, "interfaces", ()) for name in one.fields}
        assert [name for name in parts if name not in above and f"`{name}`" not in place] == []


QUESTIONS = re.findall(
    r"`(#[^`]+)`", (Path(__file__).parents[2] / "api" / "static" / "graphiql" / "start.js").read_text()
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda text: text.splitlines()[0][2:40])
def test_questions_of_the_page_to_try_some_out_run(ask: Any, question: str) -> None:
    """The questions that GraphiQL opens with are answered and find something; subscriptions are valid."""
    if "subscription" in question:
        assert admitted(question).errors == ()
    else:
        assert _filled(ask(question))


def test_figures_of_security_are_true() -> None:
    """The page on security counts the attacks that there are, and tells the limits that hold."""
    page = (Path(__file__).parents[2] / "docs" / "security.md").read_text()
    assert f"has {len(DOCUMENTS) + len(BODIES)} attacks" in page
    for limit in (LIMITS.cost, LIMITS.things, LIMITS.waiting, LIMITS.subscriptions, LIMITS.repeats):
        assert f"{limit:,}" in page


def test_limits_are_those_of_the_server() -> None:
    """The table of limits has the numbers that hold."""
    table = GUIDE[GUIDE.index("| what | limit |") :]
    numbers = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", table)}
    limits = (LIMITS.nesting, LIMITS.query, LIMITS.tokens, LIMITS.definitions, LIMITS.depth, LIMITS.aliases)
    limits = (
        *limits,
        LIMITS.fields,
        LIMITS.directives,
        LIMITS.cost,
        LIMITS.things,
        int(LIMITS.deadline),
        LIMITS.errors,
    )
    assert set(limits) <= numbers
    assert LIMITS.body == 1_000_000


def _filled(value: Any) -> bool:
    """Whether some list in an answer has something in it."""
    if isinstance(value, list):
        return bool(value)
    return isinstance(value, dict) and any(map(_filled, value.values()))
