"""Which things of different annotated articles are one, as far as the annotation says.

The ids of `incident.txt` are shared by its articles. What an article declares for itself is its own, unless
another article of the incident declares a thing of the same kind under the same name. Across incidents only
what bears the same proper name is one: places, outlets, groups and malware, and organizations of one country.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ontology.terms import Kind, SpeakerKind
from pipelines.corpus.annotation import AnnotatedArticle, Entity, Incident
from pipelines.corpus.answers import account
from pipelines.corpus.documents import published
from pipelines.extraction.account import PUBLISHER, Account, AccountEntity
from pipelines.reading.document import Document
from pipelines.resolution.namings import family, proper
from pipelines.resolution.spelling import acronym, folded, is_acronym

Item = tuple[str, str]  # article, local id
EVERYWHERE = frozenset({Kind.MEDIA_ORGANIZATION, Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL, Kind.PLACE})
_LITERAL = ("@", "#", "$", "sec:", "icv:")
_VALUES = frozenset({Kind.CONCEPT, Kind.DATE, Kind.QUANTITY, Kind.MONEY, Kind.SECTOR})
_OPEN = {Kind.GOVERNMENT_BODY: SpeakerKind.OFFICIAL}


def document(article: AnnotatedArticle) -> Document:
    """The article as a document."""
    return Document(
        id=article.id,
        source=article.path.name,
        text=article.text,
        sha256=article.id,
        title=article.header.get("title"),
        publisher=article.header.get("outlet"),
        published=published(article),
    )


def told(article: AnnotatedArticle) -> Account:
    """The annotation as an account; each claim bears its id as its rule, and open speakers their footing."""
    read = account(article)
    kinds = {entity.id: entity.kind for entity in read.entities}
    claims = zip(article.claims, read.claims, strict=True)
    return replace(
        read,
        entities=tuple(_footed(entity, kinds) for entity in read.entities),
        claims=tuple(replace(claim, rule=one.id) for one, claim in claims),
    )


def in_own_words(read: Account, article: AnnotatedArticle) -> Account:
    """The account with each thing called as the article calls it, not as the incident declares it."""
    words: dict[str, list[str]] = defaultdict(list)
    for mention in article.mentions:
        if mention.form != "pronoun":
            words[mention.entity].append(mention.span.of(article.text))
    named = {mention.entity for mention in article.mentions if mention.form == "name"}
    return replace(read, entities=tuple(_worded(one, words.get(one.id, []), named) for one in read.entities))


def _worded(entity: AccountEntity, words: list[str], named: set[str]) -> AccountEntity:
    """Fullest words first; what bears a name in the text keeps it, with its aliases from the text alone."""
    if not words or entity.id == PUBLISHER or entity.id.startswith("pl:") or entity.kind in _VALUES:
        return entity
    name = entity.name if entity.id in named and family(entity.kind) else max(words, key=len)
    aliases = tuple(dict.fromkeys(word for word in words if word != name))
    return replace(entity, name=name, aliases=aliases)


def keys(incidents: Iterable[Incident]) -> dict[Item, str]:
    """What each thing of each article is, in words that are equal for what is the same; no literal values."""
    known = list(incidents)
    full = _expanded(known)
    return {
        (article.id, entity.id): _key(incident, article, entity, full)
        for incident in known
        for article in incident.articles
        for entity in article.entities.values()
        if not entity.id.startswith(_LITERAL)
    }


def unjudged(incidents: Iterable[Incident]) -> set[Item]:
    """Things that one article declares and that have no name: whether two articles mean one is not said."""
    return {
        (article.id, entity.id)
        for incident in incidents
        for article in incident.articles
        for entity in article.entities.values()
        if _is_own(incident, entity) and not (family(entity.kind) and proper(entity.name))
    }


def _footed(entity: AccountEntity, kinds: dict[str, Kind]) -> AccountEntity:
    if entity.kind is not Kind.UNNAMED_SOURCE or entity.speaks_for is None:
        return entity
    footing = _OPEN.get(kinds[entity.speaks_for], SpeakerKind.CORPORATE)
    return replace(entity, speaker_kind=footing)


def _is_own(incident: Incident, entity: Entity) -> bool:
    return entity.id != PUBLISHER and entity.id not in incident.entities and not entity.id.startswith("pl:")


def _expanded(incidents: Iterable[Incident]) -> dict[tuple[str, str], str]:
    """The names that acronyms stand for in each country, where an article gives both."""
    return {
        (incident.header["country"], short): max(names, key=len)
        for incident in incidents
        for article in incident.articles
        for entity in (*incident.entities.values(), *article.entities.values())
        if entity.kind is Kind.GOVERNMENT_BODY
        for names in [(entity.name, *entity.aliases)]
        for short in filter(is_acronym, names)
        if max(names, key=len) != short and acronym(max(names, key=len)) == short
    }


def _key(
    incident: Incident, article: AnnotatedArticle, entity: Entity, full: Mapping[tuple[str, str], str]
) -> str:
    shared = _shared(incident, article, entity)
    known = incident.entities.get(shared) if shared else None
    kind, name = (known or entity).kind, (known or entity).name
    name = full.get((incident.header["country"], name), name)
    body = kind is Kind.GOVERNMENT_BODY and is_acronym(name)
    named = family(kind) is not None and kind is not Kind.PERSON and proper(name) and (" " in name or body)
    if entity.id.startswith("pl:") or kind is Kind.MEDIA_ORGANIZATION or (named and kind in EVERYWHERE):
        return f"{family(kind)} {folded(name)}"
    if named and kind is not Kind.VULNERABILITY:
        return f"{family(kind)} {name} in {incident.header['country']}"
    if shared:
        return f"{shared} of {incident.slug}"
    own = "" if kind is not Kind.UNNAMED_SOURCE else f" of {article.id}"
    return f"{family(kind) or kind} {name.casefold()} of {incident.slug}{own}"


def _shared(incident: Incident, article: AnnotatedArticle, entity: Entity) -> str | None:
    if entity.id == PUBLISHER:
        same = (one.id for one in incident.entities.values() if one.name == entity.name)
        return article.header.get("publisher") or next(same, None)
    return entity.id if entity.id in incident.entities else None


def articles(incidents: Iterable[Incident]) -> Iterator[AnnotatedArticle]:
    """All articles, in order."""
    for incident in incidents:
        yield from incident.articles
