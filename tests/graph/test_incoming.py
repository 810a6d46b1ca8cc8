"""RDF of others: what would be fetched or would grow is refused, and no parser opens anything."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import pytest

from graph.store import SYNTAXES, Store
from ontology.errors import GraphError

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FINE = {
    "nquads": "<x:s> <x:p> 'DOCTYPE' <x:g> .".replace("'", '"'),
    "turtle": '<x:s> <x:p> "[[[[ <!DOCTYPE", [ <x:q> ( 1 2 ) ] . # ((((',
    "rdfxml": f'<?xml version="1.0" encoding="UTF-8"?><rdf:RDF {RDF}><rdf:Seq rdf:about="x:s"/></rdf:RDF>',
    "jsonld": '{"@context": {"p": "x:p"}, "@id": "x:s", "p": "@context http://127.0.0.1/"}',
}


@pytest.mark.parametrize("form", FINE)
def test_what_asks_for_nothing_is_read(form: str) -> None:
    """Plain RDF is read, also when it speaks of what is refused."""
    store = Store.memory()
    store.load(FINE[form].encode(), None if form == "nquads" else "x:g", form=form)
    assert len(store) >= 1


def hostile(elsewhere: str) -> dict[str, tuple[str, bytes]]:
    """RDF that asks for what is elsewhere, or grows, with the syntax that it is in."""
    said = '<rdf:Description rdf:about="x:s"><x:p>&a9;</x:p></rdf:Description>'
    body = f'<rdf:RDF {RDF} xmlns:x="x:">{said}</rdf:RDF>'
    external = f'<!DOCTYPE r [<!ENTITY a9 SYSTEM "{elsewhere}">]>{body}'
    return {
        "billion laughs": ("rdfxml", f"<!DOCTYPE r [{LAUGHS}]>{body}".encode()),
        "external entity": ("rdfxml", external.encode()),
        "external entity in UTF-16": ("rdfxml", external.encode("utf-16")),
        "external subset": ("rdfxml", f'<!DOCTYPE r SYSTEM "{elsewhere}">{body}'.encode()),
        "entity of a file": ("rdfxml", external.replace(elsewhere, "file:///etc/passwd").encode()),
        "another encoding": ("rdfxml", f'<?xml version="1.0" encoding="UTF-7"?>{body}'.encode()),
        "remote context": ("jsonld", f'{{"@context": "{elsewhere}", "p": 1}}'.encode()),
        "context in a list": ("jsonld", f'{{"@context": [{{}}, "{elsewhere}"], "p": 1}}'.encode()),
        "context of a file": ("jsonld", b'{"@context": "file:///etc/passwd", "p": 1}'),
        "context within": ("jsonld", f'{{"@graph": [{{"@context": "{elsewhere}", "p": 1}}]}}'.encode()),
        "scoped context": (
            "jsonld",
            f'{{"@context": {{"p": {{"@id": "x:p", "@context": "{elsewhere}"}}}}, "p": {{}}}}'.encode(),
        ),
        "import": ("jsonld", f'{{"@context": {{"@import": "{elsewhere}"}}, "p": 1}}'.encode()),
        "deep JSON": ("jsonld", b'{"x:p":' * 900 + b"1" + b"}" * 900),
        "deeper JSON": ("jsonld", b"[" * 200_000),
        "deep lists": ("turtle", b"<x:s> <x:p> " + b"(" * 500_000),
        "deep nodes": ("trig", b"<x:g> { <x:s> <x:p> " + b"[ <x:p> " * 100_000),
    }  # fmt: skip


@pytest.fixture
def calls() -> Iterator[tuple[str, list[object]]]:
    """The address of a server that nobody should call, and who called."""
    listening, found = socket.create_server(("127.0.0.1", 0)), []

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, who = listening.accept()
                found.append(who)
                connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/x", found
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


@pytest.mark.parametrize("name", hostile("x:"))
def test_hostile_rdf_is_refused_at_once(name: str, calls: tuple[str, list[object]]) -> None:
    """It is refused with a sentence, in no time, and nobody is called and nothing kept."""
    address, found = calls
    form, content = hostile(address)[name]
    store, start = Store.memory(), perf_counter()
    with pytest.raises(GraphError) as caught:
        store.load(content, "x:g", form=form)
    assert perf_counter() - start < 5
    assert len(str(caught.value)) < 300
    assert len(store) == 0
    assert found == []


_WATCHED: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHED and event in {"open", "socket.connect", "socket.getaddrinfo"}:
        _WATCHED.append(f"{event} {arguments[0]!r}")


def test_no_parser_opens_anything(calls: tuple[str, list[object]], tmp_path: Path) -> None:
    """Whatever is read in whatever syntax, Python opens no file and makes no connection meanwhile."""
    sys.addaudithook(_watch)
    address, found = calls
    _WATCHED.append("watching")
    for form in SYNTAXES:
        for content in (
            *(text.encode() for text in FINE.values()),
            *(c for _, c in hostile(address).values()),
        ):
            with suppress(GraphError):
                Store.memory().load(content, "x:g", form=form)
    seen = _WATCHED[1:]
    _WATCHED.clear()
    assert seen == []
    assert found == []
