"""Reading in workers: articles travel there as bytes, and documents or refusals come back."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import orjson

from pipelines.feeds.article import FetchedArticle, Robots
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json
from pipelines.workers.choice import shared_workers
from pipelines.workers.local import LocalWorkers
from pipelines.workers.port import Done, Job
from pipelines.workers.port import Workers as Port

READING = Job(
    function="pipelines.reading.workers:work",
    doing="reading",
    seconds=10.0,
    memory=1024 * 1024 * 1024,
)
_READ, _REFUSED = b"+", b"-"


class Workers:
    """A few processes of this machine that read, with limits of one's own; close them once."""

    def __init__(
        self, count: int | None = None, *, seconds: float = READING.seconds, memory: int = READING.memory
    ) -> None:
        self._workers = LocalWorkers(count)
        self._job = replace(READING, seconds=seconds, memory=memory)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, article: FetchedArticle) -> Document | Refusal:
        """Read one article. One that takes too long or crashes its reader costs only itself."""
        return _outcome(_Sent.of(article), self._workers.one(self._job, _packed(article)))

    def read_all(self, articles: Iterable[FetchedArticle]) -> Iterator[Document | Refusal]:
        """Read many articles at once; the outcomes come in the order of the articles."""
        return read_all(articles, self._workers, self._job)

    def close(self) -> None:
        """End all idle workers."""
        self._workers.close()


def read_all(
    articles: Iterable[FetchedArticle], workers: Port, job: Job = READING
) -> Iterator[Document | Refusal]:
    """Read articles with these workers; the outcomes come in the order of the articles."""
    sent: deque[_Sent] = deque()

    def items() -> Iterator[bytes]:
        for article in articles:
            sent.append(_Sent.of(article))
            yield _packed(article)

    for done in workers.each(job, items()):
        yield _outcome(sent.popleft(), done)


def read(article: FetchedArticle) -> Document | Refusal:
    """Read one article with the workers of this process."""
    return next(read_all([article], shared_workers()))


def work(item: bytes) -> bytes:
    """Read one article in a worker: bytes of an article in, of an outcome out."""
    from pipelines.reading.understanding import understand  # noqa: PLC0415  # its libraries are for workers only

    head, _, content = item.partition(b"\n")
    fields: dict[str, Any] = orjson.loads(head)
    robots = Robots(fields["robots"]) if fields["robots"] else None
    known = {**fields, "robots": robots, "headers": (), "content": content}
    outcome = understand(FetchedArticle(**known))
    return (_READ if isinstance(outcome, Document) else _REFUSED) + to_json(outcome)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is remembered of an article that is away, for when its worker does not come back."""

    source: str
    sha256: str

    @classmethod
    def of(cls, article: FetchedArticle) -> Self:
        return cls(article.source, article.sha256)


def _packed(article: FetchedArticle) -> bytes:
    # A reader needs neither what came on the wire nor the headers.
    head = replace(article, content=b"", wire=None, headers=())
    return orjson.dumps(head, default=lambda _: "") + b"\n" + article.content


def _outcome(sent: _Sent, done: Done) -> Document | Refusal:
    if not isinstance(done, bytes):
        return Refusal(source=sent.source, reason=done.reason, detail=done.detail, sha256=sent.sha256)
    if done.startswith(_READ):
        return from_json(Document, done[1:])
    return from_json(Refusal, done[1:])
