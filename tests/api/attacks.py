"""Attacks on a GraphQL endpoint: documents, bodies and URLs that are made to cost more than they say."""

import json
from collections.abc import Callable


def bomb(length: int, body: Callable[[int], str]) -> str:
    """Fragments each of which uses the next one twice."""
    fragments = " ".join(f"fragment f{n} on Query {{ {body(n)} }}" for n in range(length))
    return f"{{ ...f0 }} {fragments} fragment f{length} on Query {{ __typename }}"


DOCUMENTS = {
    "fragments twice": bomb(24, lambda n: f"...f{n + 1} ...f{n + 1}"),
    "fragments twice, many": bomb(90, lambda n: f"...f{n + 1} ...f{n + 1}"),
    "fragments in inline fragments": bomb(
        24, lambda n: f"... on Query {{ ...f{n + 1} }} ... on Query {{ ...f{n + 1} }}"
    ),
    "aliases in fragments": bomb(24, lambda n: f"a{n}: __typename ...f{n + 1} b{n}: __typename ...f{n + 1}"),
    "aliased roots in fragments": "{ "
    + " ".join(f"r{n}: incidents {{ ...c }}" for n in range(30))
    + " } fragment c on IncidentConnection { a: totalCount b: totalCount }",
    "aliases": "{ " + " ".join(f"a{n}: __typename" for n in range(300)) + " }",
    "deep": "{ claims { nodes " + "{ article { claims { nodes " * 10 + "{ id }" + " } } }" * 10 + " } }",
    "deep braces": "{" * 5000,
    "deep braces of fields": "{a" * 5000 + "}" * 5000,
    "deep lists": "{ claims(speakerKind: " + "[" * 5000 + "]" * 5000 + ") { totalCount } }",
    "many tokens": "{ " + "__typename " * 5000 + "}",
    "many directives": "{ __typename " + "@a " * 500 + "}",
    "many fragments": "{ __typename } "
    + " ".join(f"fragment g{n} on Query {{ __typename }}" for n in range(300)),
    "many operations": " ".join(f"query q{n} {{ __typename }}" for n in range(300)),
    "fragments in a circle": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
    "a long name": "{ " + "a" * 500_000 + " }",
    "a long comment": "#" * 900_000 + "\n{ __typename }",
    "a long text": '{ search(text: "' + "x" * 900_000 + '") { totalCount } }',
    "circular introspection": "{ __schema { types { fields { type "
    + "{ fields { type " * 6
    + "{ name }"
    + " } }" * 6
    + " } } } }",
    "one field often": "{ claims { nodes { " + "id " * 1900 + "} } }",
    "one object often": "{ claims { nodes { " + "article { id } " * 470 + "} } }",
    "one field often, with arguments": "{ " + "claims(first: 1) { totalCount } " * 220 + "}",
    "one field often, with other arguments": "{ "
    + " ".join(f"claims(first: {n}) {{ totalCount }}" for n in range(220))
    + " }",
    "fields often inside fields often": "{ " + ("claims { " + "nodes { id } " * 10 + "} ") * 40 + "}",
    "inline fragments, wide": "{ " + "... on Query { __typename } " * 300 + " }",
    "one field in many fragments": "{ "
    + " ".join(f"...f{n}" for n in range(95))
    + " } "
    + " ".join(f"fragment f{n} on Query {{ claims {{ nodes {{ ...g }} }} }}" for n in range(95))
    + " fragment g on Claim { id }",
    "a fragment in itself below a field": "{ claims { nodes { ...f } } } fragment f on Claim "
    "{ article { claims { nodes { ...f ...f } } } }",
    "lists by lists": """{ claims(first: 500) { nodes { article { claims(first: 500) { nodes {
      proposition { claims(first: 500) { nodes { id } } } } } } } } }""",
    "lists by lists in fragments": """{ claims(first: 500) { ...c } }
      fragment c on ClaimConnection { nodes { article { claims(first: 500) { ...d } } } }
      fragment d on ClaimConnection { nodes { article { claims(first: 500) { nodes { id } } } } }""",
    "pages that are too long": "{ claims(first: 1000000) { nodes { id } } }",
    "pages of less than nothing": "{ claims(first: -5) { nodes { id } } }",
    "a number beyond all numbers": "{ claims(first: 99999999999999999999999) { totalCount } }",
    "a cursor that is none": '{ claims(after: "' + "x" * 5000 + '") { totalCount } }',
    "texts with escapes, unclosed": '{ search(text: "' + "\\\\" * 15_000 + " }",
    "block texts with escapes, unclosed": '{ search(text: """' + '\\"""' * 10_000 + " }",
    "unknown fields": "{ " + " ".join(f"x{n}" for n in range(1900)) + " }",
    "unknown variables": "{ " + " ".join(f"a{n}: incident(id: $v{n}) {{ id }}" for n in range(49)) + " }",
    "a long list": "{ claims(speakerKind: [" + "ANONYMOUS, " * 3000 + "]) { totalCount } }",
    "control characters": "{ claims\u0000 { totalCount } }",
}

BODIES = {
    "fifty megabytes": b'{"query": "' + b"#" * 50_000_000 + b'"}',
    "deep lists": b'{"query": "{ __typename }", "variables": {"a": '
    + b"[" * 100_000
    + b"]" * 100_000
    + b"}}",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "invalid UTF-8": b'{"query": "{ __typename } # \xff\xfe"}',
    "half a surrogate": b'{"query": "\\ud800"}',
    "a batch": json.dumps([{"query": "{ __typename }"}] * 1000).encode(),
    "many keys": json.dumps({f"k{n}": n for n in range(50_000)}).encode(),
    "a large number": b'{"query": 1' + b"0" * 900_000 + b"}",
    "many variables": json.dumps(
        {"query": "{ __typename }", "variables": {f"v{n}": n for n in range(50_000)}, "operationName": "x"}
    ).encode(),
    "deep variables of an enum": json.dumps(
        {
            "query": "query($k: [SpeakerKind!]) { claims(speakerKind: $k) { totalCount } }",
            "variables": {"k": [[[[[[[[["ANONYMOUS"]]]]]]]]] * 500},
        }
    ).encode(),
    "many wrong variables": json.dumps(
        {
            "query": "query($k: [SpeakerKind!]) { claims(speakerKind: $k) { totalCount } }",
            "variables": {"k": ["NOBODY"] * 20_000},
        }
    ).encode(),
    "a hash that is none": b'{"extensions": {"persistedQuery": {"sha256Hash": "' + b"f" * 900_000 + b'"}}}',
}
HEAVY = {
    "all there is, wide": """{ claims(first: 500) { nodes { id cue scope rule evidence { quote start end
      context(before: 2000, after: 2000) { before after } } article { title url publisher { label } }
      holders { label } chain { act cue speakers { label } }
      proposition { subject { label } object { label } }
      } } }""",
    "all there is, often": "{ "
    + " ".join(f"a{n}: claims(first: 500) {{ nodes {{ id evidence {{ quote }} }} }}" for n in range(40))
    + " }",
    "pages in pages": """{ incidents(first: 50) { nodes { claims(first: 100) { nodes { article { title
      mentions(first: 20) { nodes { quote } } } } } } } }""",
    "matrices often": "{ "
    + " ".join(f"a{n}: incidents {{ nodes {{ accountMatrix {{ totalCount }} }} }}" for n in range(40))
    + " }",
    "searches often": "{ "
    + " ".join(f'a{n}: search(text: "a", first: 100) {{ totalCount hits {{ text }} }}' for n in range(40))
    + " }",
}
