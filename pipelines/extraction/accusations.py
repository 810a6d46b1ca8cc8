"""Words beside a name that say that whoever bears it did it: "claimed responsibility", "attributed to"."""

import re

from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import name_score

_SAID = 2.5
_REACH = 80  # letters on each side that are looked at
_LIKELY = (
    r"(?:(?:also|probably|likely|possibly|reportedly|allegedly|apparently|presumably|widely|almost|certainly"
    r"|believed|thought|suspected|said|alleged|understood|to|be|have|been|being)\s+)"
)
_DEED = (
    r"(?:attacks?|cyber-?attacks?|breach(?:es)?|hacks?|hacking|intrusions?|leaks?|thefts?|incidents?"
    r"|campaigns?|compromises?|operations?|outages?)"
)
# "X claimed responsibility", "X, a new group, is probably behind the attack", "X is suspected of".
_BEHIND = re.compile(
    r"(?:\s*,[^,.;]{1,60},)?\s+(?:(?:has|have|had|also|later|since|then|who|which|that)\s+)*"
    r"(?:(?:claim(?:s|ed)|took|takes|taken)\s+(?:responsibility|credit)\b"
    r"|(?:is|was|are|were|(?:may|might|could|must)\s+(?:have\s+)?(?:be|been))\s+"
    rf"(?:{_LIKELY}{{0,4}}behind\s+(?:the|this|these|that|an?|it|all|both|several|other)\b"
    r"|suspected(?:\s+of\b|(?=\s*(?:[.,;”\"]|$)))|blamed\s+for\b|believed\s+to\b))",
    re.IGNORECASE,
)
# "attributed the attack to X", "the breach was claimed by the group X", "the work of X".
_BY = re.compile(
    rf"\b(?:(?:attribut|link|ti)(?:es|ed|ing)?\s+(?:[\w’'-]+\s+){{0,3}}?{_DEED}\s+to"
    rf"|{_DEED}\s+(?:[\w’'-]+\s+){{0,3}}?(?:(?:attributed|linked|traced)\s+to|(?:blamed|pinned)\s+on"
    r"|(?:claimed|perpetrated|orchestrated|masterminded|carried\s+out)\s+by)"
    r"|(?:the\s+)?work\s+of)\s+(?:the\s+|a\s+)?(?:[\w-]+\s+)?(?:(?:group|gang|crew|actor)\s+)?$",
    re.IGNORECASE,
)


_GROUPS = frozenset({"group", "gang", "crew", "collective", "cartel"})
_PERSONAL = 2  # from which on a name looks like a person's, who can be blamed without being a group
_CALLED = 6.0  # votes where it is called a group as well, which outweigh what the name looks like


def blamed(passage: Passage, first: int, last: int) -> float:
    """How much the words beside a name, given by its tokens, say that it is a group that did it; in votes."""
    called = passage.lower(first - 1) in _GROUPS
    if name_score(passage, first, last) >= _PERSONAL and not called:
        return 0.0
    span = passage.span(first, last)
    after = passage.text[span.end : span.end + _REACH]
    before = passage.text[max(0, span.start - _REACH) : span.start]
    if _BEHIND.match(after) is None and _BY.search(before) is None:
        return 0.0
    return _CALLED if called else _SAID
