"""An account holds what a reply says as far as the text bears it out, and the rest is counted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.terms import Act, Certainty, EventType, Iri, Kind, Polarity, Predicate, SpeakerKind, SpeechMode
from ontology.vocabulary import vocabulary
from pipelines.extracting import hold
from pipelines.extraction.account import PUBLISHER, Account, AccountEntity, Span
from pipelines.extraction.contract import written
from pipelines.extraction.llm.assembly import assembled
from pipelines.extraction.llm.claims import OBJECTS
from pipelines.extraction.llm.figures import Part
from pipelines.extraction.llm.reply import reply
from pipelines.extraction.llm.schema import LISTS
from pipelines.extraction.llm.tally import Loss, Tally
from pipelines.reading.document import Document
from tests.extraction.llm.answers import CLAIMS, DOCUMENT, EMPTY, ENTITIES, REPLY, TEXT, claim, entity, step

WHOLE = Span(0, len(TEXT))


def account(*replies: Mapping[str, Any], document: Document = DOCUMENT) -> tuple[Account, Tally]:
    """The account of replies that are all about the whole document, and what was dropped for it."""
    tally = Tally()
    whole = Span(0, len(document.text))
    parts = [Part(window=whole, reply=reply(EMPTY | dict(given), tally)) for given in replies]
    made = assembled(document, parts, tally, name="llm", version="1", rule="llm:stub-1")
    hold(made, document)
    return made, tally


def one(made: Account, name: str) -> AccountEntity:
    """The entity of that name."""
    (found,) = [entity for entity in made.entities if entity.name == name]
    return found


def test_a_faithful_reply_is_taken_whole() -> None:
    """Nothing is dropped, and every claim names the model as its rule."""
    made, tally = account(REPLY)
    assert not tally.dropped
    assert len(made.claims) == len(CLAIMS)
    assert {said.rule for said in made.claims} == {"llm:stub-1"}
    (exfiltrated, *_) = [c for c in made.claims if c.predicate is Predicate.EXFILTRATED]
    assert exfiltrated.span.of(TEXT).startswith("at least 500 customer")
    assert exfiltrated.time is not None
    assert exfiltrated.time.edtf == "2021-05-03"
    assert exfiltrated.quantity is not None
    assert exfiltrated.quantity.minimum == 500


def test_holders_stance_and_mode_are_those_of_the_claim() -> None:
    """A denial in quotation marks, and a suspicion of unnamed sources."""
    made, _ = account(REPLY)
    denied, suspected = [c for c in made.claims if c.cue]
    assert (denied.polarity, denied.certainty) == (Polarity.NEGATIVE, Certainty.CERTAIN)
    assert denied.speech_mode is SpeechMode.DIRECT
    assert [step.act for step in denied.chain] == [Act.SAYS, Act.REPORTS]
    assert denied.chain[-1].speakers == (PUBLISHER,)
    assert denied.chain[0].cue is not None
    assert denied.chain[0].cue.start > denied.span.end
    assert (suspected.certainty, suspected.speech_mode) == (Certainty.PROBABLE, SpeechMode.INDIRECT)
    assert suspected.cue == "probably"


def test_entities_are_named_by_the_text_and_the_lists_alone() -> None:
    """Names, titles and owners; the incident is named after its victim; places have their identifier."""
    made, _ = account(REPLY)
    assert one(made, "incident at Norvik Shipping").kind is Kind.INCIDENT
    assert one(made, "Ingrid Aasen").job_title == "spokeswoman"
    assert one(made, "customer records").owner == one(made, "Norvik Shipping").id
    assert one(made, "Two people close to the inquiry").speaker_kind is SpeakerKind.ANONYMOUS
    assert one(made, "Bergen").kind is Kind.PLACE
    assert made.entities[0].name == "Fjord Daily"
    described = [m for m in made.mentions if not m.named]
    assert {m.span.of(TEXT) for m in described} == {"the company", "Two people close to the inquiry"}


def test_events_and_attributions_have_their_words() -> None:
    """Trigger, argument, source, cue and content."""
    made, _ = account(REPLY)
    (event,), (said,) = made.events, made.attributions
    assert (event.type, event.trigger.of(TEXT)) == (EventType.EXFILTRATION, "copied")
    assert event.arguments[0].span.of(TEXT) == "customer records"
    assert said.source[0].of(TEXT).startswith("Ingrid Aasen")
    assert said.cue[0].of(TEXT) == "said"
    assert said.cue[0].start > said.content[0].end


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        ({"quote": "at least 900 customer records had been copied"}, Loss.NOT_FOUND),
        ({"quote": "AT LEAST 500 customer records"}, Loss.NOT_FOUND),
        ({"quote": "at least 500 … from a server"}, Loss.NOT_FOUND),
        ({"quote": ""}, Loss.NOT_FOUND),
        ({"quote": "copied"}, Loss.TOO_SHORT),
        ({"subject": "e99"}, Loss.NO_ENTITY),
        ({"object": "Norvik Shipping"}, Loss.NO_ENTITY),
        ({"predicate": "hacked"}, Loss.NO_TERM),
        ({"polarity": "maybe"}, Loss.NO_TERM),
        ({"certainty": "high"}, Loss.NO_TERM),
        ({"predicate": "eventType", "object": "heist"}, Loss.NO_TERM),
        ({"chain": [step("norvik", "shouts")]}, Loss.NO_TERM),
        ({"chain": [step("nobody", "says")]}, Loss.NO_ENTITY),
        ({"chain": [step("server", "says")]}, Loss.MISFIT),
        ({"chain": [{"speakers": [], "act": "says", "cue": ""}]}, Loss.MISFIT),
        ({"chain": "norvik"}, Loss.MALFORMED),
        ({"quote": 7}, Loss.MALFORMED),
        ({"predicate": "time", "object": "bergen"}, Loss.MISFIT),
        ({"object": "i"}, Loss.MISFIT),
    ],
)
def test_a_claim_that_does_not_hold_is_dropped_and_counted(change: dict[str, Any], loss: Loss) -> None:
    """Invented or altered quotes, unknown entities, terms of nobody's ontology; the other claims stay."""
    made, tally = account(REPLY | {"claims": [CLAIMS[0] | change, CLAIMS[1]]})
    assert [c.polarity for c in made.claims] == [Polarity.NEGATIVE]
    assert tally.losses("claims") == {loss.value: 1}


def test_offsets_of_a_reply_are_not_looked_at() -> None:
    """A reply that gives wrong ones gets ours."""
    wrong = [said | {"start": 3, "end": 9_999} for said in CLAIMS]
    assert account(REPLY | {"claims": wrong})[0] == account(REPLY)[0]


def test_an_entity_that_the_text_does_not_name_is_dropped_with_its_claims() -> None:
    """However plausible it is."""
    invented = entity("bear", "ThreatActor", "Fancy Bear")
    nobody = entity("spy", "Organization", "GRU")
    told = claim("probably behind the attack", "i", "attributedTo", "spy")
    made, tally = account(REPLY | {"entities": [*ENTITIES, invented, nobody], "claims": [told]})
    assert "GRU" not in {entity.name for entity in made.entities}
    assert "Fancy Bear" not in str(made)
    assert tally.losses("claims") == {Loss.NO_ENTITY.value: 1}


def test_names_that_the_text_does_not_hold_are_left_out() -> None:
    """An entity keeps those of its names that it holds."""
    made, _ = account({"entities": [entity("n", "Company", "Norvik Shipping AS", "Norvik Shipping")]})
    assert one(made, "Norvik Shipping").aliases == ()


def test_a_date_that_is_not_understood_is_no_entity() -> None:
    """Times are ours, so a date without one says nothing."""
    made, tally = account({"entities": [entity("d", "TimeExpression", "the inquiry")]})
    assert [entity.id for entity in made.entities] == [PUBLISHER]
    assert tally.losses("entities") == {Loss.NOT_UNDERSTOOD.value: 1}


def test_a_claim_of_the_article_itself_is_in_its_own_voice() -> None:
    """Without a chain, or with the publisher alone."""
    bare, by_name = (
        account(REPLY | {"claims": [CLAIMS[0] | {"chain": chain}]})[0].claims[0]
        for chain in ([], [step("e0", "reports")])
    )
    assert bare.speech_mode is SpeechMode.OWN_VOICE
    assert bare == by_name


def test_a_publisher_that_tells_of_itself_is_one_entity() -> None:
    """A statement of a company: its name in the text means the publisher."""
    own = replace(DOCUMENT, publisher="Norvik Shipping")
    made, _ = account(REPLY, document=own)
    assert made.entities[0].name == "Norvik Shipping"
    assert made.entities[0].kind is Kind.COMPANY
    assert not [entity for entity in made.entities[1:] if entity.kind is Kind.COMPANY]
    target = next(c for c in made.claims if c.predicate is Predicate.TARGET)
    assert (target.object, target.speech_mode) == (PUBLISHER, SpeechMode.OWN_VOICE)


def test_a_publisher_may_be_named_by_the_text() -> None:
    """Where nothing else names it."""
    made, _ = account(
        {"entities": [entity("e0", "MediaOrganization", "Fjord Daily")]},
        document=replace(DOCUMENT, publisher=None),
    )
    assert made.entities[0].name == "Fjord Daily"


def test_nobody_else_is_made_the_publisher() -> None:
    """A name that has nothing of the known publisher's is not taken for it; a short form of that is."""
    false = entity("e0", "Company", "Norvik Shipping", "Daily")
    made, _ = account(
        REPLY | {"entities": [false, *ENTITIES]}, document=replace(DOCUMENT, text=TEXT + " Daily.")
    )
    assert made.entities[0].name == "Fjord Daily"
    assert made.entities[0].aliases == ("Daily",)
    assert one(made, "Norvik Shipping").kind is Kind.COMPANY
    assert made.claims[0].chain[0].speakers == (one(made, "Norvik Shipping").id,)


def test_replies_to_windows_that_overlap_make_one_account() -> None:
    """What both saw is there once, whatever ids they gave."""
    renamed = REPLY | {
        "entities": [said | {"id": "x" + said["id"], "of": None} for said in ENTITIES],
        "claims": [
            said
            | {"subject": "x" + said["subject"], "object": "x" + said["object"]}
            | {"chain": [one | {"speakers": ["x" + one["speakers"][0]]} for one in said["chain"]]}
            for said in CLAIMS
        ],
    }
    once, _ = account(REPLY)
    twice, _ = account(REPLY, renamed)
    assert twice == once


def test_a_name_in_one_window_completes_that_of_another() -> None:
    """A shared name is enough; the fullest one stays."""
    text = "Acme Holdings was hit. Acme was slow to say so."
    document = replace(DOCUMENT, text=text)
    made, _ = account(
        {"entities": [entity("a", "Company", "Acme Holdings", "Acme")]},
        {"entities": [entity("b", "Organization", "Acme")]},
        document=document,
    )
    assert one(made, "Acme Holdings").aliases == ("Acme",)
    assert [m.span for m in made.mentions] == [Span(0, 13), Span(23, 27)]


def test_what_objects_may_be_is_what_the_ontology_says() -> None:
    """The table of kinds agrees with the ranges of the vocabulary."""
    graph = vocabulary()
    ranges = "SELECT ?class WHERE { <%s> <http://www.w3.org/2000/01/rdf-schema#range> ?class }"
    for predicate, kinds in OBJECTS.items():
        (found,) = [Iri(str(row[0])) for row in graph.query(ranges % predicate.iri)]  # type: ignore[index]
        narrower = "ASK { <%s> <http://www.w3.org/2000/01/rdf-schema#subClassOf>* <%s> }"
        assert all(graph.query(narrower % (kind.iri, found)).askAnswer for kind in kinds), predicate


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(["e0", "i", "norvik", "says", "", TEXT[:30]]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*ENTITIES[0], *CLAIMS[0], "speakers", "act", "cue", "content", "trigger", "clause"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=15,
)


@given(st.fixed_dictionaries({name: st.lists(JSON, max_size=4) for name in LISTS}))
def test_no_reply_breaks_the_account(given: dict[str, Any]) -> None:
    """Whatever JSON a model sends, the account keeps to its contract and can be written."""
    made, _ = account(REPLY, given)
    ids = {entity.id for entity in made.entities}
    assert {c.subject for c in made.claims} | {c.object for c in made.claims} <= ids
    assert written(made)["claims"]
