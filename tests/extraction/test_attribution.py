"""Who is made to answer for a claim, through whom it came, and in whose words."""

from collections.abc import Callable

import pytest

from pipelines.extraction.account import Account

STOLEN = "customer records were stolen"

HOLDERS: tuple[tuple[str, str, int], ...] = (
    (f"Acme Corp. said {STOLEN}.", "Acme Corp.", 2),
    (
        f"{STOLEN.capitalize()} from Acme Corp., two people familiar with the matter said.",
        "two people familiar with the matter",
        2,
    ),
    (
        "According to a person briefed on the inquiry, customer records of Acme Corp. were stolen.",
        "person briefed on the inquiry",
        2,
    ),
    (f"“{STOLEN.capitalize()},” said Jane Roe, chief executive of Acme Corp., on Monday.", "Jane Roe", 2),
    (f"Jane Roe, chief executive of Acme Corp., said {STOLEN}.", "Jane Roe", 2),
    (
        (
            "The Daily Planet, citing two people briefed on the matter, reported that customer records of "
            "Acme Corp. were stolen."
        ),
        "two people briefed on the matter",
        3,
    ),
    (
        (
            "Finance Minister Jan Kowalski told reporters that the ministry had been informed by Acme "
            "Corp. that no customer records were stolen."
        ),
        "Acme Corp.",
        3,
    ),
    (f"A spokesperson for Acme Corp. said {STOLEN}.", "Acme Corp.", 3),
    (f"Der Hafenbote reported on Wednesday that {STOLEN} from Acme Corp.", "Der Hafenbote", 2),
    (f"The boy's mother said {STOLEN} from Acme Corp.", "boy's mother", 2),
    (f"Acme Corp. blamed an intruder but insisted no {STOLEN}.", "Acme Corp.", 2),
    (f"The vendor, Acme Corp., said {STOLEN}.", "Acme Corp.", 2),
    (f"Tehran said {STOLEN} from Acme Corp.", "government of Tehran", 2),
    (
        f"The Daily Planet reported, citing a person close to the talks, that {STOLEN} from Acme Corp.",
        "person close to the talks",
        3,
    ),
    (
        f"The Daily Planet, quoting several diplomats, reported that {STOLEN} from Acme Corp.",
        "several diplomats",
        3,
    ),
    (
        f"{STOLEN.capitalize()} from Acme Corp., the Daily Planet said, citing people close to Norvik Lines.",
        "people close to Norvik Lines",
        3,
    ),
    (
        (
            "In a filing with the Ministry of Finance, Acme Corp. said the files held names and dates, but "
            f"that it had found that {STOLEN}."
        ),
        "Acme Corp.",
        2,
    ),
    (f"Jane Roe, a senator, said the breach showed that {STOLEN} from Acme Corp.", "Jane Roe", 2),
    (
        f"An official at the Ministry of Finance, who asked not to be named, said {STOLEN} from Acme Corp.",
        "official at the Ministry of Finance",
        2,
    ),
    (
        (
            f"The Daily Planet first reported that Acme Corp. was hacked. The paper said {STOLEN} and that "
            "nobody was arrested."
        ),
        "Daily Planet",
        2,
    ),
    (f"The Daily Planet newspaper reported on Monday that {STOLEN} from Acme Corp.", "Daily Planet", 2),
    (
        f"A clerk at the port said the delay was due to a fault and denied that {STOLEN}.",
        "clerk at the port",
        2,
    ),
    (
        (
            "The Daily Planet quoted an unnamed employee of Norvik Lines as saying that customer records "
            "were stolen from Acme Corp."
        ),
        "unnamed employee of Norvik Lines",
        3,
    ),
    (
        f"Jane Roe, a deputy minister, told a parliamentary committee {STOLEN} from Acme Corp.",
        "Jane Roe",
        2,
    ),
    (f"Albania’s interior minister said {STOLEN} from Acme Corp.", "Albania’s interior minister", 2),
    (
        f"According to a police document seen by the Daily Planet, {STOLEN} from Acme Corp.",
        "police document",
        2,
    ),
    (
        f"Norway’s financial regulator said it would inspect Acme Corp. It added that {STOLEN}.",
        "Norway’s financial regulator",
        2,
    ),
)


@pytest.mark.parametrize(("text", "holder", "length"), HOLDERS)
def test_the_innermost_speaker_holds_the_claim(
    told: Callable[..., tuple], text: str, holder: str, length: int
) -> None:
    """Who commits to it is the holder; each relay between them and the publisher is one step."""
    found = {(c.holder, c.length) for c in told(text) if c.predicate == "exfiltrated"}
    assert found == {(holder, length)}


def test_a_quotation_is_direct_speech_however_it_is_marked(told: Callable[..., tuple]) -> None:
    """Curly, straight and angular marks are the same."""
    for opening, closing in ("“”", '""', "«»"):
        text = f"Jane Roe of Acme Corp. said: {opening}Customer records were stolen.{closing}"
        assert {c.mode for c in told(text) if c.predicate == "exfiltrated"} == {"direct"}


def test_a_quotation_goes_on_behind_its_speaker(told: Callable[..., tuple]) -> None:
    """What follows in quotation marks is said by the same speaker."""
    text = "“We cut the connection,” said Jane Roe of Acme Corp. “Customer records were stolen.”"
    assert {c.holder for c in told(text) if c.predicate == "exfiltrated"} == {"Jane Roe"}


def test_attributions_have_source_cue_and_content(account: Callable[[str], Account]) -> None:
    """Also what no frame reads is attributed, in spans of the text."""
    text = "The weather is fine, the boy's mother said on Monday."
    (found,) = account(text).attributions
    assert [s.of(text) for s in found.source] == ["the boy's mother"]
    assert [s.of(text) for s in found.cue] == ["said"]
    assert [s.of(text) for s in found.content] == ["The weather is fine"]


def test_a_noun_is_no_cue(account: Callable[[str], Account]) -> None:
    """A nation state says nothing, nor do the United States by their name."""
    assert not account("A nation state hacked it. The United States was hit.").attributions
