"""An annotated article as one JSON object: text, marked spans, events, attributions, claims."""

from typing import Any

from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedEvent, Incident
from pipelines.corpus.answers import answer
from pipelines.corpus.declarations import TYPES

SOURCE = "claimgraph corpus"


def document(article: AnnotatedArticle, incident: Incident) -> dict[str, Any]:
    """The article in the form in which annotated corpora are kept side by side, with all that was annotated.

    `entities` are rows [start, end, type, {"entity", "form"}] of every mark; `mentions`, `cast` and `claims`
    are the answer's mentions, entities and claims, `cast` being what the ids stand for.
    """
    header, right = article.header, answer(article)
    day = published(article)
    return {
        "id": article.id,
        "source": SOURCE,
        "incident": incident.slug,
        "title": header.get("title"),
        "publisher": header.get("outlet"),
        "published": day,
        "date": day,
        "url": header.get("url"),
        "lang": "en",
        "style": header.get("style"),
        "text": article.text,
        "entities": rows(article),
        "mentions": right["mentions"],
        "cast": right["entities"],
        "events": [_event(one, article) for one in sorted(article.events, key=lambda one: one.trigger)],
        "attributions": right["attributions"],
        "claims": [{"id": one.id, **c} for one, c in zip(article.claims, right["claims"], strict=True)],
    }


def published(article: AnnotatedArticle) -> str | None:
    """The ISO date of publication, or None where the article bears none."""
    day = article.header.get("published", "none")
    return None if day == "none" else day


def rows(article: AnnotatedArticle) -> list[list[Any]]:
    """[start, end, type, {"entity", "form"}] of every mark, in the order of the text."""
    return [
        [*one.span, TYPES[article.entities[one.entity].kind], {"entity": one.entity, "form": one.form}]
        for one in article.mentions
    ]


def _event(one: AnnotatedEvent, article: AnnotatedArticle) -> dict[str, Any]:
    kinds = article.entities
    return {
        "type": one.type.value,
        "realis": one.realis,
        "trigger": [*one.trigger],
        "arguments": [
            {
                "role": a.role,
                "start": a.span.start,
                "end": a.span.end,
                "label": TYPES[kinds[a.entity].kind] if a.entity else None,
            }
            for a in one.arguments
        ],
    }
