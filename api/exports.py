"""Exports over HTTP: /exports/all.trig, /exports/incident/NAME.csv, or without a suffix by negotiation."""

import logging
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.current import Current
from api.negotiation import preferred
from api.pipe import Pipe
from graph.exports.formats import FORMATS, Format, by_suffix
from graph.exports.manifest import heading
from graph.exports.part import WHOLE, Part, answered
from graph.exports.source import Source, source
from graph.generations import Published
from ontology.errors import ClaimgraphError, GraphError, MissingExtra, NoGeneration, QuestionError
from ontology.terms import ID

TOGETHER = 2  # exports that are written at the same time
_LOG = logging.getLogger(__name__)
_NAMES = ("trig", "nquads", "turtle", "jsonld", "csv", "parquet", "graphml", "stix")  # best first
_OFFERED = {FORMATS[name].media: FORMATS[name] for name in reversed(_NAMES)}


class Exports:
    """Writes exports of the current generation of a home folder, a few at a time."""

    def __init__(self, current: Current, threads: Executor, home: Path) -> None:
        self._current = current
        self._threads = threads
        self._dumps = home / "dumps"
        self._free = BoundedSemaphore(TOGETHER)

    def routes(self) -> list[BaseRoute]:
        """Its addresses."""
        return [
            Route("/exports", self.listed, methods=["GET"]),
            Mount("/exports/dumps", StaticFiles(directory=self._dumps, html=True, check_dir=False)),
            Route("/exports/{path:path}", self.respond, methods=["GET"]),
        ]

    async def listed(self, _: Request) -> Response:
        """What can be had, in which formats, and the manifest of everything but its files."""
        return await run_in_threadpool(self._listed)

    async def respond(self, http: Request) -> Response:
        """An export as it is written; 404, 406 or 503 when it cannot be."""
        path, form = _asked(http.path_params["path"], http.headers.get("accept", ""))
        if form is None:
            return _refused(406, f"these formats can be had: {', '.join(_OFFERED)}")
        if not self._free.acquire(blocking=False):
            return _refused(503, "other exports are being written; try again", {"Retry-After": "5"})
        held = ExitStack()
        held.callback(self._free.release)
        try:
            ready = partial(self._open, held, path, dict(http.query_params))
            opened = await run_in_threadpool(ready)
        except BaseException as error:
            held.close()
            if isinstance(error, ClaimgraphError):
                return _failed(error)
            raise
        return _response(http, opened, form, held, self._threads)

    def _open(self, held: ExitStack, path: str, parameters: Mapping[str, str]) -> Source:
        reader = held.enter_context(self._current.reading())
        part = _part(path, reader.published, parameters)
        return held.enter_context(source(reader.published, part))

    def _listed(self) -> Response:
        try:
            with self._current.reading() as reader, source(reader.published) as whole:
                told = heading(whole)
        except ClaimgraphError as error:
            return _failed(error)
        parts = ["all", "incident/{name}", "article/{name}", "question/{name}?{parameters}"]
        forms = [
            {"name": form.name, "suffix": form.suffix, "media": form.media, "title": form.title,
             "tools": form.tools, "loses": form.loses}
            for form in FORMATS.values()
        ]  # fmt: skip
        return JSONResponse(
            {**told, "addresses": [f"/exports/{part}.{{suffix}}" for part in parts], "formats": forms,
             "dumps": "/exports/dumps/"}
        )  # fmt: skip


def _asked(path: str, accept: str) -> tuple[str, Format | None]:
    """The path without its suffix, and the format; by the Accept header when there is no suffix."""
    found = by_suffix(path)
    if found:
        return found
    media = preferred(accept, list(reversed(_OFFERED)))
    return path, _OFFERED[media] if media else None


def _part(path: str, published: Published, parameters: Mapping[str, str]) -> Part:
    """The part that a path names; GraphError when there is no such part."""
    kind, _, name = path.partition("/")
    if path == "all":
        return WHOLE
    if kind == "question" and name and not name.endswith(".rq"):
        return answered(published.graph, name, parameters)
    if kind == "incident" and name:
        return Part(incident=f"{ID}incident/{name}")
    if kind == "article" and name:
        return Part(article=f"{ID}article/{name}")
    raise GraphError(f"there is no export {path}; /exports says which there are")


def _response(http: Request, opened: Source, form: Format, held: ExitStack, threads: Executor) -> Response:
    headers = _headers(http, opened, form)
    if http.headers.get("if-none-match") == headers["ETag"]:
        held.close()
        return Response(status_code=304, headers=headers)
    if http.method == "HEAD":
        held.close()
        return Response(headers=headers, media_type=form.media)
    pipe = Pipe()
    pipe.fill(threads, partial(_write, form, opened, held))
    return StreamingResponse(pipe.sent(), headers=headers, media_type=form.media)


def _write(form: Format, opened: Source, held: ExitStack, output: IO[bytes]) -> None:
    with held:
        form.write(opened, output)


def _headers(http: Request, opened: Source, form: Format) -> dict[str, str]:
    number = opened.generation.number
    name = http.path_params["path"].rpartition("/")[2].removesuffix(f".{form.suffix}") or "all"
    query = f"?{http.url.query}" if http.url.query else ""
    tag = f"{opened.generation.canonical_hash[:20]}-{number}-{form.name}-{name}{query}"
    return {
        "ETag": '"' + "".join(c for c in tag if c.isalnum() or c in "-_.=&%?") + '"',
        "Claimgraph-Generation": str(number),
        "Content-Disposition": f'inline; filename="{_plain(name)}.{form.suffix}"',
        "Link": f'<{opened.licence}>; rel="license", </exports>; rel="describedby"',
        "Vary": "Accept",
    }


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)


def _failed(error: ClaimgraphError) -> Response:
    if isinstance(error, NoGeneration):
        return _refused(503, "nothing has been published yet", {"Retry-After": "5"})
    if isinstance(error, MissingExtra):
        return _refused(501, "this server is not set up for that format")
    if isinstance(error, QuestionError):
        return _refused(400, str(error))
    _LOG.info("no export: %s", error)
    return _refused(404, "there is no such export; /exports says which there are")


def _refused(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"error": message}, status, headers)
