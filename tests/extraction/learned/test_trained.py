"""The trained extractor keeps the contract, and adds to the rules what these do not read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.terms import Certainty, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import PUBLISHER, Account, Span
from pipelines.extraction.learned.trained import TrainedExtractor
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document

ROOT = Path(__file__).resolve().parents[3]
REPORT = (
    "Intruders copied the wage slips of Okonjo Brewing, a brewery in Enugu, its works council learned.\n\n"
    "The stolen files surfaced on a forum on Monday. Adaeze Nwosu, who maintains the brewery's network, told "
    "this newspaper that the door had been an old printer. “Nobody had looked at it for years,” she said.\n\n"
    "It remains unclear whether recipes were among the files. The company has not confirmed the theft."
)
GARDEN = (
    "The garden show opens on Saturday. Visitors can walk through forty beds of tulips, and a brass band "
    "plays at noon. The organisers expect fine weather, and parking is free for everybody who comes by tram."
)
ANALYSIS = (
    "The loader decrypts its configuration with a hard-coded XOR key and injects the payload into a service. "
    "The second stage writes a scheduled task, then beacons to the command and control server over HTTPS. "
    "FlawedGrace was dropped in the last stage, and keeps its configuration in the registry. We saw the same "
    "TTPs in samples that were uploaded to VirusTotal, where the dropper ran obfuscated PowerShell commands."
)
WARNING = (
    "The Centre for Digital Safety warned on Friday that intruders had stolen patient files from three "
    "clinics. The Centre for Digital Safety published advice for hospitals and asked them to check logs."
)
PATCH = (
    "Orrin Networks has patched a flaw in its gateways that attackers could use to steal passwords, it said. "
    "The vulnerability affects version 4. Customers of Orrin Networks should update."
)
FINDING = (
    "Halden Labs researchers saw intruders copy the mail of a trade union for eleven months. Halden Labs "
    "named the attackers Dry Harbour and published a report on the theft on Monday."
)
PIECES = (
    "Acme Corp. said hackers stole customer records.",
    "“We cut the connection,” said Jane Roe.",
    "\n\n",
    "\u00a0",
    "WALLACE: Who knew of the breach?",
    "''Nothing left the network,'' the board insisted.",
    "According to a memo, nobody had tested the backup",
    "denied that",
    "“",
    "”",
    "'",
    " - ",
    "; but",
    "CVE-2024-31882",
    "三菱電機",
    "It is not known whether the ransom was paid.",
)


@pytest.fixture(scope="module")
def trained() -> TrainedExtractor:
    """The extractor with the models that are shipped."""
    return TrainedExtractor()


def document(text: str) -> Document:
    """An article of a newspaper."""
    return Document(
        id="t",
        source="t",
        text=text,
        sha256="",
        publisher="Enugu Courier",
        published="2024-06-10",
        language="en",
    )


def every_span(account: Account) -> list[Span]:
    """Every span of an account."""
    cues = [step.cue for claim in account.claims for step in claim.chain if step.cue is not None]
    parts = [s for a in account.attributions for s in (*a.source, *a.cue, *a.content)]
    arguments = [argument.span for event in account.events for argument in event.arguments]
    return [*account.spans(), *cues, *parts, *arguments]


def sound(text: str, account: Account) -> None:
    """Hold an account to what every reader of it relies on."""
    assert all(0 <= span.start < span.end <= len(text) for span in every_span(account))
    known = {entity.id for entity in account.entities}
    assert {mention.entity for mention in account.mentions} <= known
    for claim in account.claims:
        speakers = {speaker for step in claim.chain for speaker in step.speakers}
        assert {claim.subject, claim.object, *speakers} <= known
        assert claim.chain[-1].speakers == (PUBLISHER,)
        assert (len(claim.chain) == 1) == (claim.speech_mode is SpeechMode.OWN_VOICE)
        assert claim.score is None or 0 <= claim.score <= 1
        assert claim.rule


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@settings(deadline=None, max_examples=40)
def test_every_account_is_sound(trained: TrainedExtractor, text: str) -> None:
    """Whatever the text, spans lie in it, entities are listed, chains end with the publisher."""
    sound(text, trained.extract(document(text)))


def test_reading_again_gives_the_same(trained: TrainedExtractor) -> None:
    """The same document gives the same account, also from another extractor and beside others."""
    first = trained.extract(document(REPORT))
    trained.extract(document(GARDEN))
    assert trained.extract(document(REPORT)) == first == TrainedExtractor().extract(document(REPORT))


def test_reading_does_not_hang_on_the_order_of_sets() -> None:
    """Processes that order sets differently read the same."""
    program = (
        "from tests.extraction.learned.test_trained import REPORT, document\n"
        "from pipelines.extraction.learned.trained import TrainedExtractor\n"
        "print(repr(TrainedExtractor().extract(document(REPORT))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_it_reads_more_than_the_rules(trained: TrainedExtractor) -> None:
    """Words that no frame reads are kept as descriptions, with how likely they are to be a claim."""
    rules = RuleExtractor().extract(document(REPORT))
    account = trained.extract(document(REPORT))
    found = [c for c in account.claims if c.rule == "told, found by the model"]
    assert any(not any(c.span.overlaps(read.span) for read in rules.claims) for c in found)
    assert all(c.predicate is Predicate.DESCRIPTION and c.score is not None for c in found)


def test_what_frames_read_stays(trained: TrainedExtractor) -> None:
    """A claim that a frame reads keeps its proposition, its stance and whose it is."""
    text = (
        "Hackers stole customer records from Acme Corp. on Monday. The company said no passwords were leaked."
    )
    framed = {
        (claim.predicate, claim.polarity, claim.span)
        for claim in RuleExtractor().extract(document(text)).claims
        if claim.predicate is not Predicate.DESCRIPTION
    }
    kept = {(c.predicate, c.polarity, c.span) for c in trained.extract(document(text)).claims}
    assert framed
    assert framed <= kept


def test_a_text_of_something_else_claims_nothing(trained: TrainedExtractor) -> None:
    """Nothing is claimed of an incident where none is told of."""
    assert trained.extract(document(GARDEN)).claims == ()


def test_names_that_no_list_has_are_found(trained: TrainedExtractor) -> None:
    """A person is known by how the name stands in its sentence."""
    account = trained.extract(document(REPORT))
    people = {m.span.of(REPORT) for m in account.mentions if m.named and m.kind.value == "Person"}
    assert "Adaeze Nwosu" in people


@pytest.mark.parametrize(
    ("words", "polarity", "certainty"),
    [
        (
            "It remains unclear whether the tide tables were read by the intruders.",
            None,
            Certainty.UNDERSPECIFIED,
        ),
        (
            "The harbour master suspects that the tide tables were also read by them.",
            None,
            Certainty.PROBABLE,
        ),
        ("The tide tables may also have been of interest to the intruders.", None, Certainty.POSSIBLE),
        ("The tide tables were never of any interest to the intruders.", Polarity.NEGATIVE, None),
    ],
)
def test_stances_follow_the_words(
    trained: TrainedExtractor, words: str, polarity: Polarity | None, certainty: Certainty | None
) -> None:
    """Hedges and negations give the stance of the words that no frame reads."""
    text = f"Hackers broke into the network of the port of Banjul on Monday, the port said. {words}"
    start = text.index(words)
    claims = [c for c in trained.extract(document(text)).claims if c.span.end > start + 5]
    assert claims
    assert polarity is None or any(c.polarity is polarity for c in claims)
    assert certainty is None or any(c.certainty is certainty for c in claims)


def test_a_technical_report_keeps_the_names_that_lists_know(trained: TrainedExtractor) -> None:
    """A model for reports says what is named, but takes away no malware or tool of the reference lists."""
    account = trained.extract(document(ANALYSIS))
    named = {(mention.kind, mention.span.of(ANALYSIS)) for mention in account.mentions}
    assert {(Kind.MALWARE, "FlawedGrace"), (Kind.TOOL, "PowerShell")} <= named


def test_the_version_names_what_was_read_with(trained: TrainedExtractor) -> None:
    """The version has that of the rules, of the code and of the weights."""
    rules = RuleExtractor().version
    assert trained.version.startswith(f"{rules}.")
    assert len(trained.version.removeprefix(f"{rules}.").split(".")) == 2


@pytest.mark.parametrize(
    "asked",
    [
        "How many files were stolen?",
        "Did the company pay the ransom that the attackers demanded?",
        "Why had nobody noticed that the files were copied in March?",
    ],
)
def test_a_question_is_no_claim(trained: TrainedExtractor, asked: str) -> None:
    """What is only asked is claimed by nobody, whether models or frames would read it."""
    account = trained.extract(document(REPORT + f"\n\n{asked}"))
    start = len(REPORT) + 2
    assert account.claims
    assert not [claim for claim in account.claims if claim.span.start >= start]


def test_whom_an_attack_befell_is_claimed_with_the_words_that_tell_it(trained: TrainedExtractor) -> None:
    """Where a sentence tells of the attack and names whom the text is about, that is the target."""
    account = trained.extract(document(REPORT))
    hit = [claim for claim in account.claims if claim.predicate is Predicate.TARGET]
    assert [account.entity(claim.object).name for claim in hit] == ["Okonjo Brewing"]
    assert "copied the wage slips" in hit[0].span.of(REPORT)


@pytest.mark.parametrize("text", [WARNING, PATCH, FINDING])
def test_who_warns_patches_or_finds_out_is_not_hit(trained: TrainedExtractor, text: str) -> None:
    """An organization that an article names most is no victim unless its words say so."""
    hit = [claim for claim in trained.extract(document(text)).claims if claim.predicate is Predicate.TARGET]
    assert not hit


def test_who_said_it_is_no_claim_of_its_own(trained: TrainedExtractor) -> None:
    """What stands behind a claim to say whose it is ("the centre said in a report") is part of it."""
    text = (
        "The National Cyber Response Centre examined the attack on Okonjo Brewing. Once inside, intruders "
        "used malware to encrypt more than 300 servers, the centre said in a report."
    )
    claims = trained.extract(document(text)).claims
    assert any("encrypt" in claim.span.of(text) for claim in claims)
    assert not any("said in a report" in claim.span.of(text) for claim in claims)
