"""The page of a thing: what it is called, the claims on it, and all that the graph says of it."""

from collections.abc import Iterator
from urllib.parse import urlencode

from api.naming.claims import in_full, listed, rows
from api.naming.markup import Content, Markup, element, inside, link, page, table
from api.reader import Reader
from graph.exports.sentence import sentence
from graph.listing import ClaimFilter, Slice
from graph.portrait import FORMS, SHOWN, Portrait
from graph.triples import Literal, Term, compact
from ontology.terms import IC, Kind

FIRST = 50  # claims on one page
_KINDS = {kind.iri: kind for kind in Kind}
_BY_CLASS = {IC + "Article": "article", IC + "Proposition": "proposition", Kind.INCIDENT.iri: "incident"}


def shown(reader: Reader, thing: Portrait, path: str, after: str | None = None) -> str:
    """The page of a thing; `after` is the cursor of its claims. QuestionError when that is none."""
    claim = next(iter(rows(reader, [thing.iri])), None)
    title = thing.name or (sentence(claim) if claim else compact(thing.iri))
    kinds = ", ".join(thing.names.get(one) or compact(one) for one in thing.classes)
    return page(
        title,
        element("h1", title),
        element("p", kinds, " ", element("code", thing.iri), class_="kind"),
        *([in_full(reader, claim)] if claim else _claims(reader, thing, path, after)),
        _told(thing),
        _referring(thing),
        alternates={media: f"{path}.{suffix}" for suffix, (media, _) in FORMS.items()},
        footer=f"Generation {reader.generation.number}, published {reader.generation.published[:10]}.",
    )


def _claims(reader: Reader, thing: Portrait, path: str, after: str | None) -> Iterator[Content]:
    which = _which(thing)
    if which is None:
        return
    part = reader.index.claims(which, first=FIRST, after=after)
    if part.total:
        yield element("h2", "Claims")
        yield listed(rows(reader, part.iris), f"{part.total} claims")
        yield _next(path, part)


def _which(thing: Portrait) -> ClaimFilter | None:
    """The claims that belong on the page of a thing of its class."""
    for one in thing.classes:
        if one in _BY_CLASS:
            return ClaimFilter(**{_BY_CLASS[one]: thing.iri})  # type: ignore[arg-type]
    return ClaimFilter(entity=thing.iri) if _KINDS.keys() & set(thing.classes) else None


def _next(path: str, part: Slice) -> Markup | None:
    if part.after is None:
        return None
    return element("p", element("a", "further claims", href=f"{path}?{urlencode({'after': part.after})}"))


def _told(thing: Portrait) -> Markup | None:
    if not thing.triples:
        return None
    cells = ((_named(t.predicate, thing), _term(t.object, thing)) for t in thing.triples)
    return inside(
        (element("h2", "What the graph holds of it"), table(("property", "value"), cells, "Properties"))
    )


def _referring(thing: Portrait) -> Markup | None:
    if not thing.referring:
        return None
    cells = ((_named(subject, thing), _named(predicate, thing)) for predicate, subject in thing.referring)
    caption = f"The first {SHOWN} of what refers to it" if thing.more else "All that refers to it"
    return inside((element("h2", "What refers to it"), table(("thing", "by"), cells, caption)))


def _named(iri: str, thing: Portrait) -> Markup:
    return link(iri, thing.names.get(iri) or compact(iri))


def _term(term: Term, thing: Portrait) -> Content:
    if isinstance(term, Literal):
        return element("span", term.text, lang=term.language)
    return _named(term, thing)
