"""HTML that cannot be broken out of: text is always escaped, and only `Markup` is not."""

from collections.abc import Iterable, Mapping
from html import escape

from ontology.terms import ID

BASE = ID.removesuffix("id/")


class Markup(str):
    """HTML that was made here, and not text."""

    __slots__ = ()


Content = str | Markup | None


def element(tag: str, *content: Content, **attributes: str | None) -> Markup:
    """An element with its content; a trailing underscore of an attribute's name is dropped."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{told}>{inside(content)}</{tag}>")


def inside(content: Iterable[Content]) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one or "") for one in content))


def link(iri: str, text: str | None = None, *, rel: str | None = None) -> Markup:
    """A link to an IRI: of ours on this server, of others as they are; no link where it is no web address."""
    if iri.startswith(BASE):
        return element("a", text or iri, href="/" + iri.removeprefix(BASE), rel=rel)
    if iri.startswith(("https://", "http://")):
        return element("a", text or iri, href=iri, rel=rel or "noreferrer external")
    return element("code", text or iri)


def described(pairs: Iterable[tuple[Content, Content]]) -> Markup:
    """A list of names and what they stand for; pairs without content are left out."""
    shown = [element("dt", name) + element("dd", value) for name, value in pairs if value]
    return element("dl", Markup("".join(shown)))


def table(head: Iterable[str], rows: Iterable[Iterable[Content]], caption: str) -> Markup:
    """A table with its caption and heads for readers of any kind."""
    heads = inside(element("th", name, scope="col") for name in head)
    body = inside(element("tr", *(element("td", cell) for cell in row)) for row in rows)
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", heads)),
            element("tbody", body),
        ),
        class_="wide", tabindex="0", role="region", aria_label=caption,
    )  # fmt: skip


def page(title: str, *content: Content, alternates: Mapping[str, str], footer: str = "") -> str:
    """A whole page without any script; `alternates` are addresses of the same by media type."""
    ways = inside(
        Markup(f'<link rel="alternate" type="{escape(media)}" href="{escape(path)}">')
        for media, path in alternates.items()
    )
    forms = inside(element("li", element("a", media, href=path)) for media, path in alternates.items())
    same = element("nav", element("h2", "The same for machines"), element("ul", forms), class_="forms")
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · claimgraph</title>"
        f'<link rel="stylesheet" href="/static/names.css">{ways}</head>\n'
        '<body><a class="skip" href="#main">To the content</a>\n'
        '<header><nav aria-label="Site"><a href="/">claimgraph</a> <a href="/ns">ontology</a> '
        f'<a href="/exports">exports</a></nav></header>\n<main id="main">{inside(content)}'
        f"{same if alternates else ''}</main>\n"
        f"<footer>Nothing here is asserted as a fact: each claim is somebody’s. {escape(footer)}</footer>"
        "</body>\n</html>\n"
    )
