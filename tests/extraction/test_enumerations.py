"""Groups whose members are listed in the sentence after, and marks that point to somebody."""

import pytest

from ontology.terms import Certainty, Predicate
from pipelines.extraction.account import Account
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.understanding import read_text

GROUP = "Sources said the hackers gained access to data of more than ten government agencies. "


def account(text: str) -> Account:
    """What the rules read in a text."""
    return RuleExtractor().extract(read_text(text, source="test", identifier="test"))


@pytest.mark.parametrize(
    "listing",
    [
        "They listed the Finance Ministry, the Energy Ministry and the Cabinet Office.",
        "The agencies include the Finance Ministry, the Energy Ministry and the Cabinet Office.",
        "Among them were the Finance Ministry, the Energy Ministry and the Cabinet Office.",
    ],
)
def test_members_of_a_group_are_told_with_it(listing: str) -> None:
    """Whoever is listed after a group whose data was reached is said, by the same speaker, to be of it."""
    read = account(GROUP + listing)
    reached = [c for c in read.claims if c.predicate is Predicate.ACCESSED_DATA_OF]
    names = {read.entity(claim.object).name for claim in reached}
    assert names >= {"Finance Ministry", "Energy Ministry", "Cabinet Office"}
    assert {read.entity(claim.chain[0].speakers[0]).name for claim in reached} == {"Sources"}


def test_a_list_without_a_group_is_no_harm() -> None:
    """Ministries that are merely listed are not said to be reached."""
    read = account(
        "The premier reshuffled his cabinet. They listed the Finance Ministry and the Energy Ministry."
    )
    assert not [c for c in read.claims if c.predicate is Predicate.ACCESSED_DATA_OF]


def test_marks_that_point_to_an_actor_are_probable() -> None:
    """What points to a group attributes the attack to it, as probable and by the speaker's word."""
    read = account("The way the servers of Acme Corp. were hacked points to APT10, researchers said.")
    (claim,) = [c for c in read.claims if c.predicate is Predicate.ATTRIBUTED_TO]
    assert (read.entity(claim.object).name, claim.certainty) == ("APT10", Certainty.PROBABLE)
