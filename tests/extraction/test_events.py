"""Which words tell of an event, and of which sort."""

from collections.abc import Callable

import pytest

from pipelines.extraction.account import Account

OPENING = "Hackers broke into the network of Acme Corp. on Monday. "


@pytest.mark.parametrize(
    ("sentence", "kind", "trigger"),
    [
        ("The police were informed at noon.", "notification", "informed"),
        ("An inquiry began at once.", "investigation", "inquiry"),
        ("Staff unplugged every modem.", "containment", "unplugged"),
        ("The outage lasted two days.", "outage", "outage"),
        ("Two men were arrested in June.", "arrest", "arrested"),
        ("The chairman apologised in tears.", "apology", "apologised"),
        ("Somebody got into the terminals of the club.", "intrusion", "got into"),
    ],
)
def test_the_head_is_the_trigger(
    account: Callable[[str], Account], sentence: str, kind: str, trigger: str
) -> None:
    """What follows an incident is marked by the one word that says it."""
    text = OPENING + sentence
    assert (kind, trigger) in {(e.type.value, e.trigger.of(text)) for e in account(text).events}


def test_other_news_has_no_such_events(account: Callable[[str], Account]) -> None:
    """Where a text tells of no incident, inquiries and arrests are not events of one."""
    assert not account("An inquiry into the price of tomatoes began. Two men were arrested.").events
