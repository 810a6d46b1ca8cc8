"""Quantities in text: numbers with what bounds them and what they count or measure, and sums of money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction import amounts
from pipelines.extraction.account import Amount, Span
from pipelines.extraction.amounts import Bounds, Comparison
from pipelines.extraction.counted import counted_noun, measured_noun, singular_of
from pipelines.extraction.datewords import GAP, MONTHS, SPACE
from pipelines.extraction.numerals import NUMERAL
from pipelines.extraction.wordlists import alternatives, lexicon, plurals


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A quantity with what bounds it and its unit, or a sum of money with its currency.

    `core` is the span without the comparator; `noun` is what is counted or measured, where the text says it.
    """

    span: Span
    core: Span
    kind: Kind  # QUANTITY or MONEY
    amount: Amount
    noun: Span | None = None


_UNITS, _MONEY, _COUNTED = (lexicon("quantities")[name] for name in ("units", "money", "counted"))
_IRREGULAR: dict[str, str] = _UNITS["irregular"]
_CRYPTO = frozenset(_MONEY["crypto"])
_LABELS = frozenset(_COUNTED["labels"])
_LOWER = frozenset(_COUNTED["stops"]) | frozenset("some nearly almost only another first last next".split())

_SIGN = rf"(?:(?:{alternatives(_MONEY['regions'])}){GAP})?(?:{alternatives(_MONEY['signs'])})"
_CODES, _SHORT = alternatives(_MONEY["codes"]), alternatives(_MONEY["short"])
_SPACED = rf"\d{{1,3}}(?:[ \u00a0]\d{{3}})+(?!\d)(?:{SPACE}(?:million|billion))?"
_TO = rf"(?:{GAP}[-–—]{GAP}|{SPACE}(?:to|or|and){SPACE})"
_SCALED = "(?:hundred|thousand|dozen|lakh|million|crore|billion|trillion)"
_VAGUE = (
    rf"(?:(?:several|a{SPACE}few|multiple)(?:{SPACE}{_SCALED}(?!\w))?|a{SPACE}handful"
    rf"|(?:tens|dozens|scores|hundreds|thousands|lakhs|millions|crores|billions|trillions)"
    rf"(?:{SPACE}of{SPACE}(?:thousands|lakhs|millions|crores|billions|trillions))?|multi-?[mb]illion(?={GAP}-))(?!\w)"
)
_MONEY_SUM = rf"(?:{_SPACED}|(?i:{NUMERAL})(?:{GAP}(?:mn|bn|mil|bil|m|k|b|M|B)(?!\w))?)"
_NUMBER = re.compile(
    r"(?<!\w)(?<!\w[-–./:,'’+_@])(?<![#@_=+\\])(?:"
    rf"(?=[A-Zk]|[^\w\s])(?P<currency>{_SIGN}|(?:{_CODES}|{_SHORT})(?=\s?\d)){GAP}(?P<sum>{_MONEY_SUM})(?:(?P<upto>{_TO})(?:{_SIGN}{GAP})?(?P<sum2>{_MONEY_SUM}))?"
    rf"|(?=[\d.aAhHoOtTfFsSeEnNzZ])(?P<number>(?i:{NUMERAL}))(?:(?P<to>{_TO})(?P<number2>(?i:{NUMERAL})))?"
    rf"|(?=[aAsSmMtTdDhHlLcCbB])(?P<vague>(?i:{_VAGUE})))"
)
_CURRENCY_WORD = rf"(?i:{alternatives(plurals(_MONEY['words']))})|{_CODES}|Rs|RM"
_CURRENCY = re.compile(
    rf"(?:{GAP}-?{GAP}|{SPACE}of{SPACE})(?:(?:[A-Z][\w.]*(?:{SPACE}\.)?[ -]{{1,3}}){{0,3}})"
    rf"(?P<unit>{_CURRENCY_WORD})(?!\w)"
)
_UNIT = rf"(?i:{alternatives([*plurals(_UNITS['measures']), *_IRREGULAR])})"
_MEASURE = re.compile(
    rf"{GAP}(?P<symbol>{alternatives(_UNITS['symbols'])})(?!\w)"
    rf"|(?:{GAP}[-–]?{GAP}|{SPACE}of{SPACE})(?P<unit>{_UNIT})(?!\w)"
)
_ELSE = re.compile(
    rf"\w|{GAP}[-–/]{GAP}\w|[.:,]\d|{GAP}(?:[ap]\.?m\b|o['’]clock|GMT|UTC|thirds|fifths|of{SPACE}(?:the{SPACE}most|them|us|these|those))(?!\w)",
    re.IGNORECASE,
)
_AGE_OR_DATE = re.compile(rf"(?:{GAP}-{GAP}|{SPACE})(?:old|ago|earlier|later|prior)(?!\w)", re.IGNORECASE)
_CHANGE = re.compile(
    rf"(?<!ranging )(?<!range )(?<!ranges )(?<!ranged )(?<!anywhere )\bfrom{SPACE}$", re.IGNORECASE
)
_PLAIN_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_WORD_BEFORE = re.compile(r"([\w.]*)[^\S\n]*$")
_WORD_AFTER = re.compile(r"[^\S\n]*([^\W\d_]*)")


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """The quantities of a text in its order, none overlapping. Dates, labels and versions are none."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[QuantityMention]:
    match = _NUMBER.search(text)
    while match is not None:
        mention = _mention(text, match)
        if mention is not None:
            yield mention
        first = (
            match.end("sum") if match["currency"] else match.end("number") if match["number"] else match.end()
        )
        match = _NUMBER.search(text, max(first, mention.span.end if mention else 0))


def _mention(text: str, match: re.Match[str]) -> QuantityMention | None:
    if match["currency"]:
        return _priced(text, match)
    if match["vague"]:
        return _valued(text, match.span(), amounts.at_least(match["vague"]), match["vague"])
    return _ranged(text, match) or _valued(
        text, match.span("number"), amounts.exact(match["number"], None), match["number"]
    )


def _ranged(text: str, match: re.Match[str]) -> QuantityMention | None:
    if match["number2"] is None or _is_change(text, match.start()):
        return None
    between = amounts.comparison(text, match.start(), match.end())
    if match["to"].strip() == "and" and (between is None or between.kind != "between"):
        return None
    if _PLAIN_YEAR.fullmatch(match["number"]):
        return None
    bounds = amounts.exact(match["number"], match["number2"])
    return _valued(text, match.span(), bounds, match["number2"]) if bounds else None


def _priced(text: str, match: re.Match[str]) -> QuantityMention | None:
    """A sum after its currency, such as "$5 million" or "EUR 20m"."""
    if len(match["currency"]) == 1 and match["currency"].isalpha() and not _is_large(match["sum"]):
        return None  # a name such as "P10"
    ranged = (
        match["upto"] and match["upto"].strip() not in ("and", "or") and not _is_change(text, match.start())
    )
    upper = match["sum2"] if ranged else None
    bounds = amounts.exact(_closed(match["sum"]), upper and _closed(upper)) or amounts.exact(
        _closed(match["sum"]), None
    )
    if bounds is None:
        return None
    end = match.end("sum2") if bounds.low != bounds.high else match.end("sum")
    return _money(text, match.start(), end, bounds, re.sub(r"\s", "", match["currency"]))


def _is_change(text: str, start: int) -> bool:
    """Whether "from 5 to 10" is a change, and not a range ("ranging from 5 to 10")."""
    return _CHANGE.search(text, max(0, start - 24), start) is not None


def _closed(digits: str) -> str:
    return re.sub(r"(?<=\d)[ \u00a0](?=\d{3})", "", digits)


def _money(text: str, start: int, end: int, bounds: Bounds, unit: str) -> QuantityMention:
    """The comparator is not part of the span: sums of money are named, not counted."""
    said = amounts.comparison(text, start, end)
    found = amounts.amount(bounds, said.kind if said else None, unit, counted=False)
    repeated = _CURRENCY.match(text, end)
    if repeated and repeated["unit"].casefold() not in _CRYPTO:
        end = repeated.end()
    return QuantityMention(span=Span(start, end), core=Span(start, end), kind=Kind.MONEY, amount=found)


def _valued(text: str, where: tuple[int, int], bounds: Bounds | None, words: str) -> QuantityMention | None:
    start, end = where
    if bounds is None or bounds.high == 0:
        return None
    if (currency := _CURRENCY.match(text, end)) and _is_currency(text, currency, words):
        return _money(text, start, currency.end(), bounds, _singular_unit(currency["unit"]))
    if measure := _MEASURE.match(text, end):
        return _measured(text, start, measure, bounds)
    if _is_label(text, start, words):
        return None
    return _counting(text, start, end, bounds, words)


def _is_currency(text: str, match: re.Match[str], words: str) -> bool:
    """Whether it is no verb ("two won") and no noun that is counted ("900 bitcoin wallets")."""
    unit = match["unit"]
    plain = unit.casefold()
    if plain == "won":
        return not words.strip().isalnum() or len(words) > 3
    if plain in _CRYPTO and counted_noun(text, match.end()) is not None:
        return False
    return plain not in ("dash", "tether", "ether") or unit[0].isupper() or words[:1].isdigit()


def _singular_unit(unit: str) -> str:
    plain = unit.casefold()
    if unit.isupper():
        return unit
    return _IRREGULAR.get(plain) or (plain if plain in ("pence", "reais") else singular_of(plain))


def _measured(text: str, start: int, measure: re.Match[str], bounds: Bounds) -> QuantityMention | None:
    end = measure.end()
    if _AGE_OR_DATE.match(text, end) or (measure["symbol"] is None and _is_label(text, start, "")):
        return None
    unit = measure["symbol"] or _singular_unit(measure["unit"])
    said = amounts.comparison(text, start, end) or amounts.comparison(text, start, measure.start())
    found = amounts.amount(bounds, said.kind if said else None, unit, counted=False)
    return QuantityMention(
        span=_compared(said, start, end),
        core=Span(start, end),
        kind=Kind.QUANTITY,
        amount=found,
        noun=measured_noun(text, end),
    )


def _compared(said: Comparison | None, start: int, end: int) -> Span:
    return Span(min(said.start, start), max(said.end, end)) if said else Span(start, end)


def _counting(text: str, start: int, end: int, bounds: Bounds, words: str) -> QuantityMention | None:
    said = amounts.comparison(text, start, end) if bounds.high is not None else None  # "over several days"
    last = max(end, said.end) if said else end
    if (said is None and _ELSE.match(text, end)) or _is_date(text, start, end, words, said):
        return None
    noun = counted_noun(text, last, one=bounds.low == bounds.high == 1)
    if noun is None and not (_is_large(words) or (said and _stands_alone(text, said, bounds))):
        return None
    found = amounts.amount(bounds, said.kind if said else None, noun.head if noun else "", counted=True)
    return QuantityMention(
        span=_compared(said, start, end),
        core=Span(start, end),
        kind=Kind.QUANTITY,
        amount=found,
        noun=noun.span if noun else None,
    )


def _stands_alone(text: str, said: Comparison, bounds: Bounds) -> bool:
    """Whether the number is a count without a noun: "at least 40 were"; "over 45" may be an age."""
    word = text[said.start : said.end].split(maxsplit=1)[0].casefold()
    return (bounds.low or 0) > (120 if word in ("over", "under", "above", "below", "about", "around") else 1)


def _is_large(words: str) -> bool:
    """Whether a number without a noun is plainly a count: "1,500", "two million", "thousands"."""
    return (
        "," in words
        or re.search(r"(?:illion|thousand|hundred|dozen|lakh|crore)s?\b", words, re.IGNORECASE) is not None
    )


def _is_date(text: str, start: int, end: int, words: str, said: Comparison | None) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 20), start)
    after = _WORD_AFTER.match(text, end)
    beside = {word.group(1).rstrip(".") for word in (before, after) if word}
    if (
        words.isdigit()
        and len(words) < 3
        and any(word[:1].isupper() and word.casefold() in MONTHS for word in beside)
    ):
        return True
    lead = before.group(1).casefold() if before else ""
    return said is None and bool(_PLAIN_YEAR.fullmatch(words)) and (lead in _YEAR_LEADS or lead in MONTHS)


_YEAR_LEADS = frozenset(lexicon("calendar")["words"]["leading"])


def _is_label(text: str, start: int, words: str) -> bool:
    """Whether a small number follows a label or belongs to a name: "Article 5", "Windows 10 users"."""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    word = before.group(1) if before else ""
    if not word or "," in words or " " in words.strip() or (not words[:1].isdigit() and words):
        return False
    if word.rstrip(".").casefold() in _LABELS:
        return True
    return word[0].isupper() and word.casefold() not in _LOWER and word[-1] != "."
