"""Where a statement begins behind its verb, and which verbs have one."""

import re

from ontology.terms import Act
from pipelines.extraction.account import Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.notebook import Notebook

_THAT = re.compile(
    r"\s*(?::|,?\s*that\b|(?:\s+[\w’.-]+){0,4},\s[^,;:“”]{3,100},\s+that\b|,?\s*(?=[“])|\s(?=(?:how|why|whether|if)\b))"
)


_ADDRESSEE = re.compile(
    r"\s+(?:to\s+)?(?:[^,;:“”.]|\.(?!\s+[A-Z]|$)){2,90}?(?:\s+(?=that\b)|(?=:\s)|,?\s+(?=“))"
)


TOLD = re.compile(r"t(?:ell|ells|old)|inform\w*|notif\w*|warn\w*|assur\w*|remind\w*|brief\w*")


_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|parliament|investors|staff|viewers|customers|police|them"
    r"|him|her|us|me|it"
    r"|(?:an?|the)\s+(?:[\w-]+\s+){0,2}(?:committee|court|conference|hearing|inquiry|panel|newspaper|website|site|broadcaster"
    r"|agency|audience|briefing|parliament)"
    r"|(?:the\s+)?[A-Z][\w’.&-]*(?:\s+[A-Z][\w’.&-]*){0,4})(?:\s+(?:on|in|at|during|by|last"
    r"|this)\s+(?:[\w’.-]+\s?){1,4}?)?\s+(?=\S)"
)


_MATTER = re.compile(
    r"\s+(?:the\s+|any\s+|some\s+|all\s+|such\s+|a\s+|media\s+|news\s+|press\s+|earlier\s+"
    r"|those\s+)*(?:reports?|claims?|allegations?|accusations?"
    r"|rumou?rs?|speculation|suggestions?|assertions?|fact|concerns?|fears?|charges?|possibility|notion"
    r"|idea)\s+(?=that\b)"
)


_CIRCUMSTANCE = re.compile(
    r"\s+(?:to|on|in|at|by|during|earlier|last|this|via|through|only|publicly|separately|later|also|recently"
    r"|yesterday|today|erroneously|\w+day)\b"
)


DENY = re.compile(r"den(?:y|ies|ied|ying)|disput\w+|refut\w+|dismiss\w+|reject\w+|doubt\w*", re.IGNORECASE)


# "confirmed the theft of records": to own up to an event is to say that it happened.
_OWNS = re.compile(r"confirm(?:s|ed)?|admit(?:s|ted)?|acknowledge[sd]?|concede[sd]?")
_EVENT = re.compile(
    r"\s+(?:the|an?|any|its|their|this|that|both|some)\s+(?:[\w-]+\s+){0,3}?(?:thefts?|leaks?|loss|breach(?:es)?"
    r"|attacks?|cyberattacks?|intrusions?|hacks?|incidents?|outages?|disruptions?|payments?|exposure|compromise"
    r"|infections?|misuse|exfiltration|break-ins?)\b"
)


_TRANSITIVE = frozenset(
    {Act.ANNOUNCES, Act.ACKNOWLEDGES, Act.CONFIRMS, Act.REPORTS, Act.INDICATES, Act.APOLOGISES}
)


_VERBLESS = re.compile(
    r"said|says|say|saying|stated|claim\w*|believe\w*|think\w*|thought|suspect\w*|insist\w*|fear\w*"
    r"|argu\w*|maintain\w*|den\w+|add\w*|boast\w*|doubt\w*|reckon\w*|guess\w*|swear\w*|swore|brag\w*"
)


_PLAIN = re.compile(
    r"said|says|say|believes?|believed|thinks?|thought|claims?|claimed|insists?|insisted|adds?|added|maintains?"
    r"|maintained|reckons?|reckoned|argues?|argued|suspects?|suspected|swears?|swore|guess(?:es|ed)?"
    r"|confirm(?:s|ed)?|acknowledged?|acknowledges|admit(?:s|ted)?|conceded?s?"
)


_CLAUSE = re.compile(
    r"\s+(?:(?:it|they|he|she|we|there|nothing|nobody|somebody|someone)\s+\w"
    r"|(?:the|an?|every|each|any|its|their|his|her|our|this|these|those|some|many|most|all|both|no|one|two|several"
    r"|only|at\s+least|about|more\s+than|as\s+many|[A-Z][\w’.-]*"
    r"|\w+s|\w+ing|[\d$€£][\d.,]*)\s+(?:[\w’'“”$€£%&.-]+[,;]?\s+){0,30}?"
    r"(?:\w{2,}ed|\w+n’t|isn’t|began|got|kept|gave|came|ran|meant|cost|let|rose|fell|met|held|spent|built|paid"
    r"|bought|sold|sent|left|lost|broke|put|read|brought|knew|saw|felt|needs?|wants?|looks?|seems?|works?|makes?"
    r"|uses?|remains?|requires?|belongs?|comes?|goes|gets?|takes?|means?|costs?|sits?|lies?|stood|sat|lay|went"
    r"|took|made|found|led|set|cut|shut|hit|kept|grew|drew|threw|caught|dealt|bore|wore|arose|arises?|exists?"
    r"|applies|apply|follows?|helps?|quit|began|has|have|had|is|are|was|were|does|will|would|may|might|could|can"
    r"|[a-z]{3,}(?:ss|sh|ch|x)es|be|been)\b)"
)

_NOTHING = re.compile(r"\s+no\s+(?:\w+\s+)?(?:evidence|sign|indication|trace|proof)")


_ASSESSED = re.compile(
    r"call(?:s|ed|ing)|put(?:s|ting)?|describ(?:e|es|ed|ing)|consider(?:s|ed)?|mention(?:s|ed)?"
)
_ASSESSMENT = {
    "put": re.compile(r"\s(?:the|its|their|this|that|it)\b[^,;:“”.]{0,60}?\s(?:at|down\s+to)\s"),
    "des": re.compile(r"\s(?!themselves|himself|itself|herself)[^,;:“”.]{2,80}?\sas\s"),
    "men": re.compile(r"\s(?:an?|the|two|no|several|“)"),
    "con": re.compile(
        r"\s(?!whether|how|itself|\w+ing\b)[^,;:“”.]{2,60}?\s(?:\w+(?:ble|ely|ive|ous|ed|less)|an?|the|“)"
    ),
    "cal": re.compile(
        r"\s(?!on\b|for\b|off\b|us\b|in\b|police\b|back\b|itself\b|themselves\b)"
        r"[^,;:“”.]{2,60}?\s(?:an?\b|“|\w+(?:ble|less|ed|ive|ous|al)\b)"
    ),
}


def content_start(notebook: Notebook, region: Span, verb: Span, act: Act, *, described: bool) -> int | None:
    """Where the content begins; None when the object is no statement ("announced the breach")."""
    text = notebook.text
    that = _THAT.match(text, verb.end, region.end)
    if that and (that.group().strip() or act is Act.SAYS or text[that.end()] != "“"):
        return that.end()
    addressed = _addressed(notebook, region, verb)
    if addressed is not None:
        return addressed
    if TOLD.fullmatch(verb.of(text).casefold()):
        return None
    if _has_object(text, region, verb):
        return verb.end
    return _stated(notebook, region, verb, act, described=described)


def _has_object(text: str, region: Span, verb: Span) -> bool:
    """Whether a verb governs a statement without a clause: what is denied, owned up to, or not there."""
    word = verb.of(text).casefold()
    return (
        DENY.fullmatch(word) is not None
        or (_OWNS.fullmatch(word) is not None and _EVENT.match(text, verb.end, region.end) is not None)
        or _NOTHING.match(text, verb.end, region.end) is not None
    )


def _assessed(text: str, region: Span, verb: Span) -> int | None:
    """Where an assessment begins that has no clause: "puts the loss at", "called it a nuisance"."""
    return verb.end if _ASSESSMENT[verb.of(text)[:3]].match(text, verb.end, region.end) else None


def _stated(notebook: Notebook, region: Span, verb: Span, act: Act, *, described: bool) -> int | None:
    """Where a clause without "that" begins behind the verb."""
    text = notebook.text
    if _ASSESSED.fullmatch(verb.of(text)):
        return _assessed(text, region, verb)
    rest = Span(verb.end, _clause_end(text, verb.end, region.end))
    if _PLAIN.fullmatch(verb.of(text).casefold()) and _CLAUSE.match(text, verb.end, rest.end):
        return verb.end
    plain = act not in _TRANSITIVE or _VERBLESS.fullmatch(verb.of(text).casefold())
    return verb.end if plain and has_verb(text, rest) and (not described or act is Act.SAYS) else None


def _addressed(notebook: Notebook, region: Span, verb: Span) -> int | None:
    """Where the content begins behind those addressed, or behind "the claim that"."""
    text = notebook.text
    matter = _MATTER.match(text, verb.end, region.end)
    if matter:
        return matter.end() + 4
    told = TOLD.fullmatch(verb.of(text).casefold())
    match = _ADDRESSEE.match(text, verb.end, region.end)
    if match and (told or _CIRCUMSTANCE.match(match.group())) and not has_verb(text, Span(*match.span())):
        after = _THAT.match(text, match.end(), region.end)
        return after.end() if after else match.end()
    hearer = _HEARER.match(text, verb.end, region.end) if told else None
    return hearer.end() if hearer and has_verb(text, Span(hearer.end(), region.end)) else None


def _clause_end(text: str, start: int, end: int) -> int:
    stop = re.search(r"\s(?:after|before|but|because)\s|[;]", text[start:end])
    return start + stop.start() if stop else end
