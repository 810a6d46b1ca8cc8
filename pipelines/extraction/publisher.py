"""Who publishes a document, when only its own words say so."""

import re
from functools import lru_cache

from ontology.terms import Kind
from pipelines.extraction.notebook import Notebook

_TOLD = re.compile(
    r"\b(?:told|tells|interview\s+with|(?:obtained|seen|reviewed)\s+by|spoke\s+(?:to|with))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_LEARNED = re.compile(r"\s+(?:has|have)\s+(?:learned|learnt|seen|obtained|confirmed)\b")

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|ourselves)\b")
_OWN_WORDS = 3
_OWN_SHARE = 0.015  # of all words, in a statement of one's own
_DIALOGUE = re.compile(r"(?m)^\s*[–—]\s.*$")
_NEWSROOM = re.compile(
    r"\b(?:(?:told|tells?|telling|shows?|showed|sent|wrote|writes|informed|gave|with|asked|assured|let|by)"
    r"(?:\s+to)?\s+us|(?:to|with|by|for)\s+us|[Oo]ur\s+(?:\w+\s+)?(?:readers?|correspondents?|reporters?|sources?|man"
    r"|story|report|newspaper|columnist|photographer|interview|article|account|paper)|[Ww]e\s+(?:have\s+|had\s+)?"
    r"(?:asked|reported|carried|called|wrote|raised|put|contacted|published|understand|saw|seen|spoke|quoted"
    r"|printed))\b"
)
_FIRM = re.compile(
    r"\b(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|plc|PLC|AG|GmbH|AB|ASA|AS|Oy|Bhd|Berhad|S\.\s?A|S\.p\.A|Pte|Lda"
    r"|Kft|BV|NV|KK)\.?$"
)


def publisher_of(notebook: Notebook) -> str | None:
    """The newsroom to which sources spoke ("told The Example Times"); None when nobody is named.

    An article that names its own newsroom does so where it tells how it came by the news. Where two are
    named so, the text says nothing about which of them publishes it.
    """
    found = {
        m.entity
        for m in notebook.mentions
        if m.kind is Kind.MEDIA_ORGANIZATION and _speaks_of_itself(notebook, m.span.start, m.span.end)
    }
    return found.pop() if len(found) == 1 else None


def _speaks_of_itself(notebook: Notebook, start: int, end: int) -> bool:
    before = notebook.text[max(0, start - 40) : start]
    told = [m for m in _TOLD.finditer(before) if m.end() == len(before)]
    return bool(told) or _LEARNED.match(notebook.text, end) is not None


def tells_of_itself(notebook: Notebook) -> bool:
    """Whether the article is its publisher's own statement: "we" and "our" outside quotation marks.

    Firms publish nothing else. How a newsroom speaks of its own work ("told us") does not count.
    """
    publisher = notebook.document.publisher
    if not publisher:
        return False
    return _FIRM.search(publisher) is not None or _says_we(notebook.text)


@lru_cache(maxsize=4)  # asked again whenever more has been noted, of the same text
def _says_we(text: str) -> bool:
    own = _NEWSROOM.sub("", _DIALOGUE.sub("", _QUOTED.sub("", text)))
    said = len(_FIRST_PERSON.findall(own))
    return said >= max(_OWN_WORDS, _OWN_SHARE * len(own.split()))
