"""Dated dumps: a generation in every format in its own folder, listed for people and for machines (DCAT)."""

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from graph.exports.formats import FORMATS, Format
from graph.exports.manifest import NAME
from graph.exports.source import Source
from graph.exports.writing import SUMS, Told, export_folder, replace_file, silent
from graph.triples import Literal, Resource, spell
from ontology.terms import XSD

FOLDER = "dumps"
_DCAT = "http://www.w3.org/ns/dcat#"
_SPDX = "http://spdx.org/rdf/terms#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_PREFIXES = f"""@prefix dcat: <{_DCAT}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix spdx: <{_SPDX}> .
"""
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>claimgraph: published dumps</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}
th,td{{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #ccc}}
td.n{{text-align:right}}code{{font-size:.8rem;overflow-wrap:anywhere}}</style>
<main>
<h1>Published dumps</h1>
<p>What news accounts of security incidents claim: who says it, through whom, in which words. Nothing in these
files is asserted as a fact. The same list for machines: <a href="catalogue.ttl">catalogue.ttl</a> (DCAT).</p>
{dumps}
</main>
</html>
"""


def publish_dump(source: Source, home: Path, forms: Iterable[Format], told: Told = silent) -> Path:
    """Write a generation below `<home>/dumps`, by date and number, and list all dumps that are there.

    The same generation goes to the same folder, so that a dump that was broken off is gone on with.
    """
    generation = source.generation
    place = home / FOLDER / f"{generation.published[:10]}-generation-{generation.number}"
    export_folder(source, place, forms, told)
    write_catalogue(home / FOLDER)
    return place


def write_catalogue(folder: Path) -> None:
    """List the finished dumps of a folder, the newest first: `index.html` and `catalogue.ttl`."""
    found = {path.parent.name: orjson.loads(path.read_bytes()) for path in folder.glob(f"*/{NAME}")}
    finished = {name: told for name, told in found.items() if told["finished"]}
    newest = sorted(finished.items(), key=lambda item: -item[1]["generation"]["number"])
    page = _PAGE.format(dumps="\n".join(_section(name, told) for name, told in newest))
    replace_file(folder / "index.html", page.encode())
    replace_file(folder / "catalogue.ttl", _catalogue(newest).encode())


def _section(name: str, told: dict[str, Any]) -> str:
    counts = ", ".join(f"{count:,} {what}" for what, count in told["counts"].items())
    rows = "\n".join(_row(name, file) for file in told["files"])
    licence = html.escape(told["licence"])
    return f"""<h2 id="{html.escape(name)}">{html.escape(name)}</h2>
<p>{html.escape(counts)}. Licence: <a rel="license" href="{licence}">{licence}</a>.
{html.escape(told["rights"])}
<a href="{name}/{NAME}">Manifest</a>, <a href="{name}/{SUMS}">SHA256SUMS</a>.</p>
<table><thead><tr><th scope="col">file</th><th scope="col">what it is</th><th scope="col">bytes</th>
<th scope="col">SHA-256</th></tr></thead><tbody>
{rows}
</tbody></table>"""


def _row(name: str, file: dict[str, Any]) -> str:
    form = FORMATS.get(file["format"])
    title = html.escape(form.title if form else file["format"])
    path = html.escape(f"{name}/{file['path']}")
    return (
        f'<tr><td><a href="{path}">{html.escape(file["path"])}</a></td><td>{title}</td>'
        f'<td class="n">{file["bytes"]:,}</td><td><code>{html.escape(file["sha256"])}</code></td></tr>'
    )


def _catalogue(dumps: list[tuple[str, dict[str, Any]]]) -> str:
    """The dumps as a DCAT catalogue; names are relative to where it lies."""
    datasets = ", ".join(f"<{name}/>" for name, _ in dumps)
    lists = f" ;\n  dcat:dataset {datasets}" if dumps else ""
    head = f'<> a dcat:Catalog ;\n  dcterms:title "claimgraph: published dumps"@en{lists} .\n'
    return "\n".join((_PREFIXES, head, *(_dataset(name, told) for name, told in dumps)))


def _dataset(name: str, told: dict[str, Any]) -> str:
    files = ", ".join(f"<{name}/{file['path']}>" for file in told["files"])
    issued = spell(Literal(told["generation"]["published"], f"{XSD}dateTime"))
    dataset = f"""<{name}/> a dcat:Dataset ;
  dcterms:title {spell(Literal(told["title"]))} ;
  dcterms:identifier {spell(Literal(told["generation"]["canonical_hash"]))} ;
  dcterms:issued {issued} ;
  dcterms:license {spell(Resource(told["licence"]))} ;
  dcterms:rights {spell(Literal(told["rights"]))} ;
  dcat:version "{told["generation"]["number"]}" ;
  dcat:distribution {files} .
"""
    return dataset + "".join(_distribution(name, file, told["licence"]) for file in told["files"])


def _distribution(name: str, file: dict[str, Any], licence: str) -> str:
    path = f"{name}/{file['path']}"
    return f"""<{path}> a dcat:Distribution ;
  dcat:downloadURL <{path}> ;
  dcat:mediaType <{_MEDIA}{file["media"]}> ;
  dcat:byteSize {file["bytes"]} ;
  dcterms:license {spell(Resource(licence))} ;
  spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{file["sha256"]}" ] .
"""
