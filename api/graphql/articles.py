"""Articles and their words as GraphQL types."""

from typing import Annotated, Any

import strawberry

from api.graphql.asking import claims_of
from api.graphql.connection import Connection
from api.graphql.descriptions import of_class
from api.graphql.fields import answers, carried, leads, shows
from api.graphql.lazy import AClaim, AMention, AnArticle, AnIncident, ARetrieval, ARun, AThing
from api.graphql.listable import MENTIONS
from api.graphql.listings import within
from api.graphql.node import Node
from api.level import Level
from graph.lookup import texts
from ontology import model
from ontology.errors import QuestionError
from ontology.terms import Iri

_WIDEST = 2000  # code points on one side of a quote
Around = Annotated[
    int, strawberry.argument(description=f"How many code points at most, from 0 to {_WIDEST}.")
]


@strawberry.type(description="A stretch of a text by its offsets in code points; the end is not in it.")
class Span:
    """Offsets."""

    start: int = strawberry.field(description="Where it begins, from 0.")
    end: int = strawberry.field(description="Where it ends, exclusive.")


@strawberry.type(description="A quote where it stands in the stored text; the three parts follow each other.")
class Context:
    """A window on the text."""

    before: str = strawberry.field(description="What comes before the quote.")
    quote: str = strawberry.field(description="The quote, cut from the stored text by its offsets.")
    after: str = strawberry.field(description="What comes behind the quote.")
    offset: int = strawberry.field(description="Where the window begins in the stored text, in code points.")

    @answers("The whole window: what comes before, the quote, and what comes behind.")
    def text(self) -> str:
        """Put together."""
        return self.before + self.quote + self.after

    @answers("Where the quote stands in `text`.")
    def highlight(self) -> Span:
        """In code points."""
        return Span(start=len(self.before), end=len(self.before) + len(self.quote))


@shows(model.Mention)
@strawberry.type(description=of_class("Mention"))
class Mention(Node):
    """A stretch of text."""

    quote: str = carried(model.Mention, "exact")
    start: int = carried(model.Mention, "start")
    end: int = carried(model.Mention, "end")
    article: AnArticle = leads(model.Mention, "article", model.Article)
    denotes: AThing | None = leads(model.Mention, "denotes")

    @answers("The quote with its surroundings; null when the text is not kept.")
    def context(self, before: Around = 200, after: Around = 200) -> Context | None:
        """Cut from the article's text."""
        text = self._text()
        if text is None:
            return None
        start, end = self.record.start, self.record.end
        return Context(
            before=text[max(0, start - _width(before)) : start],
            offset=max(0, start - before),
            quote=text[start:end],
            after=text[end : end + _width(after)],
        )

    def _text(self) -> str | None:
        level = self.level.to("article", model.Article, lambda mention: (mention.article,))
        return text_of(level, self.record.article)


@shows(model.Article)
@strawberry.type(description=of_class("Article"))
class Article(Node):
    """A version of a news article."""

    identifier: str = carried(model.Article, "identifier")
    title: str | None = carried(model.Article, "title")
    url: str | None = carried(model.Article, "url")
    published: str | None = carried(model.Article, "published")
    modified: str | None = carried(model.Article, "modified")
    retrieved: str | None = carried(model.Article, "retrieved")
    language: str = carried(model.Article, "language")
    word_count: int | None = carried(model.Article, "word_count")
    recorded: str | None = carried(model.Article, "recorded")
    withdrawn: str | None = carried(model.Article, "withdrawn")
    sha256: str = carried(model.Article, "sha256")
    publisher: AThing = leads(model.Article, "publisher")
    incidents: list[AnIncident] = leads(model.Article, "incidents", model.Entity)
    retrieval: ARetrieval | None = leads(model.Article, "retrieval", model.Retrieval)
    extracted_by: ARun = leads(model.Article, "extracted_by", model.ExtractionRun)
    claims: Connection[AClaim] = claims_of("article", "The claims read from it, in the order of the text.")
    mentions: Connection[AMention] = within(
        MENTIONS, "article", "The stretches of its text that something was read from, in their order."
    )

    @answers("The stored text that all offsets refer to; null when it is not kept.")
    def text(self) -> str | None:
        """From the index, for all articles of the level at once."""
        return text_of(self.level, self.record.iri)


def text_of(level: Level[Any], article: Iri) -> str | None:
    """The stored text of an article of a level; None when it is not kept."""
    found = level.once("texts", lambda: _texts(level))
    return found.get(article)


def _texts(level: Level[Any]) -> dict[Iri, str]:
    known = {one.identifier: iri for iri, one in level.values.items() if isinstance(one, model.Article)}
    return {known[name]: text for name, text in texts(level.request.reader.index, known).items()}


def _width(asked: int) -> int:
    if 0 <= asked <= _WIDEST:
        return asked
    raise QuestionError(f"a context of {asked} code points cannot be given; ask for 0 to {_WIDEST}")
