"""Whose a claim is: the likeliest of its voices, but for what quotation marks rule out."""

from ontology.terms import Act
from pipelines.extraction.account import PUBLISHER, Step
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.learned.voices import Voice, chosen

REPORTS = Step(speakers=(PUBLISHER,), act=Act.REPORTS)
OWN = Voice(chain=(REPORTS,), features=("own",))
MAYOR = Voice(chain=(Step(speakers=("mayor",), act=Act.SAYS), REPORTS), features=("said",))
MODEL = Ranker({"own": 2.0, "said": 1.0})


def test_words_in_quotation_marks_are_not_the_article_s_own() -> None:
    """Where somebody else may have said them, the article's voice is out, however likely it looks."""
    assert chosen([OWN, MAYOR], MODEL, quoted=False)[0] is OWN
    assert chosen([OWN, MAYOR], MODEL, quoted=True)[0] is MAYOR


def test_a_publisher_that_was_heard_may_quote_itself() -> None:
    """A company that publishes its own statement speaks in quotation marks too; so does the only voice."""
    itself = Voice(chain=(REPORTS,), features=("own", "heard"))
    assert chosen([itself, MAYOR], MODEL, quoted=True)[0] is itself
    assert chosen([OWN], MODEL, quoted=True)[0] is OWN
