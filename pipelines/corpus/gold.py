"""The gold claims of one article as a book of entities, times, quantities, mentions and claims."""

from typing import Any

from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, Step
from pipelines.corpus.answers import account, target
from pipelines.extraction.account import AccountEntity, Amount, Time

ABOUT = (
    "Annotation of one article composed for the claimgraph corpus. Offsets are half-open, in code points of "
    "the article's text."
)


def gold(article: AnnotatedArticle) -> dict[str, Any]:
    """The book: ids of entities are those of the source, of times "t/EDTF", of quantities "q/NUMBER_UNIT"."""
    entities = account(article).entities
    times = [one.time for one in article.claims if one.time]
    quantities = [one.quantity for one in article.claims if one.quantity]
    quantities += [one.amount for one in entities if one.amount]
    return {
        "about": ABOUT,
        "article": article.id,
        "entities": {one.id: _entity(one) for one in entities},
        "times": {f"t/{one.edtf}": _time(one) for one in times},
        "quantities": {quantity_id(one): _quantity(one) for one in quantities},
        "mentions": _mentions(article),
        "claims": [_claim(one, article) for one in article.claims],
    }


def quantity_id(amount: Amount) -> str:
    """Equal amounts have the same id: "q/60_GB", "q/41.._server", "q/..9_day", "q/10..20_office"."""
    low, high = (f"{bound:.15g}" if bound is not None else "" for bound in (amount.minimum, amount.maximum))
    number = f"{amount.value:.15g}" if amount.value is not None else f"{low}..{high}"
    return f"q/{number}_{amount.unit.replace(' ', '_')}"


def _entity(one: AccountEntity) -> dict[str, Any]:
    known = {
        "type": one.kind.value,
        "label_en": one.name,
        "label_ja": None,
        "alt": list(one.aliases),
        "id": list(one.same_as),
        "partOf": [one.part_of] if one.part_of else [],
        "ownedBy": one.owner,
        "speaksFor": one.speaks_for,
        "concerns": list(one.concerns),
        "jobTitle": one.job_title,
        "event_type": one.event_type and f"icv:{one.event_type}",
        "quantity": quantity_id(one.amount) if one.amount else None,
    }
    return {key: value for key, value in known.items() if value or key == "label_ja"}


def _time(one: Time) -> dict[str, Any]:
    return {"label": one.edtf, "edtf": one.edtf, "earliest": one.earliest, "latest": one.latest, "note": None}


def _quantity(one: Amount) -> dict[str, Any]:
    label = quantity_id(one)[2:].replace("_", " ")
    return {"label": label, "min": one.minimum, "max": one.maximum, "value": one.value, "unit": one.unit}


def _mentions(article: AnnotatedArticle) -> list[dict[str, Any]]:
    """Names and descriptions; a pronoun names nobody."""
    return [
        {
            "article": article.id,
            "entity": one.entity,
            "surface": one.span.of(article.text),
            "start": one.span.start,
            "end": one.span.end,
        }
        for one in article.mentions
        if one.form != "pronoun"
    ]


def _claim(one: AnnotatedClaim, article: AnnotatedArticle) -> dict[str, Any]:
    return {
        "id": one.id,
        "article": article.id,
        "subject": one.subject,
        "predicate": one.predicate.value,
        "object": target(one),
        "polarity": one.polarity.value,
        "certainty": one.certainty.value,
        "speech_mode": one.mode.value,
        "holders": list(one.chain[0].speakers),
        "chain": [_step(step, article.text) for step in one.chain],
        "cue": one.cue.of(article.text) if one.cue else None,
        "scope": list(one.scope),
        "time": f"t/{one.time.edtf}" if one.time else None,
        "place": list(one.place) or None,
        "quantity": quantity_id(one.quantity) if one.quantity else None,
        "based_on": [one.based_on] if one.based_on else None,
        "note": None,
        "quote": one.span.of(article.text),
        "start": one.span.start,
        "end": one.span.end,
    }


def _step(step: Step, text: str) -> dict[str, Any]:
    cue = step.cue.of(text) if step.cue else None
    return {"speakers": list(step.speakers), "act": step.act.value, "cue": cue, "made_in": step.made_in}
