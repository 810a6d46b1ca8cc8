"""What each sentence of news tells: predicate, object, polarity, certainty, holder."""

from collections.abc import Callable

import pytest

from ontology.terms import Kind
from pipelines.extraction.account import Account
from pipelines.extraction.claims import FRAMES

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Acme Corp. said hackers had copied the blood tests of 900 patients from a server.",
        ("exfiltrated", "blood tests of 900 patients", "positive", "certain"),
    ),
    (
        "Acme Corp. denied that the orchestra scores had been stolen.",
        ("exfiltrated", "orchestra scores", "negative", "certain"),
    ),
    (
        "Acme Corp. said hackers stole customer records.",
        ("exfiltrated", "customer records", "positive", "certain"),
    ),
    (
        "Acme Corp. denied that customer records had been stolen.",
        ("exfiltrated", "customer records", "negative", "certain"),
    ),
    (
        "Acme Corp. said that hackers may have stolen customer records.",
        ("exfiltrated", "customer records", "positive", "possible"),
    ),
    (
        "Acme Corp. found no evidence that customer records had been stolen.",
        ("exfiltrated", "customer records", "negative", "probable"),
    ),
    (
        "Acme Corp. said it could not rule out that customer records were stolen.",
        ("exfiltrated", "customer records", "positive", "possible"),
    ),
    (
        "Acme Corp. said neither source code nor passwords were stolen.",
        ("exfiltrated", "passwords", "negative", "certain"),
    ),
    (
        "Acme Corp. said the hackers not only stole passwords but also copied source code.",
        ("exfiltrated", "passwords", "positive", "certain"),
    ),
    (
        "The attackers demanded a ransom of $4 million from Acme Corp., which the company refused to pay.",
        ("ransomDemanded", "$4 million", "positive", "certain"),
    ),
    (
        "The attackers demanded a ransom of $4 million from Acme Corp., which the company refused to pay.",
        ("ransomPaid", "ransom", "negative", "certain"),
    ),
    (
        "The attackers encrypted the servers of Acme Corp. and disrupted its production.",
        ("encrypted", "servers", "positive", "certain"),
    ),
    (
        "The attackers encrypted the servers of Acme Corp. and disrupted its production.",
        ("disrupted", "production", "positive", "certain"),
    ),
    (
        "Personal data of about 48,000 current and former employees of Acme Corp. was stolen.",
        ("peopleAffected", "about 48,000 current and former employees", "positive", "certain"),
    ),
    (
        "Iranian hackers breached the network of Acme Corp., the Dutch intelligence service AIVD said.",
        ("attributedTo", "Iranian hackers", "positive", "certain"),
    ),
    (
        "Acme Corp. said the attackers got in through phishing emails.",
        ("technique", "Phishing", "positive", "certain"),
    ),
    (
        "Acme Corp. released a patch for CVE-2024-31882, a flaw in its Gateway routers.",
        ("patchedBy", "Acme Corp.", "positive", "certain"),
    ),
    (
        "Acme Corp. released a patch for CVE-2024-31882, a flaw in its Gateway routers.",
        ("affectedProduct", "Gateway routers", "positive", "certain"),
    ),
    (
        "Acme Corp. has not said how many people were affected.",
        ("disclosed", "how many people were affected", "negative", "certain"),
    ),
    (
        "Acme Corp. informed the Privacy Commissioner and the New Zealand Police of the breach.",
        ("audience", "New Zealand Police", "positive", "certain"),
    ),
    (
        "The attackers used stolen credentials to enter the network of Acme Corp., the company said.",
        ("technique", "Valid Accounts", "positive", "certain"),
    ),
    (
        "Acme Corp. said unauthorized access to its servers originated at an affiliated company in China.",
        ("originatedAt", "affiliated company in China", "positive", "certain"),
    ),
    (
        "The attackers shut down the booking system of Acme Corp., the airline.",
        ("disrupted", "booking system", "positive", "certain"),
    ),
    (
        "Hackers posing as the tax office broke into the network of Acme Corp. last week.",
        ("impersonated", "tax office", "positive", "certain"),
    ),
    (
        "Acme Corp. fell. Borin Labs attributed the theft with high confidence to the gang Velvet Heron.",
        ("attributedTo", "Velvet Heron", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. Police have opened an investigation.",
        ("actor", "Police", "positive", "certain"),
    ),
    (
        "Acme Corp. loses $81m in hack attributed to North Korea.",
        ("attributedTo", "government of North Korea", "positive", "certain"),
    ),
    (
        "The College of Calder said that personal details of 52,000 students and staff had been published.",
        ("exfiltrated", "personal details of 52,000 students", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. Acme Corp. has notified law enforcement, including the FBI.",
        ("audience", "FBI", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. The Ministry of Finance has been consulted.",
        ("audience", "Ministry of Finance", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. A newspaper said the intruders had demanded $2 million.",
        ("ransomDemanded", "$2 million", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. Iran was blamed by Acme Corp. for the attack.",
        ("attributedTo", "government of Iran", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. Iran's foreign ministry spokesman, Nasser Karimi, dismissed the accusation.",
        ("attributedTo", "foreign ministry", "negative", "certain"),
    ),
    (
        "The police played down a report of stolen customer records at Acme Corp.",
        ("exfiltrated", "customer records", "positive", "underspecified"),
    ),
    (
        "Acme Corp. was hacked. The group known as Velvet Heron was suspected.",
        ("attributedTo", "Velvet Heron", "positive", "probable"),
    ),
    (
        "Among those hit are the retailer Norvik Lines Ltd. and the Ministry of Finance.",
        ("target", "Norvik Lines Ltd.", "positive", "certain"),
    ),
    (
        "Among those hit are the retailer Norvik Lines Ltd. and the Ministry of Finance.",
        ("target", "Ministry of Finance", "positive", "certain"),
    ),
    (
        "Acme Corp. was hacked. Other victims include Norvik Lines Ltd. and the Ministry of Finance.",
        ("target", "Ministry of Finance", "positive", "certain"),
    ),
)

NOT_TOLD: tuple[tuple[str, str], ...] = (
    ("The flaw in Acme's gateways is critical, enabling an attacker to steal passwords.", "exfiltrated"),
    ("Acme Corp. was hacked. Criminals often encrypt servers and demand a ransom.", "ransomDemanded"),
    ("Acme Corp. was hacked. Attackers are trying new ways to disrupt operations.", "disrupted"),
    ("The hackers used Mimikatz, a tool for stealing passwords, at Acme Corp.", "exfiltrated"),
    ("The malware found at Acme Corp. is capable of stealing passwords.", "exfiltrated"),
    ("The trojan steals passwords and encrypts files.", "exfiltrated"),
    ("Attackers can exploit the flaw to steal passwords.", "exfiltrated"),
    ("If passwords were stolen, users of Acme Corp. should change them.", "exfiltrated"),
    ("The group primarily targets hospitals in Europe.", "attributedTo"),
    ("The attackers demanded $5 million and told Acme Corp. to pay the ransom.", "ransomPaid"),
    ("It took three days to restore the servers of Acme Corp.", "exfiltrated"),
    (
        (
            "Acme Corp. reported the breach. In 2017, in a separate case, billing data of 5,000 customers "
            "was stolen."
        ),
        "exfiltrated",
    ),
    (
        "The attackers used stolen credentials to enter the network of Acme Corp., the company said.",
        "exfiltrated",
    ),
    ("The gang named Acme Corp. on its leak site.", "exfiltrated"),
    ("Acme Corp. was hacked. “We are working to understand the impact,” it said.", "hasImpact"),
    ("Acme Corp. was hacked. Tehran has been accused by Tirana of earlier attacks.", "attributedTo"),
    ("Acme Corp. was hacked. The privacy watchdog has opened an inquiry.", "actor"),
    (
        "Hackers hit Acme Corp. Patients sued the gang and a clerk, demanding 500 euros each.",
        "ransomDemanded",
    ),
    ("Acme Corp. was hacked. We attributed the account of an attack to the Crime Agency.", "attributedTo"),
    ("Acme Corp. was hacked. An attack in 2022 shut down the ferries of Norvik Lines.", "actor"),
    (
        "Acme Corp. was hacked. Police hold a clerk. His lawyer said he denied any involvement.",
        "attributedTo",
    ),
    ("Acme Corp. was hacked. It had ignored an audit which warned of weak key management.", "audience"),
    ("Acme Corp. was hacked. “We did not pay and we will not pay,” it said.", "disrupted"),
    ("Acme Corp. was hacked. The flaw CVE-2023-41991 was patched in May.", "technique"),
    (
        "The Nikkan Shimpo, quoting several government officials, reported that Acme Corp. was hacked.",
        "sector",
    ),
    ("Acme Corp. sells computers and was founded in 1990.", "compromised"),
)


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_is_read(told: Callable[..., tuple], sentence: str, expected: tuple[str, ...]) -> None:
    """The claim that a reader would make of a sentence is among those read."""
    found = {(c.predicate, c.object, c.polarity, c.certainty) for c in told(sentence)}
    assert expected in found, found


@pytest.mark.parametrize(("text", "predicate"), NOT_TOLD)
def test_nothing_is_read_into_a_sentence(told: Callable[..., tuple], text: str, predicate: str) -> None:
    """Other incidents, means and names of sites make no claim of this kind."""
    assert not [c for c in told(text) if c.predicate == predicate]


def test_a_list_of_those_hit_ends_with_the_first_of_whom_more_is_told(told: Callable[..., tuple]) -> None:
    """Who is named in a clause on one of them is not hit for that."""
    found = told("Among those hit in the attack are Norvik Lines Ltd., which told Borin Shipping Ltd. of it.")
    assert not [c for c in found if c.object == "Borin Shipping Ltd."]


_LONG = (
    "Hackers stole passport data of travellers, a minister said on Saturday. They got into a system of the "
    "border guards, and samples had appeared by Sunday morning, as some people who had seen them told "
    "reporters. It was not known who had posted them or who else had the data. Opposition lawmakers asked "
    "for a debate in parliament, and the minister promised one for the coming week. "
)


@pytest.mark.parametrize(
    "text",
    [
        _LONG + "The samples were shown on a Telegram channel.",
        _LONG + "Norvik Lines Ltd. said that it hoped for the best.",
    ],
)
def test_nobody_is_hit_for_being_named_once_in_passing(account: Callable[..., Account], text: str) -> None:
    """Neither where something was published nor who spoke late in a text gives an incident its name."""
    assert [e.name for e in account(text).entities if e.kind is Kind.INCIDENT] == ["incident"]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.__name__)
def test_every_frame_explains_itself(frame: Callable[..., object]) -> None:
    """The docstring of a frame is the explanation of its claims: one plain sentence."""
    assert frame.__doc__
    assert frame.__doc__.strip().endswith(".")
    assert len(frame.__doc__) < 200
