"""Which faults of an asset pass by themselves and are tried again; others end the run with their message."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from ontology.errors import ClaimgraphError, StoreBusy


@contextmanager
def told() -> Iterator[None]:
    """What claimgraph refuses for good is not tried again; a busy store or a fault of the machine is."""
    try:
        yield
    except StoreBusy:
        raise
    except ClaimgraphError as error:
        raise dg.Failure(description=str(error), allow_retries=False) from error
