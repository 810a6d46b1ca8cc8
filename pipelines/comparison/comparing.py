"""Comparing: pairs of claims that may have to do with each other are shown to the rules meant for them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from operator import itemgetter

from graph import names
from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri, Predicate, Relation
from pipelines.comparison import agreement, detail, dispute, figures, silence, wording
from pipelines.comparison.bounds import amount, commensurable, days
from pipelines.comparison.ground import COMPARED, WORDED, Block, Finding, Ground, Rule
from pipelines.comparison.notability import notability
from pipelines.comparison.said import Said, said
from pipelines.resolution.spelling import normal

RULES: tuple[Rule, ...] = (
    *agreement.RULES,
    *detail.RULES,
    *dispute.RULES,
    *figures.RULES,
    *silence.RULES,
    *wording.RULES,
)


MOST = 1_000  # claims of one incident that are compared with each other
_OF_BLOCK = {block: tuple(rule for rule in RULES if rule.block is block) for block in Block}


def compare(pages: Iterable[Page], entities: Iterable[Entity]) -> tuple[Comparison, ...]:
    """How the claims of these pages stand to each other, by IRI; at most one of each relation for two claims.

    `entities` must hold what the pages refer to. The order of either makes no difference.
    """
    known = {entity.iri: entity for entity in entities}
    claims = sorted((one for one in said(pages, known) if one.predicate in COMPARED), key=_iri)
    found: dict[tuple[Iri, Iri, Relation], Comparison] = {}
    for finding in _findings(claims, Ground(known)):
        first, second = sorted((finding.left.claim.iri, finding.right.claim.iri))
        found.setdefault((first, second, finding.relation), _comparison(finding))
    return tuple(sorted(found.values(), key=lambda comparison: comparison.iri))


def _findings(claims: Iterable[Said], ground: Ground) -> Iterator[Finding]:
    by_incident: dict[Iri, list[Said]] = defaultdict(list)
    for one in claims:
        for incident in one.told:
            by_incident[incident].append(one)
    for incident in sorted(by_incident):
        for block, left, right in _pairs(foremost(by_incident[incident])):
            if incident != min(left.told & right.told):
                continue  # they have met already
            for rule in _OF_BLOCK[block]:
                if (finding := rule.finds(left, right, ground)) is not None:
                    yield finding


def foremost(claims: list[Said]) -> list[Said]:
    """Of a great many claims of one incident those to compare: of each thing said, the first of each origin.

    Pairs grow with the square. Hundreds of articles tell of one incident what a few have said before them.
    """
    if len(claims) <= MOST:
        return claims
    again: Counter[tuple[object, ...]] = Counter()
    ranked = []
    for one in claims:
        told = (one.claim.proposition, one.claim.polarity, one.claim.certainty, one.claim.origin)
        ranked.append((again[told], one.claim.iri, one))
        again[told] += 1
    return sorted((one for *_, one in sorted(ranked, key=itemgetter(0, 1))[:MOST]), key=_iri)


def _iri(one: Said) -> Iri:
    return one.claim.iri


def _pairs(claims: list[Said]) -> Iterator[tuple[Block, Said, Said]]:
    """Pairs of claims of one incident, with the block that they form.

    What an article of several incidents says of a thing may be of any of them: it meets what is said of the
    same thing, and nothing else.
    """
    for left, right in combinations(claims, 2):
        if _one_breath(left, right):
            continue
        if alike(left, right):
            if left.predicate is not Predicate.EVENT_TYPE or left.positive != right.positive:
                yield Block.SAME, left, right
        elif WORDED & {left.predicate, right.predicate}:
            if left.proposition.subject == right.proposition.subject:
                yield Block.WORDED, left, right
        elif left.predicate is right.predicate:
            if left.proposition.subject == right.proposition.subject:
                yield Block.BESIDE, left, right
        elif left.incident == right.incident:
            yield Block.ACROSS, left, right


def alike(left: Said, right: Said) -> bool:
    """Whether two claims say the same of the same; days and numbers are equal however written."""
    if left.proposition == right.proposition:
        return True
    one, other = left.proposition, right.proposition
    if one.subject != other.subject or one.predicate is not other.predicate:
        return False
    if left.object is not None and right.object is not None:
        return normal(left.object.label) == normal(right.object.label) and not left.object.identifiers
    if left.when is not None and right.when is not None:
        return days(left.when).known and days(left.when) == days(right.when)
    if left.number is None or right.number is None:
        return False
    people = left.predicate is Predicate.PEOPLE_AFFECTED  # persons, patients, customers
    return (people or commensurable(left.number, right.number)) and amount(left.number) == amount(
        right.number
    )


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
        notability=notability(finding),
    )
