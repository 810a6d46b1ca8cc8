"""From how many origins points come: the SPARQL update that counts them anew from the claims."""

from ontology.terms import GRAPH, ICV, Graphs

BY_NAME = frozenset(
    ICV + kind for kind in ("official", "corporate", "named")
)  # footings of speakers with a name
_BY_NAME = ", ".join(f"<{kind}>" for kind in sorted(BY_NAME))
# an update knows no union of graphs, so each pattern says where it stands
_ORIGINS = f"""GRAPH ?graph {{
      ?claim a ic:Claim ; ic:proposition ?proposition ; ic:polarity ?polarity ; ic:certainty ?certainty ;
        ic:holder ?holder . OPTIONAL {{ ?claim ic:origin ?given }}
    }} FILTER(?certainty != <{ICV}underspecified> && STRSTARTS(STR(?graph), "{GRAPH}"))
    BIND(COALESCE(?given, ?holder) AS ?origin)"""
_POINT = f'BIND(IRI(CONCAT(STR(?proposition), "/", STRAFTER(STR(?polarity), "{ICV}"))) AS ?node)'


def corroboration() -> str:
    """Count from how many origins each proposition is said to be, or not to be, the case."""
    return f"""DROP SILENT GRAPH <{Graphs.CORROBORATION}> ;
INSERT {{ GRAPH <{Graphs.CORROBORATION}> {{
  ?node a ic:Corroboration ; ic:onProposition ?proposition ; ic:onPolarity ?polarity ;
    ic:atLeast ?least ; ic:atMost ?most
}} }} WHERE {{
  {{ SELECT ?proposition ?polarity (COUNT(DISTINCT ?origin) AS ?most) (COUNT(DISTINCT ?named) AS ?count)
    WHERE {{ {_ORIGINS}
      OPTIONAL {{ GRAPH <{Graphs.ENTITIES}> {{ ?origin ic:speakerKind ?kind }} FILTER(?kind IN ({_BY_NAME}))
        BIND(?origin AS ?named) }}
    }} GROUP BY ?proposition ?polarity }}
  BIND(IF(?count > 1, ?count, 1) AS ?least) {_POINT}
}} ;
INSERT {{ GRAPH <{Graphs.CORROBORATION}> {{ ?node prov:hadPrimarySource ?origin }} }} WHERE {{
  {{ SELECT DISTINCT ?proposition ?polarity ?origin WHERE {{ {_ORIGINS} }} }} {_POINT}
}}"""
