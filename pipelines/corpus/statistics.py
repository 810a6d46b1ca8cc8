"""What the corpus holds, counted."""

from collections import Counter
from collections.abc import Iterator

from pipelines.corpus.annotation import Incident
from pipelines.corpus.declarations import TYPES


def statistics(incidents: list[Incident]) -> Iterator[str]:
    """Lines of figures: totals, then counts by style, type, continent, stance, predicate and more."""
    articles = [article for incident in incidents for article in incident.articles]
    claims = [claim for article in articles for claim in article.claims]
    mentions = [(article, mention) for article in articles for mention in article.mentions]
    several = sum(len(incident.articles) > 1 for incident in incidents)
    comparisons = sum(len(incident.comparisons) for incident in incidents)
    words = sum(len(article.text.split()) for article in articles)
    events = sum(len(article.events) for article in articles)
    yield f"incidents {len(incidents)}, with several accounts {several}, comparisons {comparisons}"
    yield (
        f"articles {len(articles)}, words {words}, mentions {len(mentions)}, claims {len(claims)}, "
        f"attributions {sum(len(a.attributions) for a in articles)}, events {events}"
    )
    yield _row("styles", Counter(article.header.get("style", "") for article in articles))
    yield _row("types", Counter(kind for i in incidents for kind in i.header.get("type", "").split()))
    yield _row("continents", Counter(incident.header.get("continent", "") for incident in incidents))
    yield _row("mentions", Counter(TYPES[a.entities[m.entity].kind] for a, m in mentions))
    yield _row("forms", Counter(mention.form for _, mention in mentions))
    yield _row("stances", Counter(f"{claim.certainty} {claim.polarity}" for claim in claims))
    yield _row("modes", Counter(str(claim.mode) for claim in claims))
    yield _row("chain lengths", Counter(str(len(claim.chain)) for claim in claims))
    yield _row("predicates", Counter(str(claim.predicate) for claim in claims))
    yield _row("events", Counter(str(event.type) for article in articles for event in article.events))
    yield _row("relations", Counter(one.relation for incident in incidents for one in incident.comparisons))


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.most_common())
