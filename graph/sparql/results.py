"""Rows of terms in the four syntaxes for SPARQL results, each row whole, up to a number of rows and bytes."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from graph.sparql.query import QueryLimits, Reply
from graph.triples import XSD_STRING, Resource, Term, spell

Row = Sequence[Term | None]

TRUNCATED = "https://w3id.org/claimgraph/ns#truncated"  # as a link in the head of JSON and XML results
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML, however it is escaped
_XML = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """How a result is written: what comes first, each row, and what comes last. `between` parts the rows."""

    head: Callable[[Sequence[str], bool], str]
    row: Callable[[Sequence[str], Row], str]
    boolean: Callable[[bool], str]
    between: str = ""
    tail: str = ""


def written(form: str, columns: Sequence[str], rows: Iterable[Row], limits: QueryLimits) -> Reply:
    """The rows in a syntax of SYNTAXES, as many as the limits let through."""
    syntax = SYNTAXES[form]
    some = list(islice(rows, limits.rows + 1))
    lines, whole = _fitting(syntax, columns, some[: limits.rows], limits.size)
    truncated = not whole or len(some) > limits.rows
    body = syntax.head(columns, truncated) + syntax.between.join(lines) + syntax.tail
    return Reply(form=form, body=body.encode(), rows=len(lines), truncated=truncated)


def written_boolean(form: str, answer: bool) -> Reply:  # noqa: FBT001  # it is what is written
    """Yes or no in a syntax of SYNTAXES."""
    return Reply(form=form, body=SYNTAXES[form].boolean(answer).encode(), rows=1)


def _fitting(syntax: Syntax, columns: Sequence[str], rows: list[Row], size: int) -> tuple[list[str], bool]:
    """The rows that fit into so many bytes, and whether these are all."""
    lines: list[str] = []
    for row in rows:
        line = syntax.row(columns, row)
        size -= len(line.encode()) + len(syntax.between)
        if size < 0:
            return lines, False
        lines.append(line)
    return lines, True


def _json_head(columns: Sequence[str], truncated: bool) -> str:  # noqa: FBT001  # as a Syntax has it
    head = {"vars": list(columns)} | ({"link": [TRUNCATED]} if truncated else {})
    return f'{{"head":{orjson.dumps(head).decode()},"results":{{"bindings":['


def _json_row(columns: Sequence[str], row: Row) -> str:
    bound = zip(columns, row, strict=True)
    return orjson.dumps({name: _json_term(term) for name, term in bound if term is not None}).decode()


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, Resource):
        return {"type": "bnode", "value": term[2:]} if _blank(term) else {"type": "uri", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.text, "xml:lang": term.language}
    if term.datatype == XSD_STRING:
        return {"type": "literal", "value": term.text}
    return {"type": "literal", "value": term.text, "datatype": term.datatype}


def _xml_head(columns: Sequence[str], truncated: bool) -> str:  # noqa: FBT001  # as a Syntax has it
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    link = f'<link href="{TRUNCATED}"/>' if truncated else ""
    return f"{_XML}<head>{names}{link}</head><results>"


def _xml_row(columns: Sequence[str], row: Row) -> str:
    bound = zip(columns, row, strict=True)
    cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in bound if t is not None)
    return f"<result>{''.join(cells)}</result>"


def _xml_term(term: Term) -> str:
    if isinstance(term, Resource):
        kind, text = ("bnode", term[2:]) if _blank(term) else ("uri", term)
        return f"<{kind}>{_escaped(text)}</{kind}>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{_escaped(term.text)}</literal>"
    if term.datatype == XSD_STRING:
        return f"<literal>{_escaped(term.text)}</literal>"
    return f"<literal datatype={quoteattr(term.datatype)}>{_escaped(term.text)}</literal>"


def _escaped(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text), {"\r": "&#13;"})


def _csv_row(_: Sequence[str], row: Row) -> str:
    return _comma_separated("" if t is None else t if isinstance(t, Resource) else t.text for t in row)


def _comma_separated(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _tsv_row(_: Sequence[str], row: Row) -> str:
    return "\t".join(_tsv_cells(row)) + "\n"


def _tsv_cells(row: Row) -> Iterator[str]:
    for term in row:
        if isinstance(term, Resource) and _blank(term):
            yield term
        else:
            yield "" if term is None else spell(term).replace("\t", "\\t")


def _blank(term: Resource) -> bool:
    return term.startswith("_:")


def _word(answer: bool) -> str:  # noqa: FBT001  # it is what is written
    return "true" if answer else "false"


SYNTAXES = {
    "json": Syntax(
        head=_json_head,
        row=_json_row,
        boolean=lambda answer: f'{{"head":{{}},"boolean":{_word(answer)}}}',
        between=",",
        tail="]}}",
    ),
    "xml": Syntax(
        head=_xml_head,
        row=_xml_row,
        boolean=lambda answer: f"{_XML}<head/><boolean>{_word(answer)}</boolean></sparql>",
        tail="</results></sparql>",
    ),
    "csv": Syntax(head=lambda columns, _: _comma_separated(columns), row=_csv_row, boolean=_word),
    "tsv": Syntax(
        head=lambda columns, _: "\t".join(f"?{name}" for name in columns) + "\n",
        row=_tsv_row,
        boolean=_word,
    ),
}
