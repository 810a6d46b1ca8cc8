"""The rule extractor: deterministic and explainable; every claim names the frame that read it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import (
    PUBLISHER,
    Account,
    AccountClaim,
    AccountEntity,
    AccountMention,
    Attribution,
    Span,
)
from pipelines.extraction.assets import note_data, note_systems
from pipelines.extraction.attribution import Segment, segments
from pipelines.extraction.claims import drafts, settled, tells_of_incident
from pipelines.extraction.dates import DateMention, find_dates
from pipelines.extraction.events import events
from pipelines.extraction.groups import Counted, note_groups
from pipelines.extraction.incidents import note_communications, note_incidents, note_inquiries
from pipelines.extraction.names import read_names
from pipelines.extraction.newsrooms import note_newsrooms
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.people import note_people
from pipelines.extraction.publisher import publisher_of, tells_of_itself
from pipelines.extraction.quantities import find_quantities
from pipelines.extraction.reading import Reading
from pipelines.extraction.references import Resolver
from pipelines.extraction.scene import Scene
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.struck import LISTED
from pipelines.reading.boilerplate import boilerplate_spans
from pipelines.reading.document import Document

Namer = Callable[[Notebook], None]


def _no_more_names(_notebook: Notebook) -> None:
    """Nothing is named but what lists and rules know."""


class RuleExtractor:
    """Reads English news by lexicons and frames, without a model.

    `namer` may note further names in a notebook before anything that is only described is looked for;
    `resolve` says who "the company" is, where the rules are not to say it alone.
    """

    name = "rules"

    def __init__(self, namer: Namer = _no_more_names, resolve: Resolver | None = None) -> None:
        self.version = rules_version()
        self._namer = namer
        self._resolve = resolve

    def extract(self, document: Document) -> Account:
        """What the document says."""
        return self.read(document).account

    def named(self, document: Document) -> Notebook:
        """The notes with the names of a document alone."""
        return _notebook(document, self._namer)

    def read(self, document: Document) -> Reading:
        """What the document says, with the notes it was read from."""
        notebook = self.named(document)
        scene = _scene(notebook, self._resolve)
        told = drafts(scene)
        happened = events(scene)
        claims = settled(scene, [claim for _, claim in told], happened)
        _name_incident(scene, claims)
        account = Account(
            document=document.id,
            extractor=self.name,
            version=self.version,
            entities=tuple(notebook.entities.values()),
            mentions=ordered(notebook.mentions),
            events=happened,
            attributions=_attributions(scene.segments),
            claims=claims,
        )
        return Reading(
            document=document, scene=scene, told=told, account=account, tells=tells_of_incident(scene, claims)
        )


def _name_incident(scene: Scene, claims: Sequence[AccountClaim]) -> None:
    """Name the incident after whom it is said to have befallen; where nobody is, it stays without a name."""
    struck = [
        claim.object
        for claim in claims
        if claim.predicate is Predicate.TARGET and claim.subject == scene.incident and claim.rule != LISTED
    ]
    harmed = any(
        scene.notebook.entities[claim.object].owner == scene.victim
        for claim in claims
        if claim.subject == scene.incident
    )
    known = scene.victim in struck or (harmed and not struck)
    first = scene.victim if known else next(iter(struck), None)
    name = f"incident at {scene.notebook.entities[first].name}" if first else "incident"
    scene.notebook.amend(scene.incident, name=name)


@cache
def rules_version() -> str:
    """The version, with a digest of rules and word lists: other rules make other accounts."""
    digest = sha256()
    rules, lists = files("pipelines.extraction"), files("ontology")
    for folder in (rules, rules / "lexicon", lists, lists / "lists"):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith((".py", ".toml", ".tsv", ".ttl")):
                digest.update(file.read_bytes())
    return f"1+{digest.hexdigest()[:12]}"


def _notebook(document: Document, namer: Namer) -> Notebook:
    """Names first, then everything that is only described."""
    skipped = tuple(Span(*span) for span in boilerplate_spans(document.text))
    notebook = Notebook(document, split_sentences(document.text), skipped)
    notebook.entity(Kind.MEDIA_ORGANIZATION, document.publisher or "", PUBLISHER)
    _note_names(notebook)
    namer(notebook)
    return notebook


def _note_names(notebook: Notebook) -> None:
    document = notebook.document
    names = read_names(document.text, publisher=document.publisher, skip=notebook.skipped)
    ids = {entity.id: _note_named(notebook, entity) for entity in names.entities}
    for mention in names.mentions:
        notebook.note(mention.span, ids[mention.entity], named=True)
    if not document.publisher:
        _adopt_publisher(notebook)
    elif tells_of_itself(notebook) and notebook.kind(PUBLISHER) is Kind.MEDIA_ORGANIZATION:
        notebook.amend(PUBLISHER, kind=Kind.ORGANIZATION)


def _note_named(notebook: Notebook, entity: AccountEntity) -> str:
    if notebook.document.publisher and _same_name(entity, notebook.document.publisher):
        notebook.amend(
            PUBLISHER,
            kind=entity.kind,  # a company's own statement is published by the company
            aliases=tuple(dict.fromkeys((entity.name, *entity.aliases))),
            same_as=entity.same_as,
        )
        return PUBLISHER
    listed = entity.same_as[0] if entity.kind is Kind.SECTOR and entity.same_as else entity.id
    return notebook.entity(
        entity.kind,
        entity.name,
        listed,
        aliases=entity.aliases,
        same_as=entity.same_as,
        job_title=entity.job_title,
        part_of=entity.part_of,
        speaker_kind=entity.speaker_kind,
    )


def _same_name(entity: AccountEntity, name: str) -> bool:
    bare = name.casefold().removeprefix("the ")
    return bare in {known.casefold().removeprefix("the ") for known in (entity.name, *entity.aliases)}


def _adopt_publisher(notebook: Notebook) -> None:
    """A newsroom that the text shows to be its own is the publisher: one entity, not two."""
    found = publisher_of(notebook)
    if found is None:
        return
    known = notebook.entities[found]
    notebook.amend(PUBLISHER, name=known.name, aliases=known.aliases, same_as=known.same_as)
    notebook.replace_entity(found, PUBLISHER)


def _scene(notebook: Notebook, resolve: Resolver | None) -> Scene:
    times, amounts = _measures(notebook)
    note_newsrooms(notebook)
    note_people(notebook, resolve)
    note_groups(notebook, amounts)
    note_inquiries(notebook)
    note_communications(notebook)
    note_incidents(notebook)
    data = note_data(notebook)
    note_systems(notebook)
    return Scene(
        notebook=notebook,
        segments=segments(notebook),
        data=data,
        amounts=amounts,
        times=tuple((mention.span, mention.time) for mention in times),
    )


def _measures(notebook: Notebook) -> tuple[Sequence[DateMention], tuple[Counted, ...]]:
    """Dates and quantities outside blocks of other stories, noted as entities."""
    document = notebook.document
    anchor = date.fromisoformat(document.published) if document.published else None
    times = [t for t in find_dates(document.text, anchor) if not notebook.skips(t.span)]
    for mention in times:
        identifier = notebook.entity(
            Kind.DATE, mention.span.of(document.text), mention.time.edtf, time=mention.time
        )
        _note_date(notebook, mention, identifier)
    counted: list[Counted] = []
    for quantity in find_quantities(document.text):
        if any(t.span.overlaps(quantity.span) for t in times) or notebook.skips(quantity.span):
            continue
        words = quantity.span.of(document.text)
        identifier = notebook.entity(quantity.kind, words, words.casefold(), amount=quantity.amount)
        notebook.note(quantity.span, identifier, named=True)
        counted.append((quantity.span, quantity.amount, quantity.kind, quantity.noun))
    return times, tuple(counted)


def _note_date(notebook: Notebook, mention: DateMention, identifier: str) -> None:
    """A date by its calendar names ("since late June" names June); what only counts from now names none."""
    for core in mention.cores:
        notebook.note(core, identifier, named=True)
    if not mention.cores:
        notebook.note(mention.span, identifier, named=False)


def ordered(mentions: Sequence[AccountMention]) -> tuple[AccountMention, ...]:
    """Mentions in the order of the text, each once."""
    return tuple(sorted(set(mentions), key=lambda m: (m.span, m.kind.value, m.entity, m.named)))


def _attributions(found: Sequence[Segment]) -> tuple[Attribution, ...]:
    known = dict.fromkeys(s.attribution for s in found if s.attribution is not None)
    return tuple(sorted(known, key=lambda a: (a.content, a.cue)))
