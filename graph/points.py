"""What follows from the claims on a proposition alone: its plain edges, and from how many origins it comes.

It comes to the same as `updates.derived`, proposition by proposition.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.corroboration import BY_NAME
from graph.fresh import Fresh, Said
from graph.lines import lines, subject_of
from graph.store import Store
from graph.triples import XSD_INTEGER, Literal, Resource, Triple, spell_iri
from ontology.terms import DENIED, GRAPH, IC, ICV, PROV, RDF_TYPE, SAID, UNCONFIRMED, Graphs

SPEAKER_KIND = IC + "speakerKind"
_CLAIMS = f"""SELECT ?proposition ?polarity ?certainty ?holder ?origin WHERE {{
  VALUES ?proposition {{ %s }}
  GRAPH ?graph {{ ?claim ic:proposition ?proposition ; ic:polarity ?polarity ; ic:certainty ?certainty .
    OPTIONAL {{ ?claim ic:holder ?holder }} OPTIONAL {{ ?claim ic:origin ?origin }} }}
  FILTER(STRSTARTS(STR(?graph), "{GRAPH}"))
}}"""
_SPOKEN = """SELECT DISTINCT ?proposition WHERE {
  VALUES ?who { %s } ?claim ic:holder|ic:origin ?who ; ic:proposition ?proposition }"""
_SPACES = {SAID: ICV + "positive", DENIED: ICV + "negative"}
_OPEN = ICV + "underspecified"

Lines = dict[str, set[str]]


def derived(store: Store, propositions: Sequence[str], fresh: Fresh) -> Iterator[tuple[Graphs, Lines, Lines]]:
    """What shortcuts and corroboration say of these propositions, and what they should, by subject."""
    said = _said(store, [iri for iri in propositions if iri not in fresh.said])
    said |= {iri: fresh.said[iri] for iri in propositions if iri in fresh.said}
    yield _shortcuts(store, propositions, said, fresh)
    yield _corroboration(store, propositions, said, fresh)


def spoken_by(store: Store, who: Collection[str]) -> set[str]:
    """The propositions of the claims that any of these hold, or that come from them."""
    if not who:
        return set()
    return {str(iri) for (iri,) in store.query(_SPOKEN % " ".join(map(spell_iri, who))).rows}


def _said(store: Store, propositions: Iterable[str]) -> dict[str, set[Said]]:
    found: dict[str, set[Said]] = {iri: set() for iri in propositions}
    for iri, polarity, certainty, holder, origin in store.query(
        _CLAIMS % " ".join(map(spell_iri, propositions))
    ).rows:
        whose = None if holder is None else origin if origin is not None else holder
        found[str(iri)].add(Said(str(polarity), str(certainty), None if whose is None else str(whose)))
    return found


def _shortcuts(
    store: Store, propositions: Iterable[str], said: dict[str, set[Said]], fresh: Fresh
) -> tuple[Graphs, Lines, Lines]:
    was: Lines = {}
    now: Lines = {}
    for iri in propositions:
        for edge in _edges(store, iri, fresh):
            held = lines([edge], Graphs.SHORTCUTS)[0]
            subject = subject_of(held)
            if subject not in was:
                was[subject] = set(store.part(Graphs.SHORTCUTS, subject))
                now[subject] = set(was[subject])
            space = edge.predicate[: edge.predicate.rindex("#") + 1]
            wanted = _holds(space, said[iri])
            (now[subject].add if wanted else now[subject].discard)(held)
    return Graphs.SHORTCUTS, was, now


def _edges(store: Store, proposition: str, fresh: Fresh) -> Iterator[Triple]:
    """All edges that a proposition may have."""
    known = fresh.propositions.get(proposition)
    if known is not None:
        for space in (SAID, DENIED, UNCONFIRMED):
            yield Triple(known.subject, space + known.predicate.value, Resource(known.object))
        return
    about = {t.predicate.rsplit("#", 1)[-1]: t.object for t in store.about(proposition, Graphs.SHARED)}
    if {"subject", "predicate", "object"} <= about.keys():
        name = str(about["predicate"]).removeprefix(IC)
        for space in (SAID, DENIED, UNCONFIRMED):
            yield Triple(str(about["subject"]), space + name, about["object"])


def _holds(space: str, said: Iterable[Said]) -> bool:
    if space == UNCONFIRMED:
        return any(one.certainty == _OPEN for one in said)
    return any(one.polarity == _SPACES[space] and one.certainty != _OPEN for one in said)


def _corroboration(
    store: Store, propositions: Iterable[str], said: dict[str, set[Said]], fresh: Fresh
) -> tuple[Graphs, Lines, Lines]:
    kinds: dict[str, bool] = {}
    points: list[Triple] = []
    was: Lines = {}
    now: Lines = {}
    for iri in propositions:
        for polarity in (ICV + "positive", ICV + "negative"):
            node = f"{iri}/{polarity.removeprefix(ICV)}"
            was[node] = set() if iri in fresh.said else set(store.part(Graphs.CORROBORATION, node))
            now[node] = set()
            origins = {
                one.origin
                for one in said[iri]
                if one.origin and one.polarity == polarity and one.certainty != _OPEN
            }
            if origins:
                named = sum(_named(store, origin, kinds) for origin in origins)
                points += _point(node, iri, polarity, origins, named)
    for line in lines(points, Graphs.CORROBORATION):
        now[subject_of(line)].add(line)
    return Graphs.CORROBORATION, was, now


def _point(node: str, proposition: str, polarity: str, origins: set[str], named: int) -> list[Triple]:
    def number(value: int) -> Literal:
        return Literal(str(value), XSD_INTEGER)

    return [
        Triple(node, RDF_TYPE, Resource(IC + "Corroboration")),
        Triple(node, IC + "onProposition", Resource(proposition)),
        Triple(node, IC + "onPolarity", Resource(polarity)),
        Triple(node, IC + "atLeast", number(max(named, 1))),
        Triple(node, IC + "atMost", number(len(origins))),
        *(Triple(node, PROV + "hadPrimarySource", Resource(origin)) for origin in sorted(origins)),
    ]


def _named(store: Store, origin: str, kinds: dict[str, bool]) -> bool:
    if origin not in kinds:
        about = store.about(origin, Graphs.ENTITIES)
        kinds[origin] = any(t.predicate == SPEAKER_KIND and str(t.object) in BY_NAME for t in about)
    return kinds[origin]
