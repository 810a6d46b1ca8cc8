"""Pages hold all that a document says, every quote in its words, and refer to nothing that is not there."""

from collections.abc import Iterator
from dataclasses import fields

from ontology.model import Claim, Entity, Page, Proposition
from ontology.terms import ICV, ID, SECTOR, Iri, Kind, Predicate
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import resolve
from tests.resolution.breach import first, second
from tests.resolution.telling import Read, Telling


def written(*read: Read) -> tuple[tuple[Entity, ...], tuple[Page, ...]]:
    """The entities and pages of some accounts."""
    resolution = resolve(read)
    return resolution.entities, pages(read, resolution)


def references(value: object) -> Iterator[Iri]:
    """Every IRI of things that a value holds, besides its own and those of other vocabularies."""
    if isinstance(value, Entity | Claim | Proposition) or hasattr(value, "__dataclass_fields__"):
        for field in fields(value):  # type: ignore[arg-type]
            if field.name not in {"iri", "same_as", "mentions", "steps", "claims"}:
                yield from references(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)
    elif isinstance(value, str) and value.startswith((ID, SECTOR, ICV)):
        yield Iri(value)


def test_the_graph_is_closed() -> None:
    """Every thing that a page or an entity refers to is an entity or stands on the page."""
    entities, written_pages = written(first(), second())
    known = {entity.iri for entity in entities}
    for page in written_pages:
        values = (
            *page.mentions,
            *page.steps,
            *page.claims,
            *page.propositions,
            *page.times,
            *page.quantities,
        )
        here = known | {page.article.iri, page.run.iri} | {value.iri for value in values}
        for value in (page.article, *values):
            missing = set(references(value)) - here
            assert not missing, (value, missing)
    for entity in entities:
        assert set(references(entity)) <= known, entity


def test_every_quote_is_the_words_at_its_place() -> None:
    """A mention's exact words are the text between its offsets, and each claim has one as evidence."""
    _, written_pages = written(first(), second())
    for page in written_pages:
        mentions = {mention.iri: mention for mention in page.mentions}
        assert all(page.text[m.start : m.end] == m.exact for m in page.mentions)
        assert {claim.evidence for claim in page.claims} <= set(mentions)


def test_chains_end_at_the_publisher_and_begin_at_the_holder() -> None:
    """Positions count from the publisher inwards; the holder is the innermost speaker."""
    _, written_pages = written(first(), second())
    for page in written_pages:
        steps = {step.iri: step for step in page.steps}
        for claim in page.claims:
            step = steps[claim.attribution]
            assert step.speakers == claim.holders
            while step.within is not None:
                assert steps[step.within].position == step.position - 1
                step = steps[step.within]
            assert (step.position, step.speakers) == (1, (page.article.publisher,))


def test_nobody_s_chain_lacks_the_publisher() -> None:
    """An account that forgets to name the publisher last is read as if it had."""
    telling = Telling("a", "Paper").named("company", Kind.COMPANY, "Acme")
    telling.says("So it says.", "company", Predicate.LOCATED_IN, "e0", ["company"])
    document, account = telling.read()
    bare = type(account.claims[0])(
        **{
            f.name: getattr(account.claims[0], f.name) for f in fields(account.claims[0]) if f.name != "chain"
        },
        chain=account.claims[0].chain[:1],
    )
    short = type(account)(
        **{f.name: getattr(account, f.name) for f in fields(account) if f.name != "claims"}, claims=(bare,)
    )
    _, (page,) = written((document, short))
    assert max(step.position for step in page.steps) == 2


def test_reading_twice_changes_nothing() -> None:
    """The same account given twice makes the same page once."""
    assert written(first(), first(), second()) == written(first(), second())


def test_times_and_amounts_are_shared_by_content() -> None:
    """The label of a value that articles share follows from its content alone."""
    _, written_pages = written(first(), second())
    labels = {value.label for page in written_pages for value in (*page.times, *page.quantities)}
    assert {
        "28 June 2019",
        "21 June 2019 to 30 June 2019",
        "since 1 July 2019",
        "200 MB",
        "at least 41 servers",
    } <= labels


def test_publication_is_unknown_where_it_is_unknown() -> None:
    """No date stands in for a missing date of publication."""
    _, (one, other) = written(first(), second())
    assert (one.article.published, other.article.published) == (None, "2020-01-21")


def test_what_is_not_listed_is_left_out_and_told() -> None:
    """A claim about an entity that its account does not list takes only itself away."""
    telling = Telling("a").named("company", Kind.COMPANY, "Acme")
    telling.says("It fell.", "ghost", Predicate.LOCATED_IN, "e0")
    telling.says("It stands.", "company", Predicate.LOCATED_IN, "e0")
    resolution = resolve([telling.read(), first()])
    assert resolution.unlisted == {"a": ("ghost",)}
    (page, _) = pages([telling.read(), first()], resolution)
    assert [
        mention.exact for claim in page.claims for mention in page.mentions if mention.iri == claim.evidence
    ] == ["It stands."]


def test_co_occurrence_states_nothing() -> None:
    """Two companies named in one article without a claim have no proposition between them."""
    telling = Telling("a").named("one", Kind.COMPANY, "Acme").named("other", Kind.COMPANY, "Borealis")
    entities, (page,) = written(telling.read())
    assert {entity.label for entity in entities} >= {"Acme", "Borealis"}
    assert (page.claims, page.propositions) == ((), ())
