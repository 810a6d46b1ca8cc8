"""The extractor that asks a language model: windows out, replies in, kept as far as the text bears out."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from ontology.errors import ModelError
from pipelines.extraction.account import Account, Span
from pipelines.extraction.llm.assembly import assembled
from pipelines.extraction.llm.cache import Cache
from pipelines.extraction.llm.endpoint import Endpoint
from pipelines.extraction.llm.failures import Truncated
from pipelines.extraction.llm.figures import Part
from pipelines.extraction.llm.reply import reply
from pipelines.extraction.llm.request import request
from pipelines.extraction.llm.settings import ModelSettings
from pipelines.extraction.llm.spending import Spending
from pipelines.extraction.llm.tally import Tally
from pipelines.extraction.llm.windows import windows
from pipelines.reading.document import Document

_SMALLEST = 600  # characters: what is cut below this says nothing


class ModelExtractor:
    """Reads through any chat-completions endpoint; see docs/extractors.md."""

    name = "llm"

    def __init__(self, settings: ModelSettings | None = None, home: Path | None = None) -> None:
        self._settings = settings or ModelSettings.of(os.environ)
        self._spending = Spending(self._settings.max_requests, self._settings.max_tokens)
        self._endpoint = Endpoint(self._settings, self._spending)
        self._tally = Tally()
        self.version = _version(self._settings)
        self.at_once = self._settings.at_once
        self.keep(home or Path(os.environ.get("CLAIMGRAPH_HOME") or "data"))

    def keep(self, home: Path) -> None:
        """Keep replies under this home folder from now on."""
        self._cache = Cache(home / "llm")

    def extract(self, document: Document) -> Account:
        """What the document says; ModelError when the model did not answer for all of it."""
        cut = windows(document.text, self._settings.window, self._settings.overlap)
        with ThreadPoolExecutor(max_workers=self.at_once) as pool:
            parts = [
                part for found in pool.map(lambda span: self._parts(document, span), cut) for part in found
            ]
        return assembled(
            document,
            parts,
            self._tally,
            name=self.name,
            version=self.version,
            rule=f"llm:{self._settings.model}",
        )

    def told(self) -> dict[str, Any]:
        """What was asked, spent, kept and dropped so far."""
        kept, items = self._tally.kept, ("entities", "attributions", "events", "claims", "arguments")
        return {
            "model": self._settings.model,
            "requests": self._spending.requests,
            "tokens": self._spending.tokens,
            "from_cache": kept["replies from the cache"],
            "kept": {item: kept[item] for item in items[:-1]},
            "dropped": {item: losses for item in items if (losses := self._tally.losses(item))},
        }

    def summary(self) -> str:
        """The same in one line for people."""
        told = self.told()
        asked = f"requests {told['requests']}, tokens {told['tokens']:,}, from cache {told['from_cache']}"
        kept = ", ".join(f"{item} {number}" for item, number in told["kept"].items())
        dropped = [
            f"{item} {number} ({loss})"
            for item, losses in told["dropped"].items()
            for loss, number in losses.items()
        ]
        lost = ", ".join(dropped) or "nothing"
        return f"llm asked {told['model']}: {asked}; kept {kept}; dropped {lost}"

    def _parts(self, document: Document, window: Span) -> list[Part]:
        """The reply to a window, or to its halves where one reply would be too long."""
        try:
            given = self._reply(document, window)
        except Truncated as error:
            return [
                part for half in self._halves(document, window, error) for part in self._parts(document, half)
            ]
        return [Part(window=window, reply=reply(given, self._tally))]

    def _halves(self, document: Document, window: Span, error: ModelError) -> list[Span]:
        size = (window.end - window.start) // 2 + self._settings.overlap // 4
        found = windows(window.of(document.text), size, self._settings.overlap // 4)
        if size < _SMALLEST or len(found) < 2:
            raise error
        return [Span(window.start + half.start, window.start + half.end) for half in found]

    def _reply(self, document: Document, window: Span) -> Mapping[str, Any]:
        asked = request(document, window)
        key = asked.key(self._settings.model)
        given = self._cache.reply(key)
        if given is not None:
            self._tally.keep("replies from the cache", 1)
            return given
        given = self._endpoint.ask(asked)
        self._cache.put(key, given)
        return given


@cache
def _version(settings: ModelSettings) -> str:
    """A digest of model, windows, instruction and of how replies are read."""
    digest = sha256(f"{settings.model} {settings.window} {settings.overlap}".encode())
    for file in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".py", ".md")):
            digest.update(file.read_bytes())
    return f"1+{digest.hexdigest()[:12]}"
