"""A process that reads one article after another and may be killed at any moment. Started by `workers`."""

import logging
import os
import resource
import sys
from contextlib import suppress
from socket import socket

from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.reading.understanding import understand
from pipelines.reading.wire import pack, receive_article, send

READY = b"ready"


def main(memory: int, seconds: int) -> None:
    """Answer articles on the socket at descriptor 0 until it closes; limits in bytes and CPU seconds."""
    logging.disable()
    _limit(resource.RLIMIT_AS, memory)
    connection = socket(fileno=os.dup(0))
    send(connection, READY)
    with suppress(EOFError, ConnectionError):
        while True:
            article = receive_article(connection)
            # The parent kills us at its deadline; this is for when the parent itself has been killed.
            _limit(resource.RLIMIT_CPU, int(sum(os.times()[:2])) + 2 * seconds + 1)
            send(connection, pack(_outcome(article)))


def _outcome(article: FetchedArticle) -> Document | Refusal:
    try:
        return understand(article)
    except MemoryError:
        detail = "reading it needs more memory than a reader may use; it may be built to stop readers"
    except Exception as error:  # noqa: BLE001 (any fault of a library on this page must name this page)
        detail = (
            f"the reader failed on it ({type(error).__name__}: {str(error)[:200]}); please report the page"
        )
    return Refusal(source=article.source, reason=Reason.CRASHED, detail=detail, sha256=article.sha256)


def _limit(kind: int, soft: int) -> None:
    # Not every system knows every limit; the deadline of the parent remains.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
