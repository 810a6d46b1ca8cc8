"""What speakers say that no frame reads: kept in their words, so that nobody's account is lost."""

import re
from collections.abc import Iterable, Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountClaim, Span
from pipelines.extraction.attribution import Segment
from pipelines.extraction.clauses import clauses, finite_verb
from pipelines.extraction.scene import Draft, Scene

_SHORTEST = 4  # words; less says nothing that stands alone
_LONGEST = 140  # code points of a topic's name
_OPENING = re.compile(r"(?:(?:and|but|or|that|which|who|because|so)\s+)+", re.IGNORECASE)


def unread(scene: Scene, read: Iterable[AccountClaim]) -> Iterator[Draft]:
    """A clause that somebody is said to say and that no other frame reads."""
    taken = [claim.span for claim in read if len(claim.chain) > 1]
    for segment in _innermost(scene.segments):
        for clause in clauses(scene.text, segment.span):
            verb = finite_verb(scene.text, clause)
            if verb is not None and not any(_shared(clause, span) for span in taken):
                yield from _draft(scene, clause, verb)


def _innermost(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The attributed segments that hold no other with a longer chain."""
    found = [s for s in segments if len(s.chain) > 1]
    for one in found:
        if not any(o is not one and one.span.covers(o.span) and len(o.chain) > len(one.chain) for o in found):
            yield one


def _shared(clause: Span, claimed: Span) -> bool:
    """Whether a claim was read from at least a third of a clause."""
    shared = min(clause.end, claimed.end) - max(clause.start, claimed.start)
    return 3 * shared >= clause.end - clause.start


def _draft(scene: Scene, clause: Span, verb: Span) -> Iterator[Draft]:
    opening = _OPENING.match(scene.text, clause.start, clause.end)
    span = scene.notebook.trimmed(
        opening.end() if opening else clause.start, clause.end, ' \t\r\n\u00a0,;:.“”"'
    )
    words = span.of(scene.text)
    if len(words.split()) < _SHORTEST or not span.covers(verb) or "\n\n" in words:
        return
    name = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    topic = scene.notebook.entity(Kind.TOPIC, name, "said", words.casefold())
    yield Draft(
        trigger=verb,
        span=span,
        subject=scene.incident,
        predicate=Predicate.DESCRIPTION,
        object=topic,
        rule="said, read by no frame",
        time=scene.time_in(clause),
    )
