"""Documents that are known by the SHA-256 of their text, so that a short URL can ask a long question.

Some are known from the start. Others are learned: whoever sends a document together with its hash, as clients
with automatic persisted queries do, can ask it by the hash alone from then on, until newer ones displace it.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from api.errors import RequestError
from api.question import Question
from ontology.errors import SettingsError

_CHARACTERS = 4_000_000  # of all learned documents together
NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"


class Persisted:
    """The documents of one server. Safe to share between threads."""

    def __init__(self, documents: Iterable[str] = ()) -> None:
        self._given = {digest(text): text for text in documents}
        self._learned: OrderedDict[str, str] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def meant(self, question: Question) -> Question:
        """The question with its document. RequestError when it only has a hash that stands for nothing."""
        if question.digest is None:
            return question
        if question.query:
            if digest(question.query) != question.digest:
                raise RequestError(400, "`sha256Hash` is not the SHA-256 of `query`")
            return question
        found = self._given.get(question.digest) or self._remembered(question.digest)
        if found is None:
            raise RequestError(200, "PersistedQueryNotFound", NOT_FOUND)  # as clients look for it
        return replace(question, query=found)

    def learn(self, question: Question) -> None:
        """Remember the document of a question that was answered."""
        if question.digest is None or question.digest in self._given:
            return
        with self._lock:
            if question.digest not in self._learned:
                self._characters += len(question.query)
            self._learned[question.digest] = question.query
            while self._characters > _CHARACTERS:
                _, text = self._learned.popitem(last=False)
                self._characters -= len(text)

    def _remembered(self, known: str) -> str | None:
        with self._lock:
            if known in self._learned:
                self._learned.move_to_end(known)
            return self._learned.get(known)


def digest(text: str) -> str:
    """The SHA-256 of a document, in hexadecimal digits."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def documents(folder: Path) -> list[str]:
    """The documents of a folder: its files `*.graphql`. SettingsError when they cannot be read."""
    try:
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.graphql"))]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the documents in {folder} cannot be read: {error}") from error
