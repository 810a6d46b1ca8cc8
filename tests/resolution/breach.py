"""Two invented accounts of one breach, with the difficulties of real ones."""

from ontology.terms import Certainty, EventType, Kind, Predicate, SpeakerKind, SpeechMode
from pipelines.extraction.account import Amount, Time
from tests.resolution.telling import INCIDENT, Read, Telling

DEFENCE = "https://w3id.org/claimgraph/sector/defence"
POWER = "https://w3id.org/claimgraph/sector/electricity"
RAIL = "https://w3id.org/claimgraph/sector/rail"
MINISTRY = "https://w3id.org/claimgraph/id/body/jp-ministry-of-defense"
TICK = "https://w3id.org/claimgraph/id/group/tick"
CHINA = "https://w3id.org/claimgraph/id/place/cn"


def _cast(telling: Telling, name: str) -> Telling:
    telling.named("company", Kind.COMPANY, name, aliases=("Orion", "the company"))
    telling.named("minister", Kind.PERSON, "Haru Endo", job_title="Chief Cabinet Secretary")
    for local, word, iri in (("defence", "defence", DEFENCE), ("power", "electric power", POWER)):
        telling.described(local, Kind.SECTOR, word, same_as=(iri,))
    telling.described("detection", Kind.EVENT, "detection", event_type=EventType.DETECTION, part_of=INCIDENT)
    telling.described(
        "statement", Kind.COMMUNICATION, "statement", event_type=EventType.PRESS_STATEMENT, owner="company"
    )
    return telling.incident("company")


def first() -> Read:
    """An unnamed publisher: an exact day, an amount, two limited denials, a minister's own denial."""
    telling = _cast(Telling("aaaa"), "Orion Electric")
    telling.named("daily", Kind.MEDIA_ORGANIZATION, "The Harbour Daily")
    telling.described(
        "voice",
        Kind.UNNAMED_SOURCE,
        "Orion spokesperson",
        speaks_for="company",
        speaker_kind=SpeakerKind.CORPORATE,
    )
    telling.described("insiders", Kind.UNNAMED_SOURCE, "insiders", speaker_kind=SpeakerKind.ANONYMOUS)
    telling.described("group", Kind.THREAT_ACTOR, "an espionage group linked to China")
    telling.described("partners", Kind.COLLECTIVE, "business partners", owner="company")
    telling.described("containment", Kind.EVENT, "containment", event_type=EventType.CONTAINMENT)
    telling.data("data", "200MB of data", owner="company")
    telling.data("personal", "personal information", owner="company")
    telling.data("ofdefence", "sensitive information on defence", concerns=("defence",))
    telling.data("ofpower", "information on electric power", concerns=("power",))
    telling.data("ofgear", "information related to defence equipment", concerns=("defence",))
    telling.data("ofpartners", "important information concerning business partners", concerns=("partners",))
    telling.date("day", "2019-06-28", "2019-06-28", "2019-06-28")
    telling.says("It was noticed on 28 June 2019.", "detection", Predicate.TIME, "day", ["company"])
    telling.says("Access was cut at once.", "containment", Predicate.AFTER, "detection", ["company"])
    telling.says(
        "The daily reported that 200MB left.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "data",
        ["daily"],
        quantity=Amount(unit="MB", value=200),
    )
    telling.says(
        "Personal information may be out, Orion said.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "personal",
        ["company"],
        certainty=Certainty.POSSIBLE,
        mode=SpeechMode.DIRECT,
    )
    telling.says(
        "Orion saw no evidence that partners' secrets were taken.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "ofpartners",
        ["company"],
        denied=True,
        certainty=Certainty.PROBABLE,
        scope=("sensitive",),
    )
    for local, scope in (("ofdefence", "sensitive"), ("ofpower", "sensitive"), ("ofpartners", "important")):
        telling.says(
            f"The spokesperson ruled out a leak ({local}).",
            INCIDENT,
            Predicate.EXFILTRATED,
            local,
            ["company", "voice"],
            denied=True,
            scope=(scope,),
        )
    for local in ("ofgear", "ofpower"):
        telling.says(
            f"Endo ruled it out ({local}).", INCIDENT, Predicate.EXFILTRATED, local, ["minister"], denied=True
        )
    telling.says(
        "Reporters suspect a group linked to China.",
        INCIDENT,
        Predicate.ATTRIBUTED_TO,
        "group",
        ["insiders"],
        certainty=Certainty.PROBABLE,
    )
    return telling.read()


def second() -> Read:
    """A named publisher with anonymous sources: a ministry, partners, a sector, an actor."""
    telling = _cast(Telling("bbbb", "The Bay Tribune", "2020-01-21"), "Orion Electric Corp.")
    telling.described(
        "insiders", Kind.UNNAMED_SOURCE, "sources close to Orion", speaker_kind=SpeakerKind.ANONYMOUS
    )
    telling.named("tick", Kind.THREAT_ACTOR, "Tick", same_as=(TICK,))
    telling.named("ministry", Kind.GOVERNMENT_BODY, "Defense Ministry", same_as=(MINISTRY,))
    telling.described("customers", Kind.COLLECTIVE, "customers", owner="company")
    telling.described("firms", Kind.COLLECTIVE, "dozens of leading companies")
    telling.described("servers", Kind.SYSTEM, "servers", owner="company", head="server")
    telling.described("damage", Kind.CONCEPT, "damage")
    telling.data("personal", "personal information", owner="company")
    telling.data("unsaid", "information", owner="company")
    telling.data("ofdefence", "sensitive data in the defence industry", concerns=("defence",))
    telling.data("ofpower", "sensitive data on the electric power industry", concerns=("power",))
    telling.data("ofgear", "sensitive data on defence equipment", concerns=("defence",))
    telling.data("ofcustomers", "vital information about its customers", concerns=("customers",))
    telling.date("late", "2019-06-21~/2019-06-30", "2019-06-21", "2019-06-30", "the year is inferred")
    telling.date("release", "2020-01-20", "2020-01-20", "2020-01-20")
    telling.says("Sources put it in late June.", "detection", Predicate.TIME, "late", ["insiders"])
    telling.says("The statement came on 20 January 2020.", "statement", Predicate.TIME, "release")
    telling.says(
        "More than 40 servers were breached since July, sources said.",
        INCIDENT,
        Predicate.COMPROMISED,
        "servers",
        ["insiders"],
        quantity=Amount(unit="server", minimum=41),
        time=Time(edtf="2019-07/..", earliest="2019-07-01", latest=None),
    )
    telling.says(
        "Sources think it likely that information left.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "unsaid",
        ["insiders"],
        certainty=Certainty.PROBABLE,
    )
    telling.says(
        "We confirm the possibility, Orion wrote.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "personal",
        ["company"],
        certainty=Certainty.POSSIBLE,
        mode=SpeechMode.DIRECT,
    )
    for local, scope in (("ofdefence", "sensitive"), ("ofpower", "sensitive"), ("ofcustomers", "vital")):
        telling.says(
            f"The statement denied a leak ({local}).",
            INCIDENT,
            Predicate.EXFILTRATED,
            local,
            ["company"],
            denied=True,
            scope=(scope,),
        )
    for local in ("ofgear", "ofpower"):
        telling.says(
            f"Endo said the company had reported no leak ({local}).",
            INCIDENT,
            Predicate.EXFILTRATED,
            local,
            ["company", "minister"],
            denied=True,
            scope=("sensitive",),
        )
    telling.says(
        "Orion has not confirmed damage.",
        INCIDENT,
        Predicate.HAS_IMPACT,
        "damage",
        ["company"],
        denied=True,
        certainty=Certainty.UNDERSPECIFIED,
    )
    telling.says(
        "Data of the Defense Ministry was reached, sources said.",
        INCIDENT,
        Predicate.ACCESSED_DATA_OF,
        "ministry",
        ["insiders"],
    )
    telling.says(
        "Data on dozens of companies was reached, sources said.",
        INCIDENT,
        Predicate.ACCESSED_DATA_OF,
        "firms",
        ["insiders"],
    )
    telling.says(
        "The power industry was hit, sources said.",
        INCIDENT,
        Predicate.AFFECTED_SECTOR,
        "power",
        ["insiders"],
    )
    telling.says(
        "Orion suspects Tick, sources said.",
        INCIDENT,
        Predicate.ATTRIBUTED_TO,
        "tick",
        ["company", "insiders"],
        certainty=Certainty.PROBABLE,
    )
    telling.says(
        "The method points to Tick, sources said.",
        INCIDENT,
        Predicate.ATTRIBUTED_TO,
        "tick",
        ["insiders"],
        certainty=Certainty.PROBABLE,
    )
    return telling.read()
