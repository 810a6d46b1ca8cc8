"""What a server may be asked to bear: sizes, depths, counts and times, in one place."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one server. Sizes in bytes or characters, times in seconds."""

    body: int = 1_000_000  # bytes of a request
    nesting: int = 32  # of arrays and objects in a request
    query: int = 64_000  # characters of a document
    tokens: int = 2_000
    depth: int = 15  # fields inside fields
    aliases: int = 50  # counted as often as their fragment is used
    fields: int = 10_000  # counted as often as their fragment is used
    definitions: int = 100  # operations and fragments
    directives: int = 50
    repeats: int = 5_000  # pairs of fields for the same place in the reply
    cost: int = 500_000  # values that a reply may have, reckoned before it is made
    things: int = 25_000  # values that one request may read and show
    deadline: float = 5.0  # from the first byte to the answer
    workers: int = 4  # requests that are answered at the same time; the others wait
    waiting: int = 512  # requests that are answered or wait; further ones are sent away
    subscriptions: int = 200  # of all clients together
    streams: int = 10  # subscriptions of one connection
    heartbeat: float = 15.0  # between two signs of life of a stream
    patience: float = 30.0  # for a client to take an event, or to begin
    errors: int = 5  # that a reply tells of
    sparql_body: int = 256_000  # bytes of a form with a query in it, whose text may be 64 KB
    sparql_workers: int = max(4, min(8, os.cpu_count() or 1))  # queries at the same time
    sparql_waiting: int = 16  # queries that wait for their turn
    sparql_patience: float = 5.0  # for which they wait


LIMITS = Limits()
STATIC = Path(__file__).parent / "static"

GENERATION = "Claimgraph-Generation"  # the header that says which generation answered
