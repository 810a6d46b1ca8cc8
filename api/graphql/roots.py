"""The roots of the schema: where every question begins."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar, cast

import strawberry

from api.graphql.arguments import After, Before, First, Last
from api.graphql.articles import Article, Mention
from api.graphql.asking import all_claims
from api.graphql.changing import Changes, From, Kinds, To, Ways, changes, moment
from api.graphql.claims import Claim, Comparison, Proposition
from api.graphql.connection import Connection
from api.graphql.descriptions import of_class
from api.graphql.entities import Entity, Organization
from api.graphql.incidents import Incident
from api.graphql.judgements import Judgement
from api.graphql.kinds import GovernmentBody, Person, Sector, ThreatActor
from api.graphql.listable import (
    ARTICLES,
    COMPARISONS,
    ENTITIES,
    ENTITIES_OF_KINDS,
    MENTIONS,
    PROPOSITIONS,
    OfKind,
    of_kinds,
)
from api.graphql.listings import root
from api.graphql.looking import Found, Hits, Suggestion, nodes, searched, suggestions
from api.graphql.manifests import Generation, manifest
from api.graphql.moments import Moments
from api.graphql.node import Node
from api.graphql.reviewing import Decision, DoubtType, queue, trail
from api.graphql.values import Kind
from api.level import Request
from api.paging import MOST, Window
from api.selection import Kept
from graph.catalogue import ALONE
from ontology import model
from ontology.errors import QuestionError
from ontology.terms import Iri

F = TypeVar("F", bound=Callable[..., Any])
Info = strawberry.Info[Request, None]
Words = Annotated[str, strawberry.argument(description="Words, each as it begins; all must be there.")]
Types = Annotated[
    Found | None, strawberry.argument(name="type", description="Only names, only titles or only quotes.")
]
Suggested = Annotated[int, strawberry.argument(description="How many at most, from 1 to 500.")]
Known = Annotated[strawberry.ID, strawberry.argument(description="Its IRI.")]
Several = Annotated[list[strawberry.ID], strawberry.argument(description="Their IRIs, 500 at most.")]
_DECIDED = "SELECT ?judgement ?recorded WHERE { ?judgement a ic:Judgement ; ic:recorded ?recorded }"
_ORGANIZATIONS = (Kind.ORGANIZATION, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION)


def asked(description: str, *, apart: bool = True) -> Callable[[F], F]:
    """Make a method the resolver of a root, which can be asked of any state; `apart` as in `Moments`."""
    made = strawberry.field(description=description, extensions=[Moments(apart=apart)])
    return cast("Callable[[F], F]", made)


@strawberry.type(
    description="Questions about what is claimed. Nothing here is a fact; everything is said by somebody."
)
class Query:
    """The roots."""

    incidents: Connection[Incident] = root(ENTITIES, "The incidents, by name.", of_kinds(Kind.INCIDENT))
    government_bodies: Connection[GovernmentBody] = root(
        ENTITIES,
        "The government bodies that accounts speak of, by name.",
        of_kinds(Kind.GOVERNMENT_BODY),
    )
    sectors: Connection[Sector] = root(
        ENTITIES, "The sectors that accounts speak of, by name.", of_kinds(Kind.SECTOR)
    )
    threat_actors: Connection[ThreatActor] = root(
        ENTITIES, "The threat actors, by name.", of_kinds(Kind.THREAT_ACTOR)
    )
    people: Connection[Person] = root(
        ENTITIES, "The people that accounts name, by name.", of_kinds(Kind.PERSON)
    )
    claims: Connection[Claim] = all_claims(
        "Claims by publication date of the article (unknown last), article and place in the text."
    )
    organizations: Connection[Organization] = root(
        ENTITIES_OF_KINDS, f"{of_class('Organization')} By name.", of_kinds(*_ORGANIZATIONS)
    )
    entities: Connection[Entity] = root(
        ENTITIES_OF_KINDS, "Entities of all kinds that accounts speak of, by name.", of_kinds(*Kind)
    )
    articles: Connection[Article] = root(ARTICLES, "The articles by publication date, unknown last.")
    propositions: Connection[Proposition] = root(
        PROPOSITIONS, "What is claimed, in the order in which it first comes up."
    )
    comparisons: Connection[Comparison] = root(COMPARISONS, "Comparisons between claims, by IRI.")
    mentions: Connection[Mention] = root(
        MENTIONS, "Where texts name things and claims are read from, by article and place in the text."
    )

    @asked("An incident by its IRI; null when there is none.")
    def incident(self, info: Info, id: Known) -> Incident | None:  # noqa: A002
        """By IRI."""
        return next((one for one in nodes(info.context, [id]) if isinstance(one, Incident)), None)

    @asked("An entity of any kind by its IRI; null when there is none.")
    def entity(self, info: Info, id: Known) -> Entity | None:  # noqa: A002
        """By IRI."""
        return next((one for one in nodes(info.context, [id]) if isinstance(one, Entity)), None)

    @asked("Anything by its IRI; null when there is nothing.")
    def node(self, info: Info, id: Known) -> Node | None:  # noqa: A002
        """By IRI."""
        return next(iter(nodes(info.context, [id])), None)

    @asked("Several things by their IRIs, in this order; null for each that is not there.")
    def nodes(self, info: Info, ids: Several) -> list[Node | None]:
        """By IRI."""
        if len(ids) > MOST:
            raise QuestionError(f"{len(ids)} ids were given; ask for {MOST} at most")
        found = {str(one.record.iri): one for one in nodes(info.context, ids)}
        return [found.get(one) for one in ids]

    @asked("Anything with all of these words in its name, title or quote, best first.")
    def search(  # the arguments of the field
        self,
        info: Info,
        text: Words,
        type_: Types = None,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Hits:
        """From the full-text index."""
        window = Window(first=first, after=after, last=last, before=before)
        return searched(info.context, text, type_, window)

    @asked("The entities that somebody who types these words may mean, those that most is said of first.")
    def suggest(
        self, info: Info, text: Words, kind: OfKind = None, first: Suggested = 10
    ) -> list[Suggestion]:
        """From the names in the full-text index."""
        return suggestions(info.context, text, kind if kind is not None else tuple(Kind), first)

    @asked("The generation that answers.")
    def generation(self, info: Info) -> Generation:
        """From its manifest."""
        return manifest(info.context.reader.generation)

    @asked(
        "Every generation that can be asked, the oldest first; of an earlier state those until then.",
        apart=False,
    )
    def generations(self, info: Info) -> list[Generation]:
        """Kept whole, or remembered."""
        until = info.context.reader.generation.number
        return [manifest(one) for one in info.context.known() if one.number <= until]

    @asked(
        "What was added, withdrawn and changed from one state to another. Without `from` that is the state "
        "before the later one; without `to` the later one is the state that is asked.",
        apart=False,
    )
    def changes(  # noqa: PLR0913, PLR0917  # the arguments of the field
        self,
        info: Info,
        from_: From = None,
        to: To = None,
        kind: Kinds = None,
        way: Ways = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Changes:
        """Between two states."""
        later = info.context.at(moment(to)) if to else info.context
        earlier = later.at(moment(from_) if from_ else later.before())
        window = Window(first=first, after=after, last=last, before=before)
        return changes((earlier, later), kind, way, window)

    review: list[DoubtType] = strawberry.field(
        resolver=queue, description="What is in doubt and not decided; for reviewers."
    )
    decisions: list[Decision] = strawberry.field(
        resolver=trail, description="Everything that people ever decided, the oldest first; for reviewers."
    )

    @asked("What people decided and what counts now, the oldest first.")
    def judgements(
        self, info: Info, first: First = 50, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Judgement]:
        """From the history graph."""
        window = Window(first=first, after=after, last=last, before=before)
        found = [(f"{recorded}|{iri}", Iri(str(iri))) for iri, recorded in info.context.reader.ask(_DECIDED)]
        lists = Kept(info.context, sorted(found), window)
        return Connection(lists=lists, parent=ALONE[0], of=model.Judgement)
