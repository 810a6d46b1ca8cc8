"""Plain text: kept to the last character, with what its first lines say of its publication."""

import re

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.dates import iso_date
from pipelines.reading.metadata import Metadata, Reading
from pipelines.reading.words import word_count

_FEWEST_WORDS = 5
_OPENING_LINES = 12
_OPENING = 4_000
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’ -]{{1,30}}(?:, [A-Z][\w.' -]{{1,30}})?(?:,? (?P<day>{_MONTH_DAY}))?,? "
    r"\((?P<outlet>[A-Z][\w.&' -]{1,40})\)\s*[-–—:]"
)
_PUBLISHER = re.compile(
    r"(?:publisher|publication|outlet|source)\s*:\s*(?P<name>[^\s:/][^:/]{1,60})$", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:published|posted|publication date|date|dateline)(?: on)?\s*:?\s+(?P<day>.{6,40})$", re.IGNORECASE
)
_HEADING = re.compile(r"#\s+(?P<title>\S.{0,200})$")


def read_plain(text: str) -> Reading:
    """The text unchanged; raises NotRead when it has too few words to say anything."""
    if word_count(text[:_OPENING]) < _FEWEST_WORDS:
        raise NotRead(Reason.NO_ARTICLE, f"it has fewer than {_FEWEST_WORDS} words")
    lines = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()][:_OPENING_LINES]
    return Reading(text=text, metadata=_metadata(lines))


def _metadata(lines: list[str]) -> Metadata:
    heading = _HEADING.match(lines[0])
    dateline = next((match for line in lines if (match := _DATELINE.match(line))), None)
    publisher = next((match["name"].strip() for line in lines if (match := _PUBLISHER.match(line))), None)
    days = (iso_date(match["day"]) for line in lines if (match := _DATE.match(line)))
    return Metadata(
        title=heading["title"].strip() if heading else None,
        publisher=publisher or (dateline["outlet"] if dateline else None),
        published=next((day for day in days if day), None) or _day_of(dateline),
    )


def _day_of(dateline: re.Match[str] | None) -> str | None:
    return iso_date(dateline["day"]) if dateline is not None and dateline["day"] else None
