"""Compiled projections: whatever the schema, the question and the data, the reply is graphql-core's."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, execute, parse, validate
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from api.budget import Budget
from api.graphql.executor import AVAILABLE, Executor
from api.graphql.projecting import Projecting
from api.graphql.schema import schema as ours
from api.level import Request
from api.reader import Reader
from graph.generations import open_generation
from tests.api.random_schemas import Generator

DOCS = (Path(__file__).parents[2] / "docs" / "graphql.md").read_text()
EXAMPLES = re.findall(r"```graphql\n(.*?)```", DOCS, re.DOTALL)

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="from graphql-core 3.3 on nothing is projected")


def plainly(
    schema: GraphQLSchema, question: str, variables: Any, root: Any = None, context: Any = None
) -> Any:
    """What graphql-core alone replies."""
    return execute(
        schema,
        parse(question),
        root,
        context,
        variable_values=variables,
        is_awaitable=lambda _: False,
    )


def told(result: Any) -> str:
    """A reply as text: the order of fields counts, and so do the messages, paths and places of errors."""
    return json.dumps(result.formatted, default=str)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**40), maybe=st.booleans(), n=st.sampled_from([None, 1, 2]))
@example(seed=2_000_000, maybe=True, n=None)
@example(seed=2_000_000, maybe=False, n=None)
@example(seed=549_854_738_989, maybe=False, n=None)
@example(seed=771_456_149_611, maybe=False, n=2)
def test_replies_are_those_of_graphql_core(seed: int, maybe: bool, n: int | None) -> None:
    """Data, order, nulls and errors are the same for random schemas, questions and data."""
    chance = Generator(Random(seed))
    schema = chance.schema()
    question = chance.question(schema)
    document = parse(question)
    assume(not [one for one in validate(schema, document) if "never used" not in one.message])
    root = chance._object(schema, schema.query_type, 5) or {}
    variables = {"maybe": maybe, "n": n}
    expected = plainly(schema, question, variables, root)
    executor = Executor(schema, document)
    for _ in range(2):  # compiled, and from what was compiled
        assert told(executor.execute(variables, None, None, root)) == told(expected)
    other = {**variables, "maybe": not maybe}
    assert told(executor.execute(other, None, None, root)) == told(plainly(schema, question, other, root))
    event(f"errors: {bool(expected.errors)}")


@pytest.mark.parametrize("kind", ["[Thing!]", "[Thing!]!", "[[Thing!]]", "[[Thing!]!]", "[Thing]"])
def test_nothing_is_resolved_after_a_null_that_may_not_be(kind: str) -> None:
    """Where a null ends a list, what a resolver would have failed at behind it is no error of the reply."""
    schema = build_schema(f"type Query {{ things: {kind} }} type Thing {{ name: String }}")
    calls: list[Any] = []

    def fails(source: Any, _: Any) -> Any:
        calls.append(source["at"])
        raise ValueError(f"no name of {source['at']}")

    schema.type_map["Thing"].fields["name"].resolve = fails  # type: ignore[attr-defined]
    things: list[Any] = [{"at": 0}, None, {"at": 2}]
    root = {"things": [things, [{"at": 4}]] if kind.startswith("[[") else things}
    expected = plainly(schema, "{ things { name } }", {}, root)
    wanted = set(calls)
    calls.clear()
    found = Executor(schema, parse("{ things { name } }")).execute({}, None, None, root)
    assert told(found) == told(expected)
    assert set(calls) == wanted


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split()[1].partition("(")[0])
def test_our_own_schema_is_answered_the_same(reader: Reader, world: Any, example: str) -> None:
    """Every example of the documentation gives the same reply with projections and without."""
    variables = {"incident": world.intrusion.iri, "claim": _a_claim(reader), "text": "heron"}
    core = ours.core
    expected = plainly(core, example, variables, context=Request(reader, Budget()))
    found = Executor(core, parse(example)).execute(variables, None, Request(reader, Budget()))
    assert told(found) == told(expected)


WRONG = """{ claims(first: 3) { nodes {
  id evidence { quote context(before: 9999) { before } }
  article { publisher { label ... on Agent { speakerKind } } claims(first: 2) { nodes { polarity } } }
} } }"""


def test_errors_within_lists_are_told_the_same(reader: Reader) -> None:
    """A field that fails for each of several objects leaves the same nulls and errors behind."""
    expected = plainly(ours.core, WRONG, {}, context=Request(reader, Budget()))
    found = Executor(ours.core, parse(WRONG)).execute({}, None, Request(reader, Budget()))
    assert told(found) == told(expected)
    assert len(found.errors or ()) == 3


def test_most_of_a_reply_is_projected(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """graphql-core executes the roots of a usual question, and hardly a field below them."""
    executed: list[str] = []
    known = Projecting.execute_field

    def noted(self: Any, parent: Any, source: Any, nodes: Any, path: Any) -> Any:
        executed.append(nodes[0].name.value)
        return known(self, parent, source, nodes, path)

    monkeypatch.setattr(Projecting, "execute_field", noted)
    question = """{ incidents { nodes { label targets { node { label } claims { certainty chain { act
      speakers { label } } evidence { quote article { title } } } } } } }"""
    found = Executor(ours.core, parse(question)).execute({}, None, Request(reader, Budget()))
    assert not found.errors
    assert executed == ["incidents"]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, publishing: Any) -> Any:
    """A reader of the invented world."""
    home = tmp_path_factory.mktemp("projection")
    publishing(home)
    made = Reader(open_generation(home))
    yield made
    made.close()


def _a_claim(reader: Reader) -> str:
    return reader.index.claims(first=1).iris[0]
