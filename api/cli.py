"""The command that serves the published graph."""

import re
import socket
import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from api.settings import LIMITS
from graph.settings import Settings, with_settings
from ontology.errors import GraphError, SettingsError

if TYPE_CHECKING:
    from graph.sparql.query import QueryLimits


def _with_query_limits(command: Callable[..., None]) -> Callable[..., None]:
    """Options that limit queries in SPARQL, given to a command as `queries`."""

    @click.option(
        "--query-seconds",
        default=10.0,
        show_default=True,
        type=click.FloatRange(0.1, 3600),
        metavar="SECONDS",
        envvar="CLAIMGRAPH_QUERY_SECONDS",
        show_envvar=True,
        help="After which a SPARQL query is ended.",
    )
    @click.option(
        "--query-memory",
        default=1024,
        show_default=True,
        type=click.IntRange(256, 1 << 20),
        metavar="MIB",
        envvar="CLAIMGRAPH_QUERY_MEMORY",
        show_envvar=True,
        help="With how much memory a SPARQL query has to do.",
    )
    @wraps(command)
    def limited(*, query_seconds: float, query_memory: int, **options: Any) -> None:
        from graph.sparql.query import QueryLimits  # noqa: PLC0415

        limits = QueryLimits(seconds=query_seconds, memory=query_memory << 20)
        command(queries=limits, **options)

    return limited


_TURN = 0.001  # seconds for which a busy thread may hold up the others; five times as long by default


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one."
)
@click.option(
    "--reviewer",
    "reviewers",
    multiple=True,
    metavar="NAME=SHA256",
    envvar="CLAIMGRAPH_REVIEWERS",
    show_envvar=True,
    help="Who may review, by the hash of their token (`claimgraph review token NAME`); nobody unless given.",
)
@click.option(
    "--rate",
    type=click.IntRange(1),
    metavar="N",
    help="How often a client may ask in a minute; no limit unless given.",
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of *.graphql whose documents can be asked by their hash from the start.",
)
@_with_query_limits
@with_settings
def serve(  # the options of the command
    *,
    host: str,
    port: int,
    reviewers: tuple[str, ...],
    rate: int | None,
    documents: Path | None,
    queries: "QueryLimits",
    settings: Settings,
) -> None:
    """Answer GraphQL and SPARQL from what is published, and pick up what is published later, until Ctrl-C."""
    known = _reviewers(reviewers)
    listening = _listen(host, port)
    import uvicorn  # noqa: PLC0415  # with the schema it takes two seconds to import

    from api.app import application  # noqa: PLC0415
    from api.persisted import documents as of_folder  # noqa: PLC0415

    sys.setswitchinterval(_TURN)
    greet = partial(_greet, listening, settings.home)  # said when Ctrl-C is heard, not before
    given = of_folder(documents) if documents else []

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.state.stop()  # streams would hold it up
            super().handle_exit(sig, frame)

    app = application(settings.home, greet, known, documents=given, rate=rate, queries=queries)
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=LIMITS.body,
        timeout_graceful_shutdown=3,
    )
    try:
        Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; SettingsError when the address or port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {host} port {port} ({error.strerror}); choose others with --host and --port"
        ) from error


def _reviewers(given: tuple[str, ...]) -> dict[str, str]:
    """The hash of each reviewer's token by name; a usage error for what is no hash."""
    found = {}
    for one in given:
        name, _, known = one.rpartition("=")
        if not name or not re.fullmatch(r"[0-9a-fA-F]{64}", known):
            raise click.BadParameter(f"{one!r} is not NAME=SHA256", param_hint="--reviewer")
        found[name] = known
    return found


def _greet(listening: socket.socket, home: Path) -> None:
    click.echo(_greeting(listening, home))


def _greeting(listening: socket.socket, home: Path) -> str:
    from graph.generations import current  # noqa: PLC0415

    host, port = listening.getsockname()[:2]
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    try:
        serves = f"serves generation {current(home).number} of {home}"
    except GraphError as error:
        serves = f"waits, for {error}"
    return f"Open {place}/ or ask {place}/graphql; it {serves}. Ctrl-C stops it."
