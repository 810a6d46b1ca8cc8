"""What of a query is admitted before any parser sees it."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.questions import questions
from graph.sparql.admission import admit
from graph.sparql.query import QueryKind, QueryLimits
from graph.sparql.tokens import tokens
from ontology.errors import QueryRefused, Refused
from ontology.terms import IC

LIMITS = QueryLimits()


def refused(text: str, limits: QueryLimits = LIMITS) -> Refused:
    """Why a query is not admitted."""
    with pytest.raises(QueryRefused) as caught:
        admit(text, limits)
    return caught.value.reason


@pytest.mark.parametrize("name", questions())
def test_every_named_question_is_admitted(name: str) -> None:
    """The limits leave room for what is really asked."""
    assert admit(questions()[name].filled(), LIMITS).kind is QueryKind.SELECT


@pytest.mark.parametrize("kind", QueryKind)
def test_the_kind_of_a_query(kind: QueryKind) -> None:
    """The four forms are told apart after comments, bases and prefixes, in any case."""
    assert (
        admit(f"# SELECT\nBASE <x:> PREFIX a: <y:> {kind.lower()} WHERE {{ ?s ?p ?o }}", LIMITS).kind is kind
    )


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("?s ?p ?o", 1),
        ("?s ?p ?o .", 1),
        ("?s ?p ?o . ?o ?p ?s .", 2),
        ("?s ?p ?o ; ?q ?r , ?t", 3),
        ("?s a ic:Claim ; ic:holder [ rdfs:label 'x'@en ; a ?c ]", 4),
        ("?s ex:a/ex:b ?o", 2),
        ("?s ?p ?o FILTER(?o = 1 || STR(?o) IN ('a', 'b', 'c') && ?s < ?o)", 1),
        ("VALUES (?a ?b) { (1 2) (3 4) (5 6) } ?a ?p ?b", 1),
        ("VALUES ?a { 1 2 3 4 5 } ?s ?p ?a", 1),
        ("GRAPH ?g { ?s ?p ?o }", 1),
        ("{ SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?n LIMIT 3 } ?s ?q ?r", 2),
        ("?s ?p '. ; , { } [ ]', \"\"\" \" ?x ?y ?z . \"\"\" , '''a'b'''", 3),
    ],
)
def test_triple_patterns_are_counted(pattern: str, number: int) -> None:
    """As many as there are: neither text, values nor expressions count."""
    text = f"SELECT * WHERE {{ {pattern} }}"
    admit(text, QueryLimits(patterns=number))
    assert refused(text, QueryLimits(patterns=number - 1)) is Refused.TOO_COMPLEX


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_depth_is_limited(bracket: str) -> None:
    """As deep as is allowed and no deeper, whatever the brackets."""
    before, after = bracket
    text = "SELECT * WHERE " + before * 64 + after * 64
    admit(text, LIMITS)
    assert refused(f"{text[:16]}{before}{text[16:]}{after}") is Refused.TOO_COMPLEX


def test_a_query_may_not_be_long() -> None:
    """Bytes count, not characters."""
    assert refused("SELECT " + "x" * LIMITS.text) is Refused.TOO_LONG
    assert refused("SELECT " + "漢" * (LIMITS.text // 3)) is Refused.TOO_LONG


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { } }",
        "SELECT * { \\u0053ERVICE ?x { } }",
        "SELECT * { #\nSERVICE?x{} }",
        "LOAD <http://a/>",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "PREFIX a: <b:> WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_nothing_is_written_and_nobody_called(text: str) -> None:
    """Updates, SERVICE and LOAD are refused, however they are spelled."""
    assert refused(text) is Refused.FORBIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ex:service ?load } # SERVICE LOAD",
        "SELECT ?service { ?service a <x:LOAD> }",
        "SELECT * { ?s ?p 'SERVICE' }",
    ],
)
def test_words_that_only_look_so_are_admitted(text: str) -> None:
    """Names, variables, text and comments are no keywords."""
    assert admit(text, LIMITS).kind is QueryKind.SELECT


def test_the_graphs_of_a_query_are_found() -> None:
    """FROM and FROM NAMED, by IRI, by a prefix of the query or of ours, or relative to a base."""
    found = admit(
        "PREFIX e: <x:y/> SELECT * FROM <http://a/> FROM NAMED e:z FROM ic:b FROM <c> { ?s ?p ?o }",
        LIMITS,
        "http://base/sparql",
    )
    assert found.graphs == ("http://a/", "x:y/z", IC + "b", "http://base/c")


@given(st.text(alphabet="SELECT{}()[]<>?$ab.:;,|/^!\"'\\#@\n-+0é ", max_size=200))
def test_any_text_is_admitted_or_refused(text: str) -> None:
    """Whatever it is, it ends in one of the two, and brackets outside of text and comments are all seen."""
    with suppress(QueryRefused):
        admit(text, LIMITS)
    if not set(text) & set("\"'#<\\"):
        seen = [token.text for token in tokens(text) if token.kind in {"open", "close"}]
        assert seen == [character for character in text if character in "{}()[]"]


@pytest.mark.parametrize(
    "unit", ["a.", "a:", '"""', "'''\"", '"\\"', "<a", "\\u", "#", "?", "a-", "@a-", "1.", "''' ' "]
)
def test_reading_takes_time_in_proportion(unit: str) -> None:
    """No text of the allowed length takes long to read, whatever it repeats."""
    start = process_time()
    list(tokens("SELECT " + unit * (65_000 // len(unit))))
    assert process_time() - start < 2
