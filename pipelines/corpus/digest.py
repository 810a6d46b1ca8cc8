"""An annotated article in words: what a reader compares with the text to see whether it was read as meant."""

from collections.abc import Iterator

from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, AnnotatedEvent, Attribution


def digest(article: AnnotatedArticle) -> Iterator[str]:
    """The article's attributions, events and claims, a line each."""
    yield from (_attribution(one, article.text) for one in article.attributions)
    yield from (_event(one, article.text) for one in article.events)
    yield from (_claim(one, article) for one in article.claims)


def _attribution(one: Attribution, text: str) -> str:
    return f"{one.id} {[span.of(text) if span else '-' for span in (one.source, one.cue, *one.content)]}"


def _event(one: AnnotatedEvent, text: str) -> str:
    roles = ", ".join(f"{a.role}={a.span.of(text)!r}" for a in one.arguments)
    return f"{one.type} {one.trigger.of(text)!r} {one.realis} {roles}"


def _claim(one: AnnotatedClaim, article: AnnotatedArticle) -> str:
    text, known = article.text, article.entities
    chain = " < ".join(
        f"{'+'.join(s.speakers)} {s.act} {s.cue.of(text) if s.cue else '-'!r}" for s in one.chain
    )
    subject, target = (known[name].name if name in known else name for name in (one.subject, one.object))
    stance = f"{one.certainty} {one.polarity} {one.mode}"
    return " | ".join((f"{one.id} {subject}", one.predicate, target, stance, chain, repr(one.span.of(text))))
