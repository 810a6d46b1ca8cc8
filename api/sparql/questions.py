"""The named questions over HTTP: which there are, and what each finds, as JSON, CSV, a page or its query."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.current import Current
from api.errors import RequestError
from api.negotiation import best
from api.settings import GENERATION
from api.sparql.endpoint import TRUNCATED, UNREADABLE, Answerer, refusal
from api.sparql.pages import answer_page, list_page
from api.sparql.protocol import of_url
from graph.answer import Answer
from graph.questions import Question, questions
from graph.sparql.query import Query
from graph.sparql.tokens import tokens
from graph.triples import XSD_STRING, Literal, Resource, Term, value_of
from ontology.errors import GraphError, QuestionError
from ontology.terms import PREFIXES

_NAMES = {
    "application/json": "json",
    "text/csv": "csv",
    "text/html": "html",
    "application/sparql-query": "sparql",
}
_MEDIA = {form: media for media, form in _NAMES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question as it was asked: with which parameters, to be answered in which form."""

    question: Question
    given: Mapping[str, str]
    form: str

    @property
    def text(self) -> str:
        """The query; RequestError (400) for a parameter that the question does not have."""
        try:
            return self.question.filled(self.given)
        except QuestionError as error:
            raise RequestError(400, str(error)) from error


def listing(http: Request) -> Response:
    """Every named question, what it answers, and its query."""
    try:
        form = _form(http, _MEDIA.keys() - {"sparql"})
    except RequestError as error:
        return refusal(error)
    return _reply(_LISTS[form](list(questions().values())), form)


class QuestionEndpoint:
    """Answers the named questions, by the same processes as the SPARQL endpoint."""

    def __init__(self, answerer: Answerer, current: Current) -> None:
        self._answerer = answerer
        self._current = current

    async def respond(self, http: Request) -> Response:
        """What a question finds with the parameters of the URL, or its query."""
        try:
            asked = _asked(http)
            if asked.form == "sparql":
                return _reply(_whole(asked.text).encode(), asked.form)
            reply, number = await self._answerer.answer(http, Query(text=asked.text))
            body = await run_in_threadpool(self._written, asked, _answer(reply.body))
        except RequestError as error:
            return refusal(error)
        except GraphError:
            return refusal(RequestError(503, UNREADABLE))
        truncated = {TRUNCATED: f"rows={reply.rows}"} if reply.truncated else {}
        return _reply(body, asked.form, {GENERATION: str(number), **truncated})

    def _written(self, asked: _Asked, answer: Answer) -> bytes:
        if asked.form == "csv":
            return _csv(answer.columns, answer.rows)
        with self._current.reading() as reader:
            names = reader.names(answer)
        if asked.form == "html":
            return answer_page(asked.question, asked.given, answer, names)
        return orjson.dumps(names.told(asked.question.name, answer))


def _asked(http: Request) -> _Asked:
    name = http.path_params["name"]
    found = questions().get(name)
    if found is None:
        raise RequestError(404, f"there is no question {name}; /questions lists those that there are")
    form = _form(http, _MEDIA.keys())
    pairs = of_url(http).pairs
    given = {key: value for key, value in pairs if key != "format" and value}
    return _Asked(question=found, given=given, form=form)


def _form(http: Request, forms: Iterable[str]) -> str:
    """The form that is wanted, by the parameter `format` or by Accept."""
    known = [form for form in _MEDIA if form in set(forms)]
    wanted = next(iter(of_url(http).all("format")), None)
    if wanted is None:
        wanted = best(http.headers.get("accept", ""), {_MEDIA[form]: form for form in known})
        if wanted is None:
            raise RequestError(406, f"this is written as {', '.join(_MEDIA[form] for form in known)}")
    if wanted not in known:
        raise RequestError(400, f"format is one of {', '.join(known)}")
    return wanted


def _answer(body: bytes) -> Answer:
    """The answer in SPARQL's JSON."""
    found = orjson.loads(body)
    columns = tuple(found["head"]["vars"])
    rows = found["results"]["bindings"]
    return Answer(
        columns=columns,
        rows=tuple(
            tuple(value_of(_term(row[name])) if name in row else None for name in columns) for row in rows
        ),
    )


def _term(term: Mapping[str, str]) -> Term:
    if term["type"] != "literal":
        return Resource(term["value"])
    return Literal(term["value"], term.get("datatype", XSD_STRING), term.get("xml:lang"))


def _whole(text: str) -> str:
    """A query with the prefixes that it uses, so that it can be asked elsewhere too."""
    used = {token.text.partition(":")[0] for token in tokens(text) if token.kind == "name"}
    prologue = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in PREFIXES if name in used)
    return f"{prologue}\n{text.strip()}\n"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _csv_list(known: Iterable[Question]) -> bytes:
    rows = [(one.name, one.title, one.answers, " ".join(p.name for p in one.parameters)) for one in known]
    return _csv(("name", "title", "answers", "parameters"), rows)


def _json_list(known: Iterable[Question]) -> bytes:
    return orjson.dumps([one.described() | {"sparql": _whole(one.filled())} for one in known])


def _reply(body: bytes, form: str, headers: Mapping[str, str] | None = None) -> Response:
    media = f"{_MEDIA[form]}; charset=utf-8" if form in {"csv", "html"} else _MEDIA[form]
    return Response(body, headers={"Vary": "Accept", **(headers or {})}, media_type=media)


_LISTS: Mapping[str, Callable[[list[Question]], bytes]] = {
    "html": list_page,
    "csv": _csv_list,
    "json": _json_list,
}
