"""Ten questions as front ends ask them, over and over."""

STOCK = {
    "incidents": "{ incidents(first: 20) { totalCount nodes { id label } pageInfo { endCursor } } }",
    "effects": """{ incidents(first: 5) { nodes { label targets { node { label } asserted denied }
      affectedSectors { node { label } polarity } actors { node { label } claims { certainty } } } } }""",
    "accounts": """{ incidents(first: 2) { nodes { accountMatrix(first: 20) { totalCount rows {
      proposition { subject { label } predicate object { label } } stances { asserted denied unconfirmed }
      cells { holder { label } article { title } polarity certainty } } } } } }""",
    "timeline": """{ incidents(first: 2) { nodes { timeline { time { label earliest latest }
      claims { polarity evidence { quote } } } } } }""",
    "claims": """{ claims(first: 20) { totalCount nodes { polarity certainty holders { label }
      evidence { quote start end article { title } } } } }""",
    "denials": """{ claims(polarity: NEGATIVE, first: 20) { nodes { holders { label } evidence { quote
      context(before: 80, after: 80) { before after } } chain { act speakers { label } } } } }""",
    "search": '{ search(text: "data", first: 10) { totalCount hits { type text node { id } } } }',
    "companies": "{ organizations(kind: [COMPANY], first: 20) { nodes { label aliases } } }",
    "actors": "{ threatActors { nodes { label claims(first: 3) { totalCount nodes { certainty } } } } }",
    "comparisons": """{ comparisons(first: 20) { nodes { relation reason left { evidence { quote } }
      right { evidence { quote } } } } }""",
}
