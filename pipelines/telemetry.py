"""Measures and traces of every stage: for Prometheus and OpenTelemetry, where somebody asks for them.

Prometheus is served on the port of `$CLAIMGRAPH_METRICS_PORT`. Traces go where the variables of OpenTelemetry
say (`$OTEL_EXPORTER_OTLP_ENDPOINT`). Without these variables nothing is imported and nothing is measured.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

from ontology.errors import SettingsError

PORT, ENDPOINT = "CLAIMGRAPH_METRICS_PORT", "OTEL_EXPORTER_OTLP_ENDPOINT"
_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30, 120)
_INSTALL = "install claimgraph[telemetry]"


def item(stage: str, outcome: str, seconds: float) -> None:
    """Note that a stage is done with an item, how that ended, and how long it was waited for."""
    if (measures := _measures()) is not None:
        measures.items.labels(stage, outcome).inc()
        measures.seconds.labels(stage).observe(seconds)


def claims(kinds: dict[str, int]) -> None:
    """Note how many claims were found, by predicate."""
    if (measures := _measures()) is not None:
        for kind, count in kinds.items():
            measures.claims.labels(kind).inc(count)


@contextmanager
def span(name: str, **attributes: str | int) -> Iterator[Any]:
    """A span of the trace for this block; what is yielded takes more attributes, or is None."""
    tracer = _tracer()
    if tracer is None:
        yield None
        return
    with tracer.start_as_current_span(name, attributes=attributes) as current:
        yield current


def begun(name: str) -> Any:
    """A span that lasts until its `end` is called, also beyond a block; None where there is no trace."""
    tracer = _tracer()
    return None if tracer is None else tracer.start_span(name)


def flush() -> None:
    """Send all spans that are waiting; for the end of a program."""
    if _tracer() is not None:
        from opentelemetry import trace  # noqa: PLC0415  # an extra

        trace.get_tracer_provider().force_flush()  # type: ignore[attr-defined]


@cache
def _measures() -> Any:
    """The measures of this process, served from now on; None where nobody asks for them."""
    if not (port := os.environ.get(PORT)):
        return None
    if not port.isdecimal():
        raise SettingsError(f"{PORT} is {port!r}; give the number of a port")
    try:
        from prometheus_client import Counter, Histogram, start_http_server  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise SettingsError(f"{PORT} is set but prometheus-client is not there; {_INSTALL}") from error
    start_http_server(int(port), addr=os.environ.get("CLAIMGRAPH_METRICS_HOST", "127.0.0.1"))
    return SimpleNamespace(
        items=Counter("claimgraph_items", "Items a stage is done with", ("stage", "outcome")),
        seconds=Histogram(
            "claimgraph_item_seconds", "Time waited for one item", ("stage",), buckets=_SECONDS
        ),
        claims=Counter("claimgraph_claims", "Claims found", ("predicate",)),
    )


@cache
def _tracer() -> Any:
    """The tracer of this process; None where nobody collects traces."""
    if not os.environ.get(ENDPOINT):
        return None
    try:
        from opentelemetry import trace  # noqa: PLC0415  # an extra
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(f"{ENDPOINT} is set but OpenTelemetry is not there; {_INSTALL}") from error
    os.environ.setdefault("OTEL_SERVICE_NAME", "claimgraph")
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return trace.get_tracer("claimgraph")
