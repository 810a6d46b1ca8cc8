"""The words of SPARQL, one after another, in linear time and without any nesting."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# possessive throughout, and prefixes of limited length, so that no text is read twice
_LOCAL = r"(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))*+"
_TOKEN = re.compile(
    rf"""(?P<gap>\s++|\#[^\n\r]*+)
      | (?P<iri><[^\x00-\x20<>"{{}}|^`\\]*+>)
      | (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
          |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d][\w.-]{{0,100}}+)?+:{_LOCAL})
      | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<open>[{{(\[])
      | (?P<close>[}})\]])
      | (?P<end>[.;,])
      | (?P<mark>\|\||&&|!=|<=|>=|\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A word with what it is: iri, text, variable, name, number, tag, word, open, close, end or mark."""

    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """The words of a query. What stands for a character by its number counts as that character."""
    for found in _TOKEN.finditer(plain(text)):
        kind = found.lastgroup
        if kind and kind != "gap":
            yield Token(kind, found[0])


def plain(text: str) -> str:
    r"""The text with each \uXXXX replaced by its character, as SPARQL reads it before anything else."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]
