"""What a page says of its own publication: title, publisher, dates, language, canonical address."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipelines.reading.linked_data import LinkedData
from pipelines.reading.publication import modified_day, published_day

Tree = Any  # an element of lxml, which comes without types

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+")
_SEPARATOR = re.compile(r"\s+[|–—•·»-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Everything is None that the page does not say. Dates are ISO dates."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text of an article, and what is known of its publication."""

    text: str
    metadata: Metadata


def metadata_of(tree: Tree, linked_data: Iterable[str], address: str | None) -> Metadata:
    """The metadata of a parsed page and the texts of its JSON-LD; `address` completes relative links."""
    metas = _metas(tree)
    linked = LinkedData(linked_data)
    url = _canonical(tree, metas, address)
    publisher = _plain(linked.publisher() or _first(metas, _PUBLISHERS))
    return Metadata(
        title=_title(tree, linked.text("headline") or _first(metas, _TITLES), publisher),
        publisher=publisher,
        published=published_day(tree, metas, linked.text("datePublished"), url),
        modified=modified_day(metas, linked.text("dateModified")),
        language=_language(tree, metas) or linked.text("inLanguage"),
        url=url,
    )


def _metas(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split() if content else ():
                found.setdefault(name, content)
    return found


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _plain(text: str | None) -> str | None:
    # Metadata is often escaped twice.
    return " ".join(html.unescape(text).split()).removeprefix("@") or None if text else None


def _title(tree: Tree, said: str | None, publisher: str | None) -> str | None:
    headings = [" ".join(heading.itertext()) for heading in tree.iter("h1")]
    own = _plain(said) or (_plain(headings[0]) if len(headings) == 1 else None)
    if own is None:
        own = _plain(next((" ".join(title.itertext()) for title in tree.iter("title")), None))
    return _without_outlet(own, publisher) if own else None


def _without_outlet(title: str, publisher: str | None) -> str:
    parts = _SEPARATOR.split(title)
    if publisher is None or len(parts) < 2 or _bare(parts[-1]) != _bare(publisher):
        return title
    return title[: title.rindex(parts[-1])].rstrip(" |–—•·»-")


def _bare(name: str) -> str:
    return re.sub(r"^the|com$|\W", "", name.casefold())


def _language(tree: Tree, metas: Mapping[str, str]) -> str | None:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    tag = (said or metas.get("content-language") or metas.get("og:locale") or "").strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None


def _canonical(tree: Tree, metas: Mapping[str, str], address: str | None) -> str | None:
    links = (
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    said = next((href.strip() for href in links if href and href.strip()), None) or metas.get("og:url")
    try:
        whole = urljoin(address or "", said or "")
        is_own = address is None or _host(whole) == _host(address)
    except ValueError:
        return address
    # A page fetched from one site may not pass for a page of another.
    return whole if is_own and _ADDRESS.fullmatch(whole) else address


def _host(address: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", urlsplit(address).hostname or "")
