"""On which day a page was published and modified, by what it says itself; never by when it was fetched."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.reading.dates import iso_date

Tree = Any  # an element of lxml, which comes without types

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "pdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "article:modified",
    "article.updated",
    "lastmod",
    "last-modified",
)
_PUBLICATION_MARK = re.compile(r"publish|posted|pub-?date|entry-date|post-date|dateline", re.IGNORECASE)
_UPDATE_MARK = re.compile(r"updat|modif|issue", re.IGNORECASE)
_ASIDE = frozenset({"aside", "nav", "footer", "li", "form"})
# A full date as folders of the path is what publishing systems put there when they publish.
_DAY_IN_PATH = re.compile(r"https?://[^/]+/(?:[^?#]*/)?((?:19|20)\d{2}/\d{2}/\d{2})/")


def published_day(tree: Tree, metas: Mapping[str, str], linked: str | None, url: str | None) -> str | None:
    """The ISO date of publication by JSON-LD, meta, marked elements or the path, in this order."""
    in_path = _DAY_IN_PATH.match(url or "")
    said = _day(linked) or _first(metas, _PUBLISHED) or _marked(tree)
    return said or (_day(in_path[1]) if in_path else None)


def modified_day(metas: Mapping[str, str], linked: str | None) -> str | None:
    """The ISO date of the last change, as the page says it."""
    return _day(linked) or _first(metas, _MODIFIED)


def _day(written: str | None) -> str | None:
    return iso_date(written) if written else None


def _first(metas: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((day for name in names if (day := _day(metas.get(name)))), None)


def _marked(tree: Tree) -> str | None:
    """The day of the elements that are marked as the date of the article itself, when they agree on one."""
    times = [element for element in tree.iter("time") if not _is_aside(element)]
    marked = [element for element in times if _PUBLICATION_MARK.search(_marks(element))]
    plain = [element for element in times if not _UPDATE_MARK.search(_marks(element))]
    spans = [
        element
        for element in tree.iter("span", "div", "p", "abbr")
        if element.get("itemprop") == "datePublished"
    ]
    for candidates in (marked, spans, plain):
        days = {day for element in candidates if (day := _written(element))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _written(element: Tree) -> str | None:
    said = element.get("datetime") or element.get("content") or element.get("title")
    return _day(said) or _day(" ".join(element.itertext()))


def _is_aside(element: Tree) -> bool:
    return any(parent.tag in _ASIDE for parent in element.iterancestors())


def _marks(element: Tree) -> str:
    named = [element.get(name) or "" for name in ("class", "itemprop", "id")]
    return " ".join([*named, "pubdate" if "pubdate" in element.attrib else ""])
