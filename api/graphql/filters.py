"""The filters of claims, entities, articles, propositions and comparisons, as GraphQL inputs."""

from typing import Optional

import strawberry

from api.graphql.descriptions import of_field
from api.graphql.filtering import Count, Days, among, count, days, every, has, never, some, words
from api.graphql.values import (
    Certainty,
    EventType,
    Kind,
    Polarity,
    Predicate,
    Relation,
    SpeakerKind,
    SpeechMode,
)
from ontology import model

_ALL = "All conditions hold together; a list of values means any of them."
_ID = "It is one of these, by IRI."


@strawberry.input(description=f"Which claims. {_ALL}")
class ClaimFilter:
    """Of claims."""

    and_: list["ClaimFilter"] | None = every()
    or_: list["ClaimFilter"] | None = some()
    not_: Optional["ClaimFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    text: str | None = words("Words of the quote, each as it begins; all must be there.")
    holder: list[strawberry.ID] | None = among("holder", "Whose claim it is.")
    speaker: list[strawberry.ID] | None = among("speaker", "Anybody in the chain of speakers.")
    speaker_kind: list[SpeakerKind] | None = among(
        "footing",
        "By whose word the article has it; through anonymous people alone counts as ANONYMOUS only.",
    )
    origin: list[strawberry.ID] | None = among("origin", "Whom it comes from in the end.")
    polarity: list[Polarity] | None = among("polarity", of_field(model.Claim, "polarity"))
    certainty: list[Certainty] | None = among("certainty", of_field(model.Claim, "certainty"))
    speech_mode: list[SpeechMode] | None = among("speech_mode", of_field(model.Claim, "speech_mode"))
    predicate: list[Predicate] | None = among("predicate", "The predicate of the proposition.")
    article: list[strawberry.ID] | None = among("article", "The article that has it.")
    proposition: list[strawberry.ID] | None = among("proposition", "What it is about.")
    subject: list[strawberry.ID] | None = among("subject", "The subject of the proposition.")
    object: list[strawberry.ID] | None = among("object", "The object of the proposition.")
    entity: list[strawberry.ID] | None = among("entity", "The subject or object of the proposition.")
    kind: list[Kind] | None = among("kind", "What kind of entity the subject or object is.")
    incident: list[strawberry.ID] | None = among("incident", "The incident that it is on.")
    sector: list[strawberry.ID] | None = among(
        "sector",
        "The sector, or one that has it within, that its subject or object is, concerns or belongs to.",
    )
    outlet: list[strawberry.ID] | None = among("outlet", "Who published the article.")
    language: list[str] | None = among("language", "Language of the article, as BCP 47 tag.")
    published: Days | None = days("published", "When the article was published.")
    time: Days | None = days("time", "When it is said to hold: bounds that share a day with these.")
    origins: Count | None = count(
        "origins", "From how many origins its proposition is said so, at most: nameless ones count."
    )
    sure_origins: Count | None = count(
        "sure_origins", "From how many origins its proposition is said so, at least."
    )
    relation: list[Relation] | None = among("relation", "How it stands to some other claim.")


@strawberry.input(description=f"Which entities. {_ALL} What speaks of incidents holds for incidents alone.")
class EntityFilter:
    """Of entities, incidents among them."""

    and_: list["EntityFilter"] | None = every()
    or_: list["EntityFilter"] | None = some()
    not_: Optional["EntityFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    text: str | None = words("Words of a name, each as it begins; all must be there.")
    kind: list[Kind] | None = among("kind", "What kind of entity it is.")
    event_type: list[EventType] | None = among("event_type", of_field(model.Entity, "event_type"))
    speaker_kind: list[SpeakerKind] | None = among("speaker_kind", of_field(model.Entity, "speaker_kind"))
    sector: list[strawberry.ID] | None = among(
        "sector",
        "A sector, or one that has it within: of incidents one said to be touched, of others one that they "
        "are said to belong to or to serve.",
    )
    target: list[strawberry.ID] | None = among("target", "Of incidents: said to be directed against it.")
    actor: list[strawberry.ID] | None = among("actor", "Of incidents: held to be behind it.")
    body: list[strawberry.ID] | None = among("body", "Of incidents: a government body said to be harmed.")
    outlet: list[strawberry.ID] | None = among("outlet", "Of incidents: who published an article on it.")
    language: list[str] | None = among("language", "Of incidents: the language of an article on it.")
    published: Days | None = days("published", "Of incidents: when an article on it was published.")
    time: Days | None = days(
        "time", "Of incidents: when things are said to have happened; bounds that share a day with these."
    )
    origins: Count | None = count("origins", "Of incidents: from how many origins the claims on it come.")
    claim_count: Count | None = count("claims", "In how many claims it takes part.")
    article_count: Count | None = count("articles", "Of incidents: how many articles report on it.")
    claims: ClaimFilter | None = has(
        "claims", "It has such a claim: on an incident, or with the entity as subject or object."
    )
    said: ClaimFilter | None = has("said", "It holds such a claim.")


@strawberry.input(description=f"Which articles. {_ALL}")
class ArticleFilter:
    """Of articles."""

    and_: list["ArticleFilter"] | None = every()
    or_: list["ArticleFilter"] | None = some()
    not_: Optional["ArticleFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    text: str | None = words("Words of the title, each as it begins; all must be there.")
    outlet: list[strawberry.ID] | None = among("outlet", "Who published it.")
    language: list[str] | None = among("language", of_field(model.Article, "language"))
    published: Days | None = days("published", "When it was published; what is not dated does not pass.")
    incident: list[strawberry.ID] | None = among("incident", "The incident that it reports on.")
    claims: ClaimFilter | None = has("claims", "It has such a claim.")


@strawberry.input(description=f"Which propositions. {_ALL}")
class PropositionFilter:
    """Of propositions."""

    and_: list["PropositionFilter"] | None = every()
    or_: list["PropositionFilter"] | None = some()
    not_: Optional["PropositionFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    predicate: list[Predicate] | None = among("predicate", of_field(model.Proposition, "predicate"))
    subject: list[strawberry.ID] | None = among("subject", of_field(model.Proposition, "subject"))
    object: list[strawberry.ID] | None = among("object", of_field(model.Proposition, "object"))
    origins: Count | None = count("origins", "How many origins take a stance on it.")
    claims: ClaimFilter | None = has("claims", "Such a claim takes a stance on it.")


@strawberry.input(description=f"Which comparisons. {_ALL}")
class ComparisonFilter:
    """Of comparisons."""

    and_: list["ComparisonFilter"] | None = every()
    or_: list["ComparisonFilter"] | None = some()
    not_: Optional["ComparisonFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    relation: list[Relation] | None = among("relation", of_field(model.Comparison, "relation"))
    aspect: list[str] | None = among("aspect", of_field(model.Comparison, "aspect"))
    incident: list[strawberry.ID] | None = among("incident", "Both claims are on the incident.")
    either: ClaimFilter | None = has("either", "At least one of the two claims is such a claim.")
    both: ClaimFilter | None = has("both", "Both claims are such claims.")


@strawberry.input(description=f"Which mentions. {_ALL}")
class MentionFilter:
    """Of mentions."""

    and_: list["MentionFilter"] | None = every()
    or_: list["MentionFilter"] | None = some()
    not_: Optional["MentionFilter"] = never()
    id: list[strawberry.ID] | None = among("id", _ID)
    article: list[strawberry.ID] | None = among("article", "The article in whose text it stands.")
    entity: list[strawberry.ID] | None = among("entity", "What it names.")
    kind: list[Kind] | None = among("kind", "What kind of entity it names.")
    published: Days | None = days("published", "When the article was published.")
