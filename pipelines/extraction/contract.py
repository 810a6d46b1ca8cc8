"""The contract of `claimgraph extract`: one JSON object in, one out, offsets in code points."""

from collections.abc import Mapping
from typing import Any

from ontology.errors import ExtractionError
from ontology.terms import Kind
from pipelines.extraction.account import Account, AccountClaim, AccountEntity, Amount, Extractor, Span, Time
from pipelines.outcomes import NotRead
from pipelines.reading.document import Document
from pipelines.reading.language import english_tag

_NAMES = {Kind.DATA: "Data", Kind.SYSTEM: "System", Kind.DATE: "Date"}
_MENTIONED = frozenset(Kind) - {
    Kind.UNNAMED_SOURCE,
    Kind.COLLECTIVE,
    Kind.INCIDENT,
    Kind.EVENT,
    Kind.COMMUNICATION,
    Kind.TOPIC,
    Kind.CONCEPT,
}
_FEW = 100  # characters
_FIELDS = ("title", "publisher", "published", "url", "lang")


def document_of(line: Mapping[str, Any]) -> Document:
    """The document of an input line; ExtractionError says what is wrong with it."""
    identifier, text = line.get("id"), line.get("text")
    if not isinstance(identifier, str) or not isinstance(text, str):
        raise ExtractionError(f"line {identifier!r}: `id` and `text` must both be strings")
    for field in _FIELDS:
        if not isinstance(line.get(field), str | None):
            raise ExtractionError(f"line {identifier!r}: `{field}` must be a string or null")
    try:
        language = _language(text, line.get("lang"))
    except NotRead as error:
        raise ExtractionError(f"line {identifier!r}: {error.detail}") from error
    return Document(
        id=identifier,
        source=identifier,
        text=text,
        sha256="",
        title=line.get("title"),
        publisher=line.get("publisher"),
        published=_date(line.get("published")),
        language=language,
        url=line.get("url"),
    )


def _language(text: str, declared: str | None) -> str:
    """The language tag of an English text; NotRead names another language.

    A few words in plain letters do not show their language: they are read unless they are declared to be in
    another.
    """
    few = len(text) < _FEW and text.isascii()
    if few and (declared is None or declared.lower().partition("-")[0] in {"en", "eng"}):
        return declared or "en"
    return english_tag(text, declared)


def _date(given: str | None) -> str | None:
    from datetime import date  # noqa: PLC0415

    try:
        return date.fromisoformat(given[:10]).isoformat() if given else None
    except ValueError:
        return None


def answer(extractor: Extractor, line: Mapping[str, Any]) -> dict[str, Any]:
    """The output line for an input line. Raises ExtractionError when the line cannot be read."""
    document = document_of(line)
    return {"id": document.id} | written(extractor.extract(document))


def refused(identifier: object, why: str) -> dict[str, Any]:
    """The output line for an input line that could not be read."""
    empty: dict[str, Any] = {"entities": [], "mentions": [], "events": [], "attributions": [], "claims": []}
    return {"id": identifier if isinstance(identifier, str) else None, **empty, "error": why}


def written(account: Account) -> dict[str, Any]:
    """An account in the form of the contract."""
    used = _used(account)
    return {
        "entities": [_entity(entity) for entity in account.entities if entity.id in used],
        "mentions": [
            {"start": m.span.start, "end": m.span.end, "type": _name(m.kind), "entity": m.entity}
            for m in account.mentions
            if m.named and m.kind in _MENTIONED
        ],
        "events": [
            {
                "type": event.type.value,
                **_span(event.trigger),
                "realis": event.realis,
                "arguments": [{"role": a.role, **_span(a.span)} for a in event.arguments],
            }
            for event in account.events
        ],
        "attributions": [
            {"source": _spans(a.source), "cue": _spans(a.cue), "content": _spans(a.content)}
            for a in account.attributions
        ],
        "claims": [_claim(claim) for claim in account.claims],
    }


def _used(account: Account) -> set[str]:
    """The ids that mentions and claims need, and the publisher."""
    used = {"e0"} | {m.entity for m in account.mentions if m.named}
    for claim in account.claims:
        used |= {claim.subject, claim.object, *(s for step in claim.chain for s in step.speakers)}
    return used


def _name(kind: Kind) -> str:
    return _NAMES.get(kind, kind.value)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _entity(entity: AccountEntity) -> dict[str, Any]:
    aliases = [alias for alias in entity.aliases if alias != entity.name]
    return {
        "id": entity.id,
        "type": _name(entity.kind),
        "name": entity.name,
        "aliases": aliases,
        "same_as": list(entity.same_as),
    }


def _claim(claim: AccountClaim) -> dict[str, Any]:
    return {
        **_span(claim.span),
        "subject": claim.subject,
        "predicate": claim.predicate.value,
        "object": claim.object,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "speech_mode": claim.speech_mode.value,
        "chain": [
            {
                "speakers": list(s.speakers),
                "act": s.act.value,
                "cue": [s.cue.start, s.cue.end] if s.cue else None,
            }
            for s in claim.chain
        ],
        "time": _time(claim.time),
        "quantity": _amount(claim.quantity),
    }


def _time(time: Time | None) -> dict[str, Any] | None:
    return {"edtf": time.edtf, "earliest": time.earliest, "latest": time.latest} if time else None


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "min": _number(amount.minimum),
        "max": _number(amount.maximum),
        "value": _number(amount.value),
        "unit": amount.unit,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
