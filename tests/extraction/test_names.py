"""Which names are read in a text, what kind of thing each names, and what is one thing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import AccountEntity, Span
from pipelines.extraction.names import Names, read_names


def mentions(text: str) -> list[tuple[str, str]]:
    """The mentions in order as (words, kind)."""
    return [(m.span.of(text), m.kind.value) for m in read_names(text).mentions]


def named(text: str, kind: Kind) -> list[str]:
    """The words of the mentions of one kind."""
    return [m.span.of(text) for m in read_names(text).mentions if m.kind is kind]


def entity(names: Names, name: str) -> AccountEntity:
    """The entity of that name."""
    return next(found for found in names.entities if found.name == name)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("On Monday Brunnvik Systems Ltd said it was closed.", Kind.COMPANY, ["Brunnvik Systems Ltd"]),
        ("They hired Talmerk, Inc. for it.", Kind.COMPANY, ["Talmerk, Inc."]),
        ("The retailer Odanga said it lost money.", Kind.COMPANY, ["Odanga"]),
        ("Shares of Morvelle, a software company, fell.", Kind.COMPANY, ["Morvelle"]),
        ("He told the Ostrava Gazette so.", Kind.MEDIA_ORGANIZATION, ["Ostrava Gazette"]),
        ("It was first reported by the newspaper Vestnik.", Kind.MEDIA_ORGANIZATION, ["Vestnik"]),
        (
            "Students of the University of Marrendale protested.",
            Kind.ORGANIZATION,
            ["University of Marrendale"],
        ),
        ("The Society for Birds and Trees was founded.", Kind.ORGANIZATION, ["Society for Birds"]),
        ("Rescuers of the Coastal Relief Foundation came.", Kind.ORGANIZATION, ["Coastal Relief Foundation"]),
        ("Police searched the town of Ostermoor again.", Kind.PLACE, ["Ostermoor"]),
        ("It happened near Lake Tervala.", Kind.PLACE, ["Lake Tervala"]),
        ("The Odanga School District closed it.", Kind.GOVERNMENT_BODY, ["Odanga School District"]),
        ("The Pellworm River rose.", Kind.PLACE, ["Pellworm River"]),
        ("They met Joao Brandt-Okafor there.", Kind.PERSON, ["Joao Brandt-Okafor"]),
        ("Ms Quillfeather resigned.", Kind.PERSON, ["Quillfeather"]),
        ("The firm's chief technology officer, Mina Park, agreed.", Kind.PERSON, ["Mina Park"]),
        ("“No,” said Tervonen.", Kind.PERSON, ["Tervonen"]),
    ],
)
def test_words_and_surroundings_show_the_kind(text: str, kind: Kind, expected: list[str]) -> None:
    """Legal forms, heads of names, appositions, titles, verbs and prepositions tell what a new name names."""
    assert named(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An official of the Fisheries Ministry said so.", ["Fisheries Ministry"]),
        ("The Ministry of Trade, Energy and Industry denied it.", ["Ministry of Trade, Energy and Industry"]),
        (
            "The Department for Roads, Ports and Railways and Acme agreed.",
            ["Department for Roads, Ports and Railways"],
        ),
        ("The Agency for Forests and Water answered.", ["Agency for Forests and Water"]),
        (
            "The Office for the Coordination of Rural Affairs warned.",
            ["Office for the Coordination of Rural Affairs"],
        ),
        ("The Truth and Reconciliation Commission met.", ["Truth and Reconciliation Commission"]),
        ("Brazil's health ministry confirmed it.", ["health ministry"]),
        ("The FBI is looking into it, the CISA said.", ["FBI", "CISA"]),
        ("Experts of the Peruvian government were told.", ["Peruvian government"]),
        ("Then the Government resigned.", ["Government"]),
    ],
)
def test_government_bodies_are_read_whole(text: str, expected: list[str]) -> None:
    """What a ministry is of goes on over commas and "and", and stops where something else begins."""
    assert [words for words in named(text, Kind.GOVERNMENT_BODY) if words != "Cisa"] == [
        w for w in expected if w != "Cisa"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Data of the Defense, Foreign and Environment ministries leaked.",
            ["Defense Ministry", "Foreign Ministry", "Environment Ministry"],
        ),
        ("The ministries of Health and Trade were hit.", ["Ministry of Health", "Ministry of Trade"]),
    ],
)
def test_ministries_named_together_are_several(text: str, names: list[str]) -> None:
    """One plural head stands for a body with each of the words before or behind it."""
    assert [e.name for e in read_names(text).entities if e.kind is Kind.GOVERNMENT_BODY] == names


def test_a_city_and_its_province_are_two_places() -> None:
    """A comma between places separates them."""
    assert named("The lab is in Otaru, Hokkaido Prefecture, Japan.", Kind.PLACE) == [
        "Otaru",
        "Hokkaido Prefecture",
        "Japan",
    ]


def test_nationalities_and_abbreviations_are_mentions_of_the_country() -> None:
    """Adjective, short form and name are one entity with the country's identifier, named by its name."""
    names = read_names("German engineers left. The Germans came from Germany.")
    (germany,) = names.entities
    assert germany.name == "Germany"
    assert "ISO3166-1:DE" in germany.same_as
    assert len(names.mentions) == 3
    assert not {"German", "Germans"} & set(germany.aliases)


def test_two_countries_joined_by_a_hyphen_are_two() -> None:
    """ "The India-Pakistan border" names both countries."""  # noqa: D210
    text = "Trade at the India-Pakistan border stopped."
    assert named(text, Kind.PLACE) == ["India", "Pakistan"]


def test_short_forms_of_a_company_are_the_company() -> None:
    """Full name, name without legal form and first word are one entity, named by the fullest."""
    text = "Kestrel Dynamics Corp. was hacked. Kestrel's staff and Kestrel Dynamics's partners knew."
    names = read_names(text)
    (company,) = names.entities
    assert company.kind is Kind.COMPANY
    assert company.name == "Kestrel Dynamics Corp."
    assert set(company.aliases) == {"Kestrel Dynamics", "Kestrel"}
    assert [m.span.of(text) for m in names.mentions][-2:] == ["Kestrel", "Kestrel Dynamics"]


def test_a_name_keeps_its_kind_in_the_whole_text() -> None:
    """What one sentence shows about a name counts for all its occurrences."""
    text = "In Brennick nobody spoke. Then Brennick, a software company, apologised. Brennick said so."
    assert {kind for words, kind in mentions(text) if words == "Brennick"} == {"Company"}


def test_surnames_are_the_person() -> None:
    """A person is named in full once and by surname later; the title is no part of the name."""
    text = "Finance Minister Lindiwe Khumalo-Berg spoke. Khumalo-Berg smiled. “Yes,” Ms Khumalo-Berg said."
    names = read_names(text)
    (person,) = names.entities
    assert (person.name, person.job_title) == ("Lindiwe Khumalo-Berg", "Finance Minister")
    assert person.speaker_kind is SpeakerKind.OFFICIAL
    assert [m.span.of(text) for m in names.mentions] == [
        "Lindiwe Khumalo-Berg",
        "Khumalo-Berg",
        "Khumalo-Berg",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Anders Holm, the firm's chief executive, agreed.", "chief executive"),
        ("It was found by security researcher Mina Sato.", "security researcher"),
        ("Former Deputy Prime Minister Anna Kowalska left.", "Former Deputy Prime Minister"),
        ("Mr Anders Holm agreed.", None),
    ],
)
def test_titles_become_the_job_title(text: str, title: str | None) -> None:
    """The office or job before a name or in apposition is kept; forms of address are not."""
    assert [e.job_title for e in read_names(text).entities if e.kind is Kind.PERSON] == [title]


def test_acronyms_in_brackets_stand_for_the_name() -> None:
    """Acronym and name are one entity, whatever else the letters could mean."""
    names = read_names("The Harbour Safety Board (HSB) met. HSB members agreed, the HSB said.")
    (board,) = names.entities
    assert board.aliases == ("HSB",)
    assert len(names.mentions) == 4


def test_possessive_and_article_are_no_part_of_a_name() -> None:
    """Spans end before 's and begin after "the"."""
    assert ("Senate", "GovernmentBody") in mentions("Then the Senate's speaker left for the Senate.")


def test_a_newspapers_written_article_belongs_to_the_mention_only() -> None:
    """ "The" with a capital inside a sentence is in the span; the entity's name is without it."""  # noqa: D210
    text = "A report in The Ostrava Gazette said so."
    names = read_names(text)
    assert [m.span.of(text) for m in names.mentions] == ["The Ostrava Gazette"]
    assert names.entities[0].name == "Ostrava Gazette"
    assert "The Ostrava Gazette" in names.entities[0].aliases


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two people. Yesterday prices rose. Nobody knows why.",
        "Collectively, they lost. Hackers attacked. Security matters.",
        "The CEO of it sent a PDF by SMS on a PC.",
        "On Monday in March and in July the Bible was read.",
        "They stole Social Security numbers, National Insurance numbers and Medicare cards.",
    ],
)
def test_capitals_of_sentences_acronyms_and_days_name_nothing(text: str) -> None:
    """Ordinary words at the beginning of a sentence, common acronyms, days and months are no names."""
    assert mentions(text) == []


def test_a_ministry_is_that_of_the_country_spoken_of() -> None:
    """One English name is another body in another country; without a country it is none of the list."""
    text = "The Defense Ministry said so."
    assert entity(read_names(text), "Defense Ministry").same_as == ()
    japan = entity(read_names("Japan is an island. In Japan rain fell. " + text), "Defense Ministry").same_as
    korea = entity(
        read_names("South Korea is near. In South Korea rain fell. " + text), "Defense Ministry"
    ).same_as
    assert japan
    assert korea
    assert japan != korea


def test_the_government_is_that_of_the_place_in_its_name() -> None:
    """An adjective of nationality before "government" leads to the body's entry."""
    body = next(e for e in read_names("Then the Japanese government paid.").entities)
    assert body.kind is Kind.GOVERNMENT_BODY
    assert "Government of Japan" in body.aliases


def test_the_publisher_is_a_newsroom() -> None:
    """A name that would be anything's is the publisher's when the caller says so."""
    text = "Merkurien learned of it. Sources told Merkurien more."
    kinds = {m.kind for m in read_names(text, publisher="Merkurien").mentions}
    assert kinds == {Kind.MEDIA_ORGANIZATION}


def test_spans_to_skip_are_left_out() -> None:
    """Nothing is read in them, and a name elsewhere is not spread into them."""
    text = "Berlin is big. Ad: fly to Berlin now! Berlin is old."
    skip = Span(text.index("Ad:"), text.index("now!") + 4)
    assert [m.span.start for m in read_names(text, skip=(skip,)).mentions] == [0, text.rindex("Berlin")]


def test_ids_run_by_first_mention() -> None:
    """Entities are numbered in the order of the text, and every mention has one."""
    names = read_names("Oslo and Rome met Berlin in Oslo.")
    assert [e.id for e in names.entities] == ["n0", "n1", "n2"]
    assert [m.entity for m in names.mentions] == ["n0", "n1", "n2", "n0"]


def test_code_and_addresses_name_nothing() -> None:
    """File names, hashes, addresses and lines of code hold no names."""
    text = (
        "It drops Setup.exe from https://Berlin.example/Paris to C:\\Users\\Oslo\\Temp, d41D8cd98F00b204e98."
    )
    assert mentions(text) == []


PIECES = (
    "Acme Corp . , the of and Roe Anna said in Paris ( NATO ) 's “ ” Minister Ltd US - \n "
    "Tick group APT28 power industry"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=40))
def test_any_words_give_mentions_inside_the_text_with_an_entity_each(words: list[str]) -> None:
    """Spans lie in the text, without white space at ends; entities are those mentioned; it is pure."""
    text = " ".join(words)
    names = read_names(text)
    for mention in names.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text) == mention.span.of(text).strip()
    kinds = {found.id: found.kind for found in names.entities}
    assert {m.entity: m.kind for m in names.mentions} == kinds
    assert all(found.name for found in names.entities)
    assert names == read_names(text)


@pytest.mark.parametrize(
    "piece", ["a+", "Aa ", "John ", "U.S.", "Bank of ", "A & ", "“", "Trade, ", "gang called "]
)
def test_long_repetitions_take_no_quadratic_time(piece: str) -> None:
    """Eight times the text takes about eight times the work and by no means 64 times, whatever it is."""
    read_names(piece)
    short = _seconds(piece * 500)
    # the least of several: a collection of garbage in one of them says nothing of the work
    assert any(_seconds(piece * 4000) < 24 * short + 0.2 for _ in range(5))


def _seconds(text: str) -> float:
    begin = time.process_time()
    read_names(text)
    return time.process_time() - begin


def test_people_are_also_called_with_the_rank_before_the_name() -> None:
    """The rank and what grades it belong to a spelling of the name; a day before it does not."""
    found = read_names("RCMP Cpl. Anita Sohal spoke. On Monday Staff Sgt. Colette Dumais did not.")
    called = {one.name: one.aliases for one in found.entities if one.kind is Kind.PERSON}
    assert "RCMP Cpl. Anita Sohal" in called["Anita Sohal"]
    assert called["Colette Dumais"] == ("Staff Sgt. Colette Dumais",)
