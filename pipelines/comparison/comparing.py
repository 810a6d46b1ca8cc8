"""Comparing: pairs of claims that may have to do with each other are shown to the rules meant for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from graph import names
from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri, Relation
from pipelines.comparison import agreement, detail, dispute
from pipelines.comparison.ground import COMPARED, Block, Finding, Ground, Rule
from pipelines.comparison.said import Said, said

RULES: tuple[Rule, ...] = (*agreement.RULES, *detail.RULES, *dispute.RULES)


def compare(pages: Iterable[Page], entities: Iterable[Entity]) -> tuple[Comparison, ...]:
    """How the claims of these pages stand to each other, by IRI; at most one of each relation for two claims.

    `entities` must hold what the pages refer to. The order of either makes no difference.
    """
    known = {entity.iri: entity for entity in entities}
    claims = sorted(
        (one for one in said(pages, known) if one.predicate in COMPARED), key=lambda one: one.claim.iri
    )
    found: dict[tuple[Iri, Iri, Relation], Comparison] = {}
    for finding in _findings(claims, Ground(known)):
        first, second = sorted((finding.left.claim.iri, finding.right.claim.iri))
        found.setdefault((first, second, finding.relation), _comparison(finding))
    return tuple(sorted(found.values(), key=lambda comparison: comparison.iri))


def _findings(claims: Iterable[Said], ground: Ground) -> Iterator[Finding]:
    by_incident: dict[Iri, list[Said]] = defaultdict(list)
    for one in claims:
        by_incident[one.incident].append(one)
    for incident in sorted(by_incident):
        for block, left, right in _pairs(by_incident[incident]):
            for rule in RULES:
                if rule.block is block and (finding := rule.finds(left, right, ground)) is not None:
                    yield finding


def _pairs(claims: list[Said]) -> Iterator[tuple[Block, Said, Said]]:
    """Pairs of claims of one incident, with the block that they form."""
    for left, right in combinations(claims, 2):
        if _one_breath(left, right):
            continue
        if left.proposition == right.proposition:
            yield Block.SAME, left, right
        elif left.predicate is right.predicate:
            if left.proposition.subject == right.proposition.subject:
                yield Block.BESIDE, left, right
        else:
            yield Block.ACROSS, left, right


def _one_breath(left: Said, right: Said) -> bool:
    """Whether an article only enlarges on what it says itself, or says two things in one quote."""
    if left.article.iri != right.article.iri:
        return False
    same_quote = left.claim.evidence == right.claim.evidence and left.positive == right.positive
    return same_quote or (left.own_voice and right.own_voice)


def _comparison(finding: Finding) -> Comparison:
    left, right = finding.left.claim.iri, finding.right.claim.iri
    return Comparison(
        iri=names.comparison(left, right, finding.relation, finding.aspect),
        left=left,
        right=right,
        relation=finding.relation,
        reason=finding.reason,
        aspect=finding.aspect,
    )
