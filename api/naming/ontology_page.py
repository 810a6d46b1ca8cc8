"""The documentation of the ontology, made from its files: entries, drawings, crosswalks, and examples."""

import io
from collections.abc import Iterable, Iterator, Sequence

from api.naming.claims import rows
from api.naming.diagram import class_tree, ways
from api.naming.markup import Content, Markup, described, element, inside, link, page, table
from api.reader import Reader
from graph.exports.sentence import sentence
from graph.listing import ClaimFilter
from graph.portrait import FORMS, write_vocabulary
from graph.triples import compact, spell_iri
from ontology.handbook import Entry, Sort, current, entries, version, versions
from ontology.terms import IC, Predicate

_HEADS = {
    Sort.CLASS: ("classes", "Classes"),
    Sort.PROPERTY: ("properties", "Properties"),
    Sort.LIST: ("values", "Lists of values"),
}
_ABOUT = (
    "What news accounts of security incidents claim: who says it, through whom, how certainly, in which "
    "exact words."
)
_SHORTCUTS = (
    "A published graph also holds plain edges in the namespaces said#, denied# and unconfirmed#. They record "
    "that somebody says so, says not, or leaves it open. They are never facts, and all three may hold at "
    "once; the claims that they were made from are the record."
)


def turtle(name: str | None) -> str | None:
    """The text of a version; None when there is none."""
    return version(name)


def converted(text: str, suffix: str) -> bytes:
    """A version in one of the forms of RDF; Turtle as it stands in the files."""
    if suffix == "ttl":
        return text.encode()
    output = io.BytesIO()
    write_vocabulary(text, output, suffix)
    return output.getvalue()


def documented(name: str | None, reader: Reader | None) -> str:
    """The page of a version, with examples from the graph where there is one."""
    told = entries(version(name) or "")
    path = f"/ns/{name}" if name else "/ns"
    return page(
        "The claimgraph ontology",
        element("h1", "The claimgraph ontology"),
        element("p", _ABOUT),
        described(
            (
                ("namespace", element("code", IC)),
                ("version", name or current()),
                ("all versions", _versions()),
            )
        ),
        element("h2", "How it hangs together", id="diagrams"),
        class_tree(told),
        ways(told),
        *(part for sort in _HEADS for part in _section(sort, told, reader)),
        element("h2", "Shortcuts", id="shortcuts"),
        element("p", _SHORTCUTS),
        element("h2", "Crosswalks", id="crosswalks"),
        table(("term", "relation", "elsewhere"), _crosswalks(told), "What comes close elsewhere"),
        alternates={media: f"{path}.{suffix}" for suffix, (media, _) in FORMS.items()} if name else _forms(),
    )  # fmt: skip


def _forms() -> dict[str, str]:
    return {media: f"/ns/{suffix}" for suffix, (media, _) in FORMS.items()}


def _versions() -> Markup:
    return Markup(", ".join(element("a", one, href=f"/ns/{one}") for one in versions()))


def _section(sort: Sort, told: Sequence[Entry], reader: Reader | None) -> Iterator[Content]:
    name, title = _HEADS[sort]
    yield element("h2", title, id=name)
    for entry in told:
        if entry.sort is sort:
            yield _entry(entry, told, reader)


def _entry(entry: Entry, told: Sequence[Entry], reader: Reader | None) -> Markup:
    return element(
        "section",
        element("h3", entry.name, id=entry.name),
        element("p", entry.definition),
        described(
            (
                ("IRI", element("code", entry.iri)),
                ("names", inside(_name(*name) for name in sorted(entry.names.items()))),
                ("a kind of", _links(entry.above)),
                ("kinds of it", _links(one.iri for one in told if entry.iri in one.above)),
                ("from", _links(entry.leads_from)),
                ("to", _links(entry.leads_to)),
                ("values", _values(entry, told)),
                ("example", _example(entry, reader) if reader else None),
            )
        ),
    )


def _anchor(entry: Entry) -> str:
    """Where an entry stands on the page; values may have the names of properties."""
    return f"value-{entry.name}" if entry.sort is Sort.VALUE else entry.name


def _name(language: str, text: str) -> Markup:
    return inside((element("span", text, lang=language), f" ({language}) "))


def _values(entry: Entry, told: Sequence[Entry]) -> Markup | None:
    found = [one for one in told if one.scheme == entry.iri]
    items = (element("li", link(one.iri, one.name), ": ", one.definition, id=_anchor(one)) for one in found)
    return element("ul", inside(items)) if found else None


def _example(entry: Entry, reader: Reader) -> Markup | None:
    if entry.sort is Sort.CLASS:
        found = reader.ask(f"SELECT ?x WHERE {{ ?x a {spell_iri(entry.iri)} }} LIMIT 1")
        if not found:
            return None
        iri = str(found[0][0])
        return link(iri, reader.published.graph.labels([iri]).get(iri) or compact(iri))
    if entry.sort is Sort.PROPERTY and entry.name in set(Predicate):
        part = reader.index.claims(ClaimFilter(predicate=Predicate(entry.name)), first=1)
        for row in rows(reader, part.iris):
            return inside((link(row["claim"], sentence(row)), " ", element("q", row["quote"])))
    return None


def _crosswalks(told: Iterable[Entry]) -> Iterator[tuple[Content, ...]]:
    for entry in told:
        for relation, other in entry.matches:
            yield element("a", entry.name, href=f"#{_anchor(entry)}"), relation, link(other, compact(other))


def _links(iris: Iterable[str]) -> Markup | None:
    found = [link(iri, iri.removeprefix(IC) if iri.startswith(IC) else compact(iri)) for iri in iris]
    return Markup(", ".join(found)) if found else None
