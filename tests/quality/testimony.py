"""From how many origins the annotated propositions come, by the annotation alone.

A claim comes from its holder, or from whom the holder is said elsewhere to have it; who leads or speaks for
an organization is that organization; what an article says itself, or by nameless sources, comes from the
account that it rewrites, translates or credits, where that tells the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ontology.terms import Kind
from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, Entity, Incident
from pipelines.extraction.account import PUBLISHER
from pipelines.resolution.origins import answers_for
from tests.quality.sameness import Item

COPIES = frozenset({"syndicates", "rewrites", "translates"})
Said = tuple[str, str, str, str]  # subject, predicate, object, polarity


def testimony(
    incidents: Iterable[Incident], keys: Mapping[Item, str]
) -> dict[Said, dict[tuple[str, str], str]]:
    """For each proposition and polarity the origin of every claim of it, by article and claim."""
    found: dict[Said, dict[tuple[str, str], str]] = defaultdict(dict)
    for incident in incidents:
        tale = _Tale(incident, keys)
        for article in incident.articles:
            for claim in article.claims:
                found[_said(article, claim, keys)][article.id, claim.id] = tale.origin(article, claim)
    return found


def shared(found: Mapping[Said, Mapping[tuple[str, str], str]]) -> Iterator[Said]:
    """The propositions that more than one article tells."""
    return (said for said, claims in found.items() if len({article for article, _ in claims}) > 1)


def _said(article: AnnotatedArticle, claim: AnnotatedClaim, keys: Mapping[Item, str]) -> Said:
    subject, thing = (keys.get((article.id, one), one) for one in (claim.subject, claim.object))
    return subject, claim.predicate.value, thing, claim.polarity.value


class _Tale:
    """The accounts of one incident, with who passes what on from whom."""

    def __init__(self, incident: Incident, keys: Mapping[Item, str]) -> None:
        self._keys = keys
        self._copies = {a: b for a, kind, b in incident.origins if kind in COPIES}
        self._articles = {article.number: article for article in incident.articles}
        self._relays: dict[tuple[str, Said], set[tuple[str, str]]] = defaultdict(set)
        for article in incident.articles:
            for claim in article.claims:
                self._note(article, claim)

    def origin(self, article: AnnotatedArticle, claim: AnnotatedClaim) -> str:
        """Whom a claim comes from in the end."""
        said = _said(article, claim, self._keys)
        nameless = article.entities[_holder(claim)].kind is Kind.UNNAMED_SOURCE
        if (nameless or _holder(claim) == PUBLISHER) and (first := self._copied(article, said)):
            return first
        if nameless and (credited := self._credited(article, claim, said)):
            return credited
        holder = self._keys[article.id, _spoken(article.entities, _holder(claim))]
        known = {origin for other, origin in self._relays[holder, said] if other != article.id}
        return known.pop() if len(known) == 1 and len(claim.chain) > 1 else holder

    def _note(self, article: AnnotatedArticle, claim: AnnotatedClaim) -> None:
        origin = self._keys[article.id, _spoken(article.entities, _holder(claim))]
        for one in (one for step in claim.chain[1:] for one in step.speakers):
            relayer = self._keys[article.id, _spoken(article.entities, one)]
            if relayer != origin:
                self._relays[relayer, _said(article, claim, self._keys)].add((article.id, origin))

    def _copied(self, article: AnnotatedArticle, said: Said) -> str | None:
        """The origin of the same in the account that an article rewrites or translates."""
        original = self._articles.get(self._copies.get(article.number, ""))
        if original is None:
            return None
        same = (claim for claim in original.claims if _said(original, claim, self._keys) == said)
        return next((self.origin(original, claim) for claim in same), None)

    def _credited(self, article: AnnotatedArticle, claim: AnnotatedClaim, said: Said) -> str | None:
        """The nameless source of the same in the account of an outlet that is credited."""
        credited = {self._keys[article.id, one] for step in claim.chain[1:-1] for one in step.speakers}
        found = {
            self._keys[other.id, _holder(one)]
            for other in self._articles.values()
            if other is not article and self._keys[other.id, PUBLISHER] in credited
            for one in other.claims
            if _said(other, one, self._keys) == said
            and other.entities[_holder(one)].kind is Kind.UNNAMED_SOURCE
        }
        return found.pop() if len(found) == 1 else None


def _holder(claim: AnnotatedClaim) -> str:
    return claim.chain[0].speakers[0]


def _spoken(entities: Mapping[str, Entity], holder: str) -> str:
    """The organization for whoever leads or speaks for it, else the holder."""
    one = entities[holder]
    if one.speaks_for is not None:
        return one.speaks_for
    if one.kind is Kind.PERSON and one.part_of is not None and one.job_title and answers_for(one.job_title):
        return one.part_of
    return holder
