"""From whom claims come in the end: relays, spokespeople and rewrites add no witness."""

from dataclasses import replace

from ontology.terms import Iri, Kind, Polarity, Predicate, SpeakerKind
from pipelines.resolution.origins import independent
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import resolve
from pipelines.resolution.rewrites import originals, rewrites
from tests.resolution.breach import first, second
from tests.resolution.telling import INCIDENT, Read, Telling

PARAGRAPH = (
    "Harbour officials spent most of the night looking for the missing ledgers while technicians rebuilt "
    "the booking desk from paper records kept in a cellar below the customs house; no ferry left at dawn. "
)


def origins_of(read: list[Read], document: str, local: str, polarity: Polarity) -> tuple[Iri, ...]:
    """The distinct origins of what is said of one thing."""
    resolution = resolve(read)
    written = pages(read, resolution)
    propositions = {one.iri: one for page in written for one in page.propositions}
    found = independent(claim for page in written for claim in page.claims)
    thing = resolution.iri(document, local)
    return next(o for (p, sign), o in found.items() if propositions[p].object == thing and sign is polarity)


def test_three_copies_of_one_denial_are_one_origin() -> None:
    """Spokesperson, statement and a minister's relay in two articles are the company's one word."""
    read = [first(), second()]
    company = resolve(read).iri("aaaa", "company")
    for local in ("ofpower", "ofgear", "ofdefence", "ofpartners"):
        assert origins_of(read, "aaaa", local, Polarity.NEGATIVE) == (company,)


def test_a_relay_is_known_only_when_somebody_tells() -> None:
    """In the first article alone the minister's word is his own; the second shows whom he relays."""
    resolution = resolve([first()])
    minister, company = resolution.iri("aaaa", "minister"), resolution.iri("aaaa", "company")
    assert set(origins_of([first()], "aaaa", "ofpower", Polarity.NEGATIVE)) == {minister, company}
    assert origins_of([first()], "aaaa", "ofgear", Polarity.NEGATIVE) == (minister,)


def test_sources_are_witnesses_of_their_own() -> None:
    """A newspaper's report and another one's anonymous sources are two origins."""
    read = [first(), second()]
    resolution = resolve(read)
    expected = {resolution.iri("aaaa", "daily"), resolution.iri("bbbb", "insiders")}
    assert set(origins_of(read, "aaaa", "data", Polarity.POSITIVE)) == expected


def leak(identifier: str, text: str, published: str | None) -> Read:
    """An article of which most is the given text, with one claim by anonymous sources."""
    telling = Telling(identifier, f"Paper {identifier}", published)
    telling.text = text
    telling.named("company", Kind.COMPANY, "Acme").incident("company").data("data", "ledgers")
    telling.described("sources", Kind.UNNAMED_SOURCE, "sources", speaker_kind=SpeakerKind.ANONYMOUS)
    return telling.says("Ledgers left.", INCIDENT, Predicate.EXFILTRATED, "data", ["sources"]).read()


def test_a_rewrite_is_the_account_that_it_rewrites() -> None:
    """A rewrite's sources are those of the original; an article in other words has its own."""
    original = leak("original", PARAGRAPH, "2021-05-03")
    copied = leak("copy", "Our paper has learned this. " + PARAGRAPH, "2021-05-04")
    other = leak(
        "other", "Nothing in this one is taken from anybody else, as far as its words can show. " * 2, None
    )
    sources = resolve([original]).iri("original", "sources")
    assert origins_of([original, copied], "original", "data", Polarity.POSITIVE) == (sources,)
    assert len(origins_of([original, copied, other], "original", "data", Polarity.POSITIVE)) == 2


def test_rewrites_run_from_the_later_to_the_earlier() -> None:
    """Direction follows the dates of publication; a chain of rewrites ends at its first text."""
    texts = [
        leak(i, PARAGRAPH + f"Only {i}. " * n, day)[0]
        for i, n, day in (("c", 1, "2021-05-05"), ("a", 2, "2021-05-04"), ("b", 3, "2021-05-03"))
    ]
    found = rewrites(texts)
    assert {(one.document, one.original) for one in found} == {("a", "b"), ("c", "a"), ("c", "b")}
    assert all(0.35 <= one.containment <= 1 for one in found)
    assert set(originals(found).values()) == {"b"}
    assert rewrites(reversed(texts)) == found


def test_many_copies_have_one_original() -> None:
    """However widely a text is syndicated, all copies lead to the one published first."""
    document = leak("a", PARAGRAPH, None)[0]
    copies = [replace(document, id=f"c{n:02}", published=f"2021-06-{n % 28 + 1:02}") for n in range(60)]
    first_of_all = replace(document, id="z", published="2021-05-31")
    assert set(originals(rewrites([*copies, first_of_all])).values()) == {"z"}


def test_short_texts_are_no_rewrites() -> None:
    """A few shared words prove nothing."""
    document = leak("a", "", None)[0]
    assert (
        rewrites([replace(document, text="Acme was hit."), replace(document, id="b", text="Acme was hit.")])
        == ()
    )
