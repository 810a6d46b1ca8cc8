"""Entities that need no declaration because their id says all: dates, quantities, money, sectors, places."""

import calendar
import re
from datetime import date
from functools import cache

from ontology.terms import Kind
from ontology.vocabulary import read
from pipelines.corpus.annotation import CorpusError, Entity
from pipelines.extraction.account import Amount, Time

_DATE = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[~?%]?$")
_AMOUNT = re.compile(
    r"(?P<sign>>=|<=)?(?P<low>\d+(?:\.\d+)?)?(?:(?<=\d)-(?P<high>\d+(?:\.\d+)?))?_(?P<unit>[^\d\s_]\S*)$"
)


def literal(reference: str) -> Entity | None:
    """The entity that a reference such as @2021-05-03, #>=500_account, $2000_USD, sec:banking is, or None."""
    if reference.startswith("@"):
        return Entity(id=reference, kind=Kind.DATE, time=time(reference[1:]))
    if reference.startswith("#"):
        return Entity(id=reference, kind=Kind.QUANTITY, amount=amount(reference[1:]))
    if reference.startswith("$"):
        return Entity(id=reference, kind=Kind.MONEY, amount=amount(reference[1:]))
    if reference.startswith("sec:"):
        return _sector(reference)
    if reference.startswith("pl:"):
        return Entity(id=reference, kind=Kind.PLACE, name=reference[3:].replace("_", " "))
    return None


def amount(words: str) -> Amount:
    """`500_account`, `>=41_server`, `<=9_day`, `10-20_office`, and `_dollar` for a unit without number."""
    found = _AMOUNT.match(words)
    if not found or (found["sign"] and not found["low"]):
        raise CorpusError(
            f"{words!r} is no quantity; write 500_account, >=41_server, <=9_day or 10-20_office"
        )
    unit = found["unit"].replace("_", " ")
    low = float(found["low"]) if found["low"] else None
    if found["high"]:
        if low is None or float(found["high"]) < low:
            raise CorpusError(f"the bounds of {words!r} are not in order")
        return Amount(unit=unit, minimum=low, maximum=float(found["high"]))
    if found["sign"]:
        return Amount(unit=unit, **{"minimum" if found["sign"] == ">=" else "maximum": low})
    return Amount(unit=unit, value=low)


def time(edtf: str) -> Time:
    """EDTF with its bounds: days, months, years, intervals (open with ..), each with ~ or ? allowed."""
    begin, slash, end = edtf.partition("/")
    earliest = None if begin == ".." else _bounds(begin)[0]
    latest = None if slash and end == ".." else _bounds(end if slash else begin)[1]
    if edtf == "../.." or (slash and not end):
        raise CorpusError(f"{edtf!r} is no time")
    if earliest and latest and earliest > latest:
        raise CorpusError(f"{edtf!r} ends before it begins")
    return Time(edtf=edtf, earliest=earliest, latest=latest)


def _bounds(form: str) -> tuple[str | None, str | None]:
    found = _DATE.match(form)
    if not found:
        raise CorpusError(
            f"{form!r} is no EDTF date; write 2021, 2021-05, 2021-05-03, 2021-05-21~/2021-05-31, 2021/.."
        )
    if "X" in form:
        return None, None
    year, month, day = (int(found[part]) if found[part] else None for part in ("year", "month", "day"))
    assert year is not None
    if not 1900 <= year <= 2100:
        raise CorpusError(f"the year of {form!r} is not between 1900 and 2100")
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError as error:
        raise CorpusError(f"{form!r} is no day of the calendar") from error
    return first.isoformat(), last.isoformat()


@cache
def sectors() -> frozenset[str]:
    """The sectors of the vocabulary, as `sec:banking`."""
    return frozenset(re.findall(r"^sec:[a-z-]+", read("sectors.ttl"), re.MULTILINE))


def _sector(reference: str) -> Entity:
    if reference not in sectors():
        near = sorted(s for s in sectors() if s[4:8] == reference[4:8])
        raise CorpusError(
            f"{reference!r} is no sector of the vocabulary" + (f"; near: {' '.join(near)}" if near else "")
        )
    return Entity(id=reference, kind=Kind.SECTOR, name=reference[4:].replace("-", " "))
