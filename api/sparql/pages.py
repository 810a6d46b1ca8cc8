"""Pages for people: the list of named questions, and what one of them finds."""

from collections.abc import Iterable, Mapping
from html import escape

from graph.answer import Answer, Names
from graph.questions import Parameter, Question
from graph.triples import Resource, Value


def list_page(known: Iterable[Question]) -> bytes:
    """Every question with what it answers, each leading to its page."""
    items = "".join(
        f'<dt><a href="questions/{escape(one.name)}">{escape(one.title)}</a></dt>'
        f"<dd>{escape(one.answers)}</dd>\n"
        for one in known
    )
    more = (
        'As <a href="questions?format=json">JSON</a> or <a href="questions?format=csv">CSV</a>; '
        'ask your own at <a href="sparql">/sparql</a>.'
    )
    return _page("Questions", f"<h1>Questions</h1>\n<p>{more}</p>\n<dl>\n{items}</dl>", "")


def answer_page(asked: Question, given: Mapping[str, str], answer: Answer, names: Names) -> bytes:
    """What a question finds, with a form to ask it otherwise."""
    shown = answer.text(names.shown())
    head = "".join(f"<th>{escape(column.replace('_', ' '))}</th>" for column in answer.columns)
    rows = zip(answer.rows, shown, strict=True)
    body = "\n".join(
        f"<tr>{''.join(map(_cell, row, texts))}</tr>" for row, texts in rows
    )  # fmt: skip
    content = (
        f'<p><a href="../questions">Questions</a></p>\n<h1>{escape(asked.title)}</h1>\n'
        f"<p>{escape(asked.answers)}</p>\n{_form(asked, given)}\n<p>{len(answer)} rows.</p>\n"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )
    return _page(asked.title, content, "../")


def _cell(value: Value, text: str) -> str:
    title = f' title="{escape(value)}"' if isinstance(value, Resource) else ""
    return f"<td{title}>{escape(text)}</td>"


def _form(asked: Question, given: Mapping[str, str]) -> str:
    fields = "\n".join(_field(parameter, given) for parameter in asked.parameters)
    forms = "".join(
        f'<button name="format" value="{form}">{label}</button> '
        for form, label in (("html", "Ask"), ("json", "JSON"), ("csv", "CSV"), ("sparql", "SPARQL"))
    )
    return f'<form method="get">\n{fields}\n<p>{forms}</p>\n</form>'


def _field(parameter: Parameter, given: Mapping[str, str]) -> str:
    value = escape(given.get(parameter.name, ""))
    hint = escape(parameter.default)
    return (
        f"<label>{escape(parameter.name.replace('_', ' '))} <small>{escape(parameter.description)}</small>"
        f'<input name="{escape(parameter.name)}" value="{value}" placeholder="{hint}"></label>'
    )


def _page(title: str, content: str, root: str) -> bytes:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>claimgraph: {escape(title)}</title>
<link rel="stylesheet" href="{root}static/page.css">
</head>
<body class="wide">
{content}
</body>
</html>
""".encode()
