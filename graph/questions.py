"""Named questions: SPARQL files with a title, what they answer, and parameters by name.

A file begins with comment lines `# title: ...`, `# answers: ...` and, for each parameter, `# param name: what
it is [= default]`. In the query a parameter stands as `$name`, which is SPARQL for a variable; when the
question is asked it is replaced by a safely spelled text literal, the empty text when it is not given.
Oxigraph's own substitutions only reach variables of the projection, so they cannot carry a filter.

`FILTER($name = "" || ...)` is the way to write an optional condition: the filter is left out when the
parameter is not given, since Oxigraph would try the rest of it for every row. For the same reason a condition
on names is best one triple pattern with the next `EXISTS` inside its filter: patterns that are joined within
one EXISTS are joined anew for each row.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.answer import Answer
from graph.graph import Graph
from graph.parameters import PARAMETER, fill
from graph.triples import Literal
from ontology.errors import QuestionError

_HEADER = re.compile(r"#\s*(title|answers|param)\b\s*(.*)")
_OPTIONAL = re.compile(r'FILTER\s*\(\s*\$(\w+)\s*=\s*""\s*\|\|')
_BRACKET = re.compile(r'"(?:\\.|[^"\\])*"|[()]')
_PARAM = re.compile(
    r"(?P<name>[A-Za-z_]\w*)\s*:\s*(?P<description>.*?)\s*(\[=\s*(?P<default>[^\]]*?)\s*\])?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question can be asked about; the default is empty where anything goes."""

    name: str
    description: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with a name. `answers` says in one sentence what its rows are."""

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def described(self) -> dict[str, object]:
        """Name, title, what it answers and its parameters, for JSON."""
        return {
            "name": self.name,
            "title": self.title,
            "answers": self.answers,
            "parameters": [
                {"name": one.name, "description": one.description, "default": one.default}
                for one in self.parameters
            ],
        }

    def ask(self, graph: Graph, parameters: Mapping[str, str] | None = None) -> Answer:
        """The rows; QuestionError for a parameter that the question does not have."""
        return graph.ask(self.filled(parameters))

    def filled(self, parameters: Mapping[str, str] | None = None) -> str:
        """The query with its parameters filled in; QuestionError for one that the question does not have."""
        given = dict(parameters or {})
        known = {parameter.name: parameter.default for parameter in self.parameters}
        if unknown := sorted(set(given) - set(known)):
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise QuestionError(f"the question {self.name} has no parameter {', '.join(unknown)}; {has}")
        bindings = {name: Literal(given.get(name, default)) for name, default in known.items()}
        sparql = _conditions(self.sparql, {name for name, text in bindings.items() if text.text})
        used = set(PARAMETER.findall(sparql))
        return fill(sparql, {name: text for name, text in bindings.items() if name in used})


@cache
def questions() -> Mapping[str, Question]:
    """All named questions, by name."""
    folder = files("graph") / "questions"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".rq")), key=lambda e: e.name)
    texts = {entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8") for entry in found}
    return {name: parse_question(name, text) for name, text in texts.items()}


def question(name: str) -> Question:
    """A named question, or that of a file when the name ends in .rq. QuestionError when there is none."""
    if name.endswith(".rq"):
        return _of_file(Path(name))
    found = questions().get(name)
    if found is None:
        raise QuestionError(f"there is no question {name}; there are {', '.join(questions())}")
    return found


def parse_question(name: str, text: str) -> Question:
    """A question from the text of its file; QuestionError for a parameter the query never uses."""
    found: dict[str, list[str]] = {"title": [], "answers": [], "param": []}
    for line in text.splitlines():
        if header := _HEADER.match(line):
            found[header[1]].append(header[2].removeprefix(":").strip())
    body = "\n".join(line for line in text.splitlines() if not _HEADER.match(line))
    parameters = tuple(_parameter(name, line) for line in found["param"])
    if idle := {parameter.name for parameter in parameters} - set(PARAMETER.findall(body)):
        raise QuestionError(f"question {name}: the query never uses ${', $'.join(sorted(idle))}")
    return Question(
        name=name,
        title=" ".join(found["title"]) or name,
        answers=" ".join(found["answers"]),
        parameters=parameters,
        sparql=body,
    )


def _conditions(sparql: str, given: Set[str]) -> str:
    """The query without the optional conditions on parameters that are not given."""
    kept, at = "", 0
    while found := _OPTIONAL.search(sparql, at):
        kept += sparql[at : found.start()]
        at = _closing(sparql, found.end())
        kept += f"FILTER({sparql[found.end() : at]}" if found[1] in given else "FILTER(true)"
    return kept + sparql[at:]


def _closing(sparql: str, start: int) -> int:
    """Where the bracket that is open at `start` has been closed; the end of the query when it never is."""
    depth = 1
    for found in _BRACKET.finditer(sparql, start):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(sparql)


def _of_file(path: Path) -> Question:
    try:
        return parse_question(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path} cannot be read: {error}") from error


def _parameter(question: str, line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QuestionError(f"question {question}: {line!r} is not `name: what it is [= default]`")
    return Parameter(name=match["name"], description=match["description"], default=match["default"] or "")
