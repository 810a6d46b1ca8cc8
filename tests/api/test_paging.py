"""Pages: every list gives each of its things exactly once, in a stable order, within bounds."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LONG = "https://w3id.org/claimgraph/id/article/long-1"
LISTS = {
    "claims": "claims(%s)",
    "chosen claims": "claims(speakerKind: [PRESS], %s)",
    "claims of an incident": "incident(id: $it) { claims(%s) {page} }",
    "propositions of an incident": "incident(id: $it) { propositions(%s) {page} }",
    "claims of an article": f'node(id: "{LONG}") {{ ... on Article {{ claims(%s) {{page}} }} }}',
    "mentions": f'node(id: "{LONG}") {{ ... on Article {{ mentions(%s) {{page}} }} }}',
    "organizations": "organizations(%s)",
    "articles": "articles(%s)",
    "comparisons": "comparisons(%s)",
}
PAGE = """{
  totalCount edges { cursor node { id } } nodes { id }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}"""


def pages(ask: Any, world: Any, name: str, first: int) -> Iterator[dict[str, Any]]:
    """The pages of a list, from beginning to end."""
    after = None
    while True:
        field = LISTS[name] % "first: $first, after: $after"
        body = field.replace("{page}", PAGE) if "{page}" in field else f"{field} {PAGE}"
        needs = ", $it: ID!" if "$it" in body else ""
        variables = {"it": world.outage.iri} if needs else {}
        found = ask(
            f"query($first: Int!, $after: String{needs}) {{ {body} }}", first=first, after=after, **variables
        )
        while "edges" not in found:
            (found,) = found.values()
        yield found
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return


SIZES = [(name, first) for name in LISTS for first in (1, 7, 130, 500) if first > 1 or "claims" not in name]


@pytest.mark.parametrize(("name", "first"), SIZES)
def test_pages_cover_a_list_exactly_once(ask: Any, world: Any, name: str, first: int) -> None:
    """Page by page, each thing comes once, in the order of the whole list, with the exact total."""
    (whole,) = pages(ask, world, name, 500)
    ids = [edge["node"]["id"] for edge in whole["edges"]]
    turned = list(pages(ask, world, name, first))
    assert [edge["node"]["id"] for page in turned for edge in page["edges"]] == ids
    assert len(ids) == len(set(ids)) == whole["totalCount"] > 0
    for number, page in enumerate(turned):
        assert page["totalCount"] == whole["totalCount"]
        assert page["pageInfo"]["hasPreviousPage"] is (number > 0)
        assert [node["id"] for node in page["nodes"]] == [edge["node"]["id"] for edge in page["edges"]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(0, 140), first=st.integers(1, 500), kind=st.sampled_from(["", "speakerKind: [PRESS], "])
)
def test_every_cursor_goes_on_right_behind_its_thing(ask: Any, start: int, first: int, kind: str) -> None:
    """The cursor of any edge, not of the last one only, begins the next page at the very next thing."""
    edges = "{ edges { cursor node { id } } }"
    query = f"query($f: Int!, $a: String) {{ claims({kind}first: $f, after: $a) {edges} }}"
    whole = ask(query, f=500)["claims"]["edges"]
    at = whole[start % len(whole)]
    behind = ask(query, f=first, a=at["cursor"])["claims"]["edges"]
    place = start % len(whole) + 1
    assert behind == whole[place : place + first]


@pytest.mark.parametrize("first", [0, -1, 501, 2**31 - 1])
@pytest.mark.parametrize("root", ["claims", "articles", "organizations", "comparisons", "incidents"])
def test_first_has_bounds(ask: Any, root: str, first: int) -> None:
    """Asking for none or for too many is refused with the bounds, not answered with something else."""
    (error,) = ask.refused(f"query($f: Int!) {{ {root}(first: $f) {{ totalCount }} }}", f=first)
    assert "1 to 500" in error["message"]
    assert error["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("after", ["", "x", "🦀", "W10", "WyJhIiwiYiJd", "bnVsbA", "WzFd", "a" * 5000])
@pytest.mark.parametrize("root", ["claims", "articles", "organizations", 'search(text: "point")'])
def test_strange_cursors_are_refused_or_harmless(ask: Any, root: str, after: str) -> None:
    """A cursor that is none is refused in words, or begins somewhere; it never breaks anything."""
    field = root.replace(")", ", after: $a)") if "(" in root else f"{root}(after: $a)"
    reply = ask.client.post(
        "/graphql",
        json={"query": f"query($a: String) {{ {field} {{ totalCount }} }}", "variables": {"a": after}},
    )
    assert reply.status_code == 200
    assert all(error["extensions"]["code"] == "BAD_REQUEST" for error in reply.json().get("errors", ()))
