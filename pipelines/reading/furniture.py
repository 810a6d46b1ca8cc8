"""Parts of a page that are marked as other stories or as requests of the site, removed before reading."""

import re
from typing import Any

Tree = Any  # an element of lxml, which comes without types

_MARK = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recommendations?|recirc\w*|trending|newsletter|outbrain|taboola"
    r"|(?:more|other|latest|top)[_-]?(?:stories|articles|news|headlines)|most[_-]?(?:read|popular|viewed)"
    r"|read[_-]?(?:next|also)|also[_-]?(?:read|like)|you[_-]?(?:may|might)[_-]?(?:also[_-]?)?like)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_CONTAINERS = ("div", "section", "aside", "ul", "ol")
_MOST = 0.3  # a container with more of the page's words than this is the page itself, however it is marked


def remove_furniture(tree: Tree) -> None:
    """Take the marked containers out of a parsed page, unless they hold a good part of its words."""
    marked = [element for element in tree.iter(*_CONTAINERS) if _is_marked(element)]
    limit = _MOST * _paragraph_length(tree) if marked else 0.0
    for element in marked:
        if element.getparent() is not None and _paragraph_length(element) <= limit:
            element.drop_tree()


def _is_marked(element: Tree) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 5 and len(names) < 500 and _MARK.search(names) is not None


def _paragraph_length(tree: Tree) -> int:
    return sum(len("".join(paragraph.itertext())) for paragraph in tree.iter("p"))
