"""What a request asks of store and index: as many questions as it has levels, whatever the number of rows."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    visit,
)

from api.budget import Budget
from api.graphql.execution import answer
from api.graphql.schema import schema
from api.level import Request
from api.question import Question
from api.reader import Reader
from benchmarks.stock import STOCK
from graph.generations import Published, open_generation
from graph.graph import Graph
from ontology.terms import Act, EventType, Graphs, Kind, Polarity, Predicate, Relation
from tests.api.stories import compared
from tests.api.world import World, Writer, entity

MANY = 40  # incidents, each with an article of its own
INCIDENTS = [entity(Kind.INCIDENT, f"Leak {at:03}", event_type=EventType.INTRUSION) for at in range(MANY)]
VICTIMS = [entity(Kind.COMPANY, f"Victim {at:03}") for at in range(MANY)]
DATA = [entity(Kind.DATA, f"records {at:03}", owner=(World.water.iri,)) for at in range(MANY)]


def written(at: int) -> Writer:
    """An article on an incident: whom it hit, who did it, and a denial by the victim."""
    it, victim, records = INCIDENTS[at], VICTIMS[at], DATA[at]
    text = f"{victim.label} was hit. Heron did it. “No {records.label} were taken.” They were, say sources."
    w = Writer(f"leak-{at}", World.herald, it, f"2024-06-{at % 28 + 1:02}", text=text)
    w.claim(f"{victim.label} was hit", (it, Predicate.TARGET, victim), time=World.june_3.iri)
    w.claim("Heron did it", (it, Predicate.ATTRIBUTED_TO, World.heron))
    w.claim(
        f"No {records.label} were taken",
        (it, Predicate.EXFILTRATED, records),
        (victim, Act.SAYS),
        polarity=Polarity.NEGATIVE,
    )
    w.claim("They were", (it, Predicate.EXFILTRATED, records), (World.sources, Act.SAYS))
    w.mention(victim.label, victim)
    return w


def write(graph: Graph) -> None:
    """All articles, and how the denials compare."""
    articles = [written(at) for at in range(MANY)]
    graph.replace_reference()
    for article in articles:
        graph.put(article.page())
    others = (World.herald, World.heron, World.sources, World.water)
    graph.replace(Graphs.ENTITIES, (*others, *VICTIMS, *DATA))
    graph.replace(Graphs.INCIDENTS, INCIDENTS)
    graph.replace(
        Graphs.COMPARISONS,
        [compared(one.claims[2], one.claims[3], Relation.CONTRADICTS) for one in articles],
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, publishing: Any) -> Path:
    """Many incidents, published."""
    made = tmp_path_factory.mktemp("levels")
    publishing(made, write)
    return made


class Counted:
    """A store that counts every question that it is asked, by whatever way."""

    def __init__(self, store: Any, counts: Counter[str]) -> None:
        self._store, self._counts = store, counts

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found) or name == "close":
            return found

        def counting(*given: Any, **more: Any) -> Any:
            self._counts["store"] += 1
            return found(*given, **more)

        return counting


@contextmanager
def counted(home: Path) -> Iterator[tuple[Reader, Counter[str]]]:
    """A reader that has read nothing yet, and the questions that reach the store and SQLite through it."""
    counts: Counter[str] = Counter()
    opened = open_generation(home)
    connection = opened.index._connection()

    def statement(text: str) -> None:
        counts["index"] += not text.startswith("--")  # what the full-text index asks itself

    published = Published(
        generation=opened.generation,
        graph=Graph(Counted(opened.graph.store, counts)),  # type: ignore[arg-type]
        index=opened.index,
        lease=opened.lease,
    )
    reader = Reader(published)
    connection.set_trace_callback(statement)
    try:
        yield reader, counts
    finally:
        connection.set_trace_callback(None)
        opened.close()


class Levels(Visitor):
    """Reckons the levels of a document.

    A level is a place in the request, whatever stands there how often, for which something has to be looked
    up. Of the index: which things are on the pages of a list; how many a list has; how they are counted by a
    value; which links an incident has, or which stances there are; the texts of articles. Of the store: what
    the things on a page are, or those that any other field leads to; what the values of a count are called.
    Fields that put things in words, or side by side, are as many levels as they read.
    """

    TOLD: ClassVar = {  # what fields read that tell of other things
        "Claim.sentence": 4,  # chain, speakers, proposition and its ends
        "Proposition.text": 1,
        "Proposition.ladder": 1,
    }
    LINKS = frozenset({"targets", "actors", "affectedBodies", "affectedSectors"})
    INDEX = frozenset({"totalCount", "claimCount", "stances", "footing", "context"}) | LINKS
    ENTITIES = frozenset({"SECTOR", "ACTOR", "OUTLET", "HOLDER", "ORIGIN", "INCIDENT", "TARGET", "BODY"})

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self._types = types
        self._node = schema.core.type_map["Node"]

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Count the levels of a field itself."""
        name, parent = node.name.value, self._types.get_parent_type()
        kind = get_named_type(self._types.get_type())
        assert parent is not None
        if name in self.INDEX:
            self.found["index"] += 1
        elif name == "facets" and parent.name != "Facets":
            self.found["index"] += 1
            (by,) = [one.value.value for one in node.arguments if one.name.value == "by"]  # type: ignore[attr-defined]
            self.found["store"] += by in self.ENTITIES
        elif (told := f"{parent.name}.{name}") in self.TOLD:
            self.found["store"] += self.TOLD[told]
        elif kind is not None and kind.name.endswith("Connection"):
            asked = {one.name.value for one in node.selection_set.selections}  # type: ignore[union-attr]
            self.found["index"] += bool(asked & {"nodes", "edges", "pageInfo"})
            self.found["store"] += bool(asked & {"nodes", "edges"})
        elif self._leads(kind) and parent.name[-10:] != "Connection" and parent.name[-4:] != "Edge":
            self.found["store"] += 1

    def _leads(self, kind: Any) -> bool:
        if isinstance(kind, GraphQLInterfaceType):
            return kind is self._node or self._node in kind.interfaces
        return isinstance(kind, GraphQLObjectType) and self._node in kind.interfaces


def levels(query: str) -> Counter[str]:
    """The levels of a request by what they ask."""
    types = TypeInfo(schema.core)
    found = Levels(types)
    visit(parse(query), TypeInfoVisitor(types, found))
    return found.found


# nothing is reached twice in any of these: what was read before is not read again
REQUESTS = {
    "claims of incidents": """query($n: Int!) { incidents(first: $n) { totalCount nodes { label
      claims(first: 3) { totalCount nodes { polarity
        evidence { quote context { before } } article { publisher { label } }
        proposition { predicate object { label } stances { asserted } } chain { act } footing } } } } }""",
    "both ways and by many values": """query($n: Int!) { incidents(last: $n) {
      pageInfo { endCursor } edges { cursor node { claims(
        last: 2, orderBy: [{by: CERTAINTY, direction: DESC}], where: {predicate: [EXFILTRATED]}
      ) {
        totalCount edges { cursor node { certainty } }
        facets(by: CERTAINTY) { distinct facets { key count } } } } } } }""",
    "lists of everything": """query($n: Int!) { incidents(first: $n) { nodes {
      articles { totalCount nodes { title mentions(first: 2) { totalCount nodes { quote } } } }
      propositions(first: 2) { totalCount nodes { predicate ladder { height } corroboration { lower } } }
      comparisons { totalCount nodes { relation left { polarity } } } } } }""",
    "effects": """query($n: Int!) { incidents(first: $n) { nodes {
      targets { asserted node { label } } actors { denied node { label } claims { certainty } }
      affectedBodies { node { label } } affectedSectors { polarity } } } }""",
    "entities across incidents": """query($n: Int!) { organizations(first: $n) { nodes { label claimCount
      said(first: 2) { totalCount nodes { polarity } }
      claims(first: 2) { totalCount }
      incidents(first: 1) { totalCount nodes { label } }
      mentions(first: 1) { totalCount } } } }""",
    "comparisons": """query($n: Int!) { claims(first: $n, predicate: EXFILTRATED) { nodes {
      comparisons { totalCount nodes { relation } } } } }""",
    "sentences": "query($n: Int!) { claims(first: $n) { nodes { sentence } } }",
    "counts by entities": """query($n: Int!) { incidents(first: $n) { nodes {
      claims(first: 1) { facets(by: HOLDER) { facets { label } } } } } }""",
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_asks_as_often_as_it_has_levels(home: Path, name: str) -> None:
    """Store and index are asked once for each level, for two things above it as for forty."""
    for first in (2, MANY):
        with counted(home) as (reader, counts):
            reply = answer(Question(query=REQUESTS[name], variables={"n": first}), Request(reader, Budget()))
            assert "errors" not in reply, reply
            assert len(json.dumps(reply)) > 60 * first
        assert counts == levels(REQUESTS[name])


OTHERS = {
    **STOCK,
    "matrix": """{ incidents(first: N) { nodes { accountMatrix { totalCount holders { holder { label } }
      rows { cells { holder { label } article { title } claims { polarity } } } } } } }""",
    "timeline": "{ incidents(first: N) { nodes { timeline { time { edtf } claims { polarity } } } } }",
    "network": """{ incidents(first: N) { nodes { network {
      nodes { node { label } } edges { speakerKinds } } } } }""",
    "ladders": "{ incidents(first: N) { nodes { ladders { rungs { height } proposition { text } } } } }",
    "search": """{ search(text: "taken", first: N) {
      totalCount hits { node { id } } facets(by: TYPE) { distinct } } }""",
    "suggestions": '{ suggest(text: "victim", first: N) { claimCount node { label } } }',
    "nodes": """{ nodes(ids: IDS) { id
      ... on Company { claims { totalCount } } ... on Incident { targets { asserted } } } }""",
    "judgements": "{ judgements(first: N) { nodes { judged { id } } } }",
}


@pytest.mark.parametrize("name", OTHERS)
def test_no_request_asks_more_often_for_more(home: Path, name: str) -> None:
    """The number of questions does not grow with the number of things, in whatever way they are asked for."""

    def asked(first: int) -> Counter[str]:
        ids = json.dumps([one.iri for some in (VICTIMS, INCIDENTS) for one in some[:first]])
        with counted(home) as (reader, counts):
            query = OTHERS[name].replace("IDS", ids).replace("N)", f"{first})")
            assert "errors" not in answer(Question(query=query), Request(reader, Budget()))
        return counts

    few, many = asked(2), asked(MANY)
    assert few == many
    assert sum(many.values()) <= 16
