"""Queries that crash, hang, exhaust or leave an unguarded store; each with a name."""

ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
GROUP = "?s ?p ?o"


def nested(before: str, after: str, times: int, inside: str = "") -> str:
    """Something within itself."""
    return before * times + inside + after * times


def where(pattern: str) -> str:
    """A query for a pattern."""
    return f"SELECT * WHERE {{ {pattern} }}"


def having(expression: str) -> str:
    """A query with an expression."""
    return where(f"{GROUP} FILTER({expression})")


def doubling(times: int) -> str:
    """Text that doubles with each step."""
    steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))
    return where(f'BIND(CONCAT("long enough to matter", STR(RAND())) AS ?x0) {steps}')


def replacing(times: int) -> str:
    """Text in which each letter becomes many, again and again."""
    text = nested("REPLACE(", ', "a", "aaaaaaaaaa")', times, 'CONCAT("aaaaaaaaaa", STR(?o))')
    return where(f"{GROUP} BIND({text} AS ?long) FILTER(STRLEN(?long) < 0)")


def patterns(number: int) -> str:
    """So many triple patterns, each joined with the next."""
    return " ".join(f"?v{n} ?p{n} ?v{n + 1} ." for n in range(number))


def hostile(elsewhere: str) -> dict[str, str]:
    """The queries by name; `elsewhere` is a server that none of them may reach."""
    return {
        # crash the parser or the algebra by depth
        "braces": f"SELECT * {{ {nested('{', '}', 5000, GROUP)} }}",
        "braces, a little": f"SELECT * {{ {nested('{', '}', 70, GROUP)} }}",
        "brackets": having(nested("(", ")", 5000, "1")),
        "optionals": where(nested("OPTIONAL { ", "}", 5000, GROUP)),
        "minuses": where(nested("MINUS { ", "}", 5000, GROUP)),
        "subselects": where(nested("{ SELECT * { ", "} }", 2000, GROUP)),
        "exists": where(GROUP + nested(" FILTER EXISTS { ?s ?p ?o ", "}", 2000)),
        "graphs": where(nested("GRAPH ?g { ", "}", 3000, GROUP)),
        "nots": having("!" * 20000 + "true"),
        "minus signs": having("- " * 20000 + "1"),
        "ors": having("||".join(["false"] * 9000)),
        "sums": having("+".join(["1"] * 20000)),
        "equals in line": having("1" + " && 1" * 12000),
        "unions": where(" UNION ".join(["{}"] * 6000)),
        "optionals in line": where(GROUP + " OPTIONAL {}" * 5000),
        "binds in line": where(" ".join(f"BIND(1 AS ?b{n})" for n in range(3500))),
        "path brackets": where(f"?s {nested('(', ')', 20000, '<x:p>')} ?o"),
        "path inverses": where(f"?s {nested('^(', ')', 15000, '<x:p>')} ?o"),
        "path stars": where(f"?s {nested('(', ')*', 9000, '<x:p>')} ?o"),
        "functions": having(nested("STR(", ")", 9000, "?o")),
        "functions in unicode": having(nested("STR\\u0028", "\\u0029", 3000, "?o")),
        "blank nodes": where(f"?s ?p {nested('[ <x:p> ', ']', 1000, '?o')}"),
        "lists in lists": where(f"?s ?p {nested('( ', ')', 5000, '1')}"),
        "half a query": "SELECT * {" + "{" * 60000,
        # hang the planner
        "500 patterns": where(patterns(500)),
        "99 patterns": where(patterns(99)),
        "a list of 500": where(f"?s ?p ( {'1 ' * 500})"),
        "a path of 1000": where(f"?s {'/'.join(['<x:p>'] * 1000)} ?o"),
        "alternatives": where(f"?s {'|'.join(f'<x:{n}>' for n in range(5000))} ?o"),
        # never end
        "cartesian product": where(f"{ALL} FILTER(?a = ?i && ?d = ?c)"),
        "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
        "distinct of a product": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {ALL} }}",
        "any path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:none>|^!<x:none>)* ?b . ?c (!<x:none>)* ?d }",
        "product within filter": where(f"{GROUP} FILTER NOT EXISTS {{ {ALL} FILTER(?a = ?s && ?i = 1) }}"),
        "described product": f"DESCRIBE * {{ {ALL} }}",
        "constructed product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {ALL} FILTER(STR(?a) > STR(?i)) }}",
        "asked product": f"ASK {{ {ALL} FILTER(STR(?a) = CONCAT(STR(?f), '-', STR(?i))) }}",
        # fill the memory
        "ordered product": f"SELECT * {{ {ALL} }} ORDER BY ?c ?f ?i",
        "grouped product": f"SELECT ?a ?d ?g (GROUP_CONCAT(?c) AS ?x) {{ {ALL} }} GROUP BY ?a ?d ?g",
        "doubling": doubling(40),
        "replacing": replacing(12),
        "concatenation": f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {ALL} }}",
        # leave the graph
        "service": where(f"SERVICE <{elsewhere}> {{ {GROUP} }}"),
        "silent service": where(f"SERVICE SILENT <{elsewhere}> {{ {GROUP} }}"),
        "service by a variable": where(f"VALUES ?x {{ <{elsewhere}> }} SERVICE ?x {{ {GROUP} }}"),
        "service in unicode": where(f"\\u0053ERVICE <{elsewhere}> {{ {GROUP} }}"),
        "service in a comment's shadow": where(f"# \nSERVICE#\n<{elsewhere}> {{ {GROUP} }}"),
        "load": f"LOAD <{elsewhere}>",
        "from": f"SELECT * FROM <{elsewhere}> {{ {GROUP} }}",
        "from named": f"SELECT * FROM NAMED <{elsewhere}> {{ GRAPH ?g {{ {GROUP} }} }}",
        "from a file": f"SELECT * FROM <file:///etc/passwd> {{ {GROUP} }}",
        "from by a prefix": f"PREFIX e: <{elsewhere}> SELECT * FROM e:x {{ {GROUP} }}",
        # write
        "insert": "INSERT DATA { <x:a> <x:b> <x:c> }",
        "drop": "DROP ALL",
        "two at once": "SELECT * { ?s ?p ?o } ; DROP ALL",
        # too much
        "a long text": where(GROUP) + " " * 70_000,
        "a long comment": "#" * 300_000,
        "many dots": "a." * 32_000,
        "open quotes": where('?s ?p "' + '\\"' * 20_000),
        "long open quotes": where("?s ?p '''" + "'' " * 20_000),
        "no query": "hello",
        "nothing": "",
    }
