"""The explorer as it is served: its addresses, its built files, and what its pages may load.

`make web` builds it into `static/explorer`. Without it the same addresses give the page of the API, which
says how to get it.
"""

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.settings import STATIC

BUILT = STATIC / "explorer"
PAGES = ("incident", "article", "entity", "claim", "comparison")
# Scripts and styles come from our own files, none stands in a page; nothing is asked of anybody else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def routes() -> list[BaseRoute]:
    """The addresses of the explorer; those of its pages are told apart in the browser."""
    paths = ["/", "/query", "/review", *(f"/{page}/{{rest:path}}" for page in PAGES)]
    return [
        Route("/api", _api, methods=["GET"]),
        *(Route(path, _page, methods=["GET"]) for path in paths),
        Mount("/explorer", _Files(directory=BUILT, check_dir=False)),
    ]


async def _api(_: Request) -> Response:
    return FileResponse(STATIC / "index.html", media_type="text/html")


async def _page(request: Request) -> Response:
    built = BUILT / "index.html"
    if not built.is_file():
        return await _api(request)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return FileResponse(built, media_type="text/html", headers=headers)


class _Files(StaticFiles):
    """The built files; those with a hash in their names never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """As usual, and kept by browsers."""
        response = await super().get_response(path, scope)
        if path.startswith("assets/") and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
