"""The addresses of names: /id/..., /graph/..., /vocab/..., /sector/... and the ontology at /ns."""

import io
import re
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.current import Current
from api.moment import Moment
from api.naming import ontology_page
from api.naming.markup import BASE, element, page
from api.naming.things import shown
from api.negotiation import preferred
from api.reader import Reader, absolute
from graph.exports.nanopubs import trusted
from graph.exports.source import LICENCE
from graph.exports.stix import schema
from graph.portrait import FORMS, Portrait, portrait, replaced_by, write_portrait
from ontology.errors import NoGeneration, QuestionError
from ontology.handbook import versions

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HTML = "text/html"
_MEDIA = {media: suffix for suffix, (media, _) in FORMS.items()}
_NANOPUB = re.compile(r"(?P<claim>.+)\.(?P<code>RA[A-Za-z0-9_-]{43})")
_SPACES = ("id", "graph", "vocab", "sector")


class Names:
    """Answers for every IRI of ours from the current generation."""

    def __init__(self, current: Current) -> None:
        self._current = current

    def routes(self) -> list[BaseRoute]:
        """Its addresses."""
        return [
            *(Route(f"/{space}/{{path:path}}", self.respond, methods=["GET"]) for space in _SPACES),
            *(
                Route(f"/{edges}", _to_shortcuts, methods=["GET"])
                for edges in ("said", "denied", "unconfirmed")
            ),
            Route("/ns", self.ontology, methods=["GET"]),
            Route("/ns/{version}", self.ontology, methods=["GET"]),
            Route("/stix/claim.json", _stix, methods=["GET"]),
        ]

    async def respond(self, http: Request) -> Response:
        """The page or the RDF of a thing; 301 where it has another name now, 410 where it was withdrawn."""
        return await run_in_threadpool(self._respond, http)

    async def ontology(self, http: Request) -> Response:
        """The documentation or the RDF of the ontology, in the version that the path names."""
        return await run_in_threadpool(self._ontology, http)

    def _respond(self, http: Request) -> Response:
        path, iri = http.url.path, f"{BASE}{http.url.path.removeprefix('/')}"
        try:
            with self._current.reading() as reader:
                for name, suffix in _readings(iri):
                    if found := self._found(http, reader, name, suffix):
                        return found
                return self._gone(iri) or _refused(404, "Nothing here has this name", path)
        except NoGeneration:
            return _refused(503, "Nothing has been published yet", path, {"Retry-After": "5"})
        except QuestionError as error:
            return _refused(400, str(error), path)

    def _found(self, http: Request, reader: Reader, iri: str, suffix: str | None) -> Response | None:
        if not absolute(iri):
            return None
        graph = reader.published.graph
        if nanopub := _NANOPUB.fullmatch(iri):
            content = trusted(graph.store.at_hand(), nanopub["claim"], nanopub["code"], LICENCE)
            return Response(content, media_type="application/trig") if content else None
        thing = portrait(graph, iri)
        if thing is None or not thing.is_held:
            if found := self._instead(reader, iri):
                return found
            if thing is None and iri not in set(graph.store.graphs()):
                return None
        return _shown(http, reader, iri, thing, suffix)

    def _instead(self, reader: Reader, iri: str) -> Response | None:
        """Where a thing is now, or that it is gone."""
        new = replaced_by(reader.published.graph, iri)
        if new and new.startswith(BASE):
            return RedirectResponse("/" + new.removeprefix(BASE), 301)
        return self._gone(iri)

    def _gone(self, iri: str) -> Response | None:
        with self._current.at(Moment(withdrawn=True)) as reader:
            found = portrait(reader.published.graph, iri) if absolute(iri) else None
            if found is None or not found.is_held:
                return None
            since = reader.published.graph.withdrawn([iri]).get(iri)
        when = f" on {since[:10]}" if since else ""
        return _refused(410, f"This was withdrawn{when}", "/" + iri.removeprefix(BASE))

    def _ontology(self, http: Request) -> Response:
        version = http.path_params.get("version")
        name, suffix = _split(version) if version else (None, None)
        if version and version in FORMS:
            name, suffix = None, version
        content = ontology_page.turtle(name)
        if content is None:
            return _refused(404, f"There are the versions {', '.join(versions())}", http.url.path)
        wanted = suffix or _suffix(http, html=True)
        if wanted is None:
            return _refused(406, f"This can be had as {_HTML}, {', '.join(_MEDIA)}", http.url.path)
        if wanted == _HTML:
            return _page(self._documented(name), http.url.path)
        return _rdf(ontology_page.converted(content, wanted), wanted, http.url.path)

    def _documented(self, version: str | None) -> str:
        try:
            with self._current.reading() as reader:
                return ontology_page.documented(version, reader)
        except NoGeneration:
            return ontology_page.documented(version, None)


def _shown(http: Request, reader: Reader, iri: str, thing: Portrait | None, suffix: str | None) -> Response:
    """A thing, or a whole named graph, in the form that was asked for."""
    wanted = suffix or _suffix(http, html=thing is not None)
    path = "/" + iri.removeprefix(BASE)
    if wanted is None:
        return _refused(406, f"This can be had as {_HTML}, {', '.join(_MEDIA)}", path)
    if wanted == _HTML and thing:
        return _page(shown(reader, thing, path, http.query_params.get("after")), path)
    output = io.BytesIO()
    write_portrait(reader.published.graph, iri, output, wanted)
    return _rdf(output.getvalue(), wanted, path)


def _readings(iri: str) -> list[tuple[str, str | None]]:
    """The IRI as it is, and without the suffix of a format: names may hold dots of their own."""
    name, suffix = _split(iri)
    return [(iri, None), (name, suffix)] if suffix else [(iri, None)]


def _split(name: str) -> tuple[str, str | None]:
    start, dot, suffix = name.rpartition(".")
    return (start, suffix) if dot and suffix in FORMS else (name, None)


def _suffix(http: Request, *, html: bool) -> str | None:
    offered = [*([_HTML] if html else []), *_MEDIA]
    media = preferred(http.headers.get("accept", ""), offered)
    return None if media is None else _MEDIA.get(media, media)


def _page(content: str, path: str) -> Response:
    links = ", ".join(f'<{path}.{s}>; rel="alternate"; type="{media}"' for media, s in _MEDIA.items())
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept", "Link": links}
    return Response(content, headers=headers, media_type="text/html; charset=utf-8")


def _rdf(content: bytes, suffix: str, path: str) -> Response:
    headers = {"Vary": "Accept", "Content-Location": f"{path}.{suffix}"}
    return Response(content, headers=headers, media_type=FORMS[suffix][0])


def _refused(status: int, message: str, path: str, headers: Mapping[str, str] | None = None) -> Response:
    content = page(
        message, element("h1", message), element("p", element("code", BASE[:-1] + path)), alternates={}
    )
    told = {"Content-Security-Policy": POLICY, "Vary": "Accept", **(headers or {})}
    return Response(content, status, told, media_type="text/html; charset=utf-8")


async def _to_shortcuts(_: Request) -> Response:
    return RedirectResponse("/ns#shortcuts", 303)


async def _stix(_: Request) -> Response:
    return JSONResponse(schema(), media_type="application/schema+json")
