"""What the parts of an article mean once they are read."""

from pathlib import Path

import pytest

from ontology.terms import Act, Certainty, Polarity, SpeechMode
from pipelines.corpus.annotation import AnnotatedArticle, Incident
from pipelines.corpus.collection import read
from pipelines.extraction.account import Amount


@pytest.fixture
def incident(copy: Path) -> Incident:
    """The sound incident, read."""
    (found,), _ = read((copy,))
    return found


def _words(article: AnnotatedArticle, claim: str) -> str:
    return next(one.span.of(article.text) for one in article.claims if one.id == claim)


def test_chains_run_from_the_holder_to_the_publisher(incident: Incident) -> None:
    """A spokeswoman speaks for the company, which holds what she says; the publisher comes last."""
    claim = next(one for one in incident.articles[2].claims if one.id == "c10")
    assert [step.speakers for step in claim.chain] == [("tr",), ("spk",), ("e0",)]
    assert claim.chain[0].act == Act.SAYS
    assert (claim.polarity, claim.certainty) == (Polarity.POSITIVE, Certainty.POSSIBLE)
    assert claim.mode == SpeechMode.INDIRECT


def test_a_chain_may_hang_below_another(incident: Incident) -> None:
    """Investigators believe, a person says so, the wire reports it."""
    claim = next(one for one in incident.articles[0].claims if one.id == "c9")
    assert [step.speakers for step in claim.chain] == [("invs",), ("src",), ("e0",)]


def test_quotes_repeat_or_default_to_the_content(incident: Incident) -> None:
    """`^` repeats the quote before; without a quote the attribution's content stands for it."""
    wire = incident.articles[0]
    assert _words(wire, "c2") == _words(wire, "c1") == "hackers had encrypted its booking system"
    assert _words(wire, "c7") == "it had seen no sign that customer records had been taken"


def test_words_between_quotation_marks_are_direct(incident: Incident) -> None:
    """The mode is computed from where the quote stands."""
    modes = {one.id: one.mode for one in incident.articles[0].claims}
    assert modes["c10"] == SpeechMode.DIRECT
    assert modes["c7"] == SpeechMode.INDIRECT
    assert modes["c4"] == SpeechMode.OWN_VOICE


def test_the_publisher_of_a_statement_is_e0(incident: Incident) -> None:
    """Wherever its own id stands, the entity is the publisher."""
    statement = incident.articles[1]
    assert "tr" not in statement.entities
    assert {one.object for one in statement.claims if one.id == "c1"} == {"e0"}


def test_the_fullest_name_in_the_text_is_the_name(incident: Incident) -> None:
    """Other names, with the canonical one, are aliases; descriptions are none."""
    ferry = incident.articles[0].entities["tr"]
    assert ferry.name == "Tasman Reach"
    assert ferry.aliases == ("Tasman Reach Ferries Ltd",)


def test_arguments_are_the_mention_nearest_to_the_trigger(incident: Incident) -> None:
    """Names are preferred to pronouns that are nearer."""
    wire = incident.articles[0]
    event = next(one for one in wire.events if one.trigger.of(wire.text) == "assisting")
    assert {a.role: a.span.of(wire.text) for a in event.arguments} == {
        "Agent": "National Cyber Security Centre",
        "Patient": "the ferry operator",
    }


def test_amounts_come_with_the_claim(incident: Incident) -> None:
    """Given by q=, or by an object that is a quantity or a sum."""
    amounts = {one.id: one.quantity for one in incident.articles[2].claims}
    assert amounts["c5"] == Amount(unit="gigabyte", value=60)
    assert amounts["c9"] == Amount(unit="NZD", value=1_900_000)
