"""What must hold of an incident as a whole: its header, and origins and comparisons of what is there."""

from collections.abc import Iterator

from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, ComparedClaims, Finding, Incident

FIELDS = ("title", "about", "type", "country", "continent", "sector", "victim")
TYPES = (
    "breach", "espionage", "ransom", "phishing", "supply-chain", "outage",
    "vulnerability-found", "vulnerability-patched", "vulnerability-exploited",
)  # fmt: skip
CONTINENTS = ("africa", "asia", "europe", "north-america", "oceania", "south-america", "antarctica", "world")


def flaws(incident: Incident) -> Iterator[Finding]:
    """Everything wrong with an incident that is no matter of a single article."""
    for message in _header(incident):
        yield Finding(incident.path, 1, message)
    numbers = {article.number: article for article in incident.articles}
    if len(numbers) < len(incident.articles):
        yield Finding(incident.path, 1, "two articles have the same number")
    if len(numbers) > 1 and not incident.comparisons:
        yield Finding(incident.path, 1, "several accounts and no comparison of their claims")
    for left, _, right in incident.origins:
        for number in {left, right} - set(numbers):
            yield Finding(incident.path, 1, f"origin: there is no article {number}")
    for one in incident.comparisons:
        yield from _comparison(incident, one, numbers)


def _header(incident: Incident) -> Iterator[str]:
    header = incident.header
    for missing in (field for field in FIELDS if not header.get(field)):
        yield f"the header lacks {missing}:"
    if unknown := set(header) - {*FIELDS, "note"}:
        yield f"unknown header fields {' '.join(sorted(unknown))}"
    if wrong := set(header.get("type", "").split()) - set(TYPES):
        yield f"unknown types {' '.join(sorted(wrong))}; they are {' '.join(TYPES)}"
    if header.get("continent") and header["continent"] not in CONTINENTS:
        yield f"continent must be one of {' '.join(CONTINENTS)}"
    if header.get("victim") and (missing_ids := set(header["victim"].split()) - set(incident.entities)):
        yield f"victim: {' '.join(missing_ids)} not declared in incident.txt"
    known = {incident.path, *(article.path for article in incident.articles)}
    for stray in sorted(set(incident.path.parent.iterdir()) - known):
        yield f"{stray.name} is no article that can be read; articles are named 01-outlet-slug.txt"
    if not incident.articles:
        yield "there is no article that can be read"


def _comparison(
    incident: Incident, one: ComparedClaims, numbers: dict[str, AnnotatedArticle]
) -> Iterator[Finding]:
    found: list[AnnotatedClaim] = []
    for number, claim in (one.left, one.right):
        there = [c for c in numbers[number].claims if c.id == claim] if number in numbers else []
        if not there:
            yield Finding(incident.path, one.line, f"there is no claim {number}.{claim}")
        found += there
    if one.left == one.right:
        yield Finding(incident.path, one.line, "a claim is compared with itself")
    if (
        len(found) == 2
        and one.relation in ("restates", "corroborates")
        and found[0].polarity != found[1].polarity
    ):
        yield Finding(incident.path, one.line, f"{one.relation}, but the two claims differ in polarity")
