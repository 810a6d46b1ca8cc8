"""Structured logs: what happened to which article of which batch in which run. The only door to structlog."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import structlog

from ontology.errors import SettingsError

DEBUG, INFO = logging.DEBUG, logging.INFO
VARIABLE, LEVEL = "CLAIMGRAPH_LOG", "CLAIMGRAPH_LOG_LEVEL"


class Form(StrEnum):
    """How logs are written to stderr."""

    OFF = "off"  # nothing but errors: a run reports what it did anyway
    TEXT = "text"
    JSON = "json"


def configure(form: str | None = None, level: str | None = None) -> None:
    """Write logs in a form, from a level on; both from the environment unless given. SettingsError."""
    wanted = _form(form or os.environ.get(VARIABLE, Form.OFF))
    named = (level or os.environ.get(LEVEL, "info")).upper()
    if named not in (levels := logging.getLevelNamesMapping()):
        raise SettingsError(f"{LEVEL} is {named.lower()!r}; there are debug, info, warning and error")
    least = logging.ERROR if wanted is Form.OFF else levels[named]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _renderer(wanted),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log(event: str, *, level: int = INFO, **fields: Any) -> None:
    """Log one event with its fields and those of the contexts around it."""
    if not structlog.is_configured():
        configure()
    structlog.get_logger().log(level, event, **fields)


@contextmanager
def context(**fields: Any) -> Iterator[None]:
    """Within this block every log has these fields, such as `run` and `batch`."""
    with structlog.contextvars.bound_contextvars(**fields):
        yield


def _form(name: str) -> Form:
    try:
        return Form(name)
    except ValueError as error:
        raise SettingsError(f"{VARIABLE} is {name!r}; there are {', '.join(Form)}") from error


def _renderer(form: Form) -> Any:
    if form is Form.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
