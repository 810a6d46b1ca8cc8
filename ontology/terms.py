"""The closed names: namespaces, classes, properties and values that claims are made of.

Plain strings, so that nothing here needs an RDF library; `tests/ontology` holds them against the vocabulary.
"""

from enum import StrEnum
from typing import NewType

Iri = NewType("Iri", str)

IC = "https://w3id.org/claimgraph/ns#"
ICV = "https://w3id.org/claimgraph/vocab/"
SECTOR = "https://w3id.org/claimgraph/sector/"
ID = "https://w3id.org/claimgraph/id/"
GRAPH = "https://w3id.org/claimgraph/graph/"
SAID = "https://w3id.org/claimgraph/said#"
DENIED = "https://w3id.org/claimgraph/denied#"
UNCONFIRMED = "https://w3id.org/claimgraph/unconfirmed#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"

RDF_TYPE = Iri(RDF + "type")

PREFIXES: dict[str, str] = {
    "ic": IC,
    "icv": ICV,
    "sec": SECTOR,
    "id": ID,
    "cg": GRAPH,
    "said": SAID,
    "denied": DENIED,
    "unconfirmed": UNCONFIRMED,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "oa": OA,
    "sem": SEM,
}


class Graphs(StrEnum):
    """The named graphs besides the pages; every triple lives in exactly one graph."""

    SHARED = GRAPH + "shared"  # content-addressed propositions, times, quantities
    ENTITIES = GRAPH + "entities"
    INCIDENTS = GRAPH + "incidents"
    COMPARISONS = GRAPH + "comparisons"
    SHORTCUTS = GRAPH + "shortcuts"  # said:, denied:, unconfirmed: edges, rebuilt with each generation
    CORROBORATION = GRAPH + "corroboration"  # from how many origins a point comes, rebuilt likewise
    HISTORY = (
        GRAPH + "history"
    )  # when articles came to be known, and what people decided; not what is claimed
    REFERENCE = GRAPH + "reference"  # sectors and values with their labels, so that queries can name them


PAGE = GRAPH + "article/"  # + document id: the page of one document


class Kind(StrEnum):
    """What an entity is: the classes of the ontology that claims speak of."""

    ORGANIZATION = "Organization"
    COMPANY = "Company"
    GOVERNMENT_BODY = "GovernmentBody"
    MEDIA_ORGANIZATION = "MediaOrganization"
    PERSON = "Person"
    THREAT_ACTOR = "ThreatActor"
    UNNAMED_SOURCE = "UnnamedSource"
    COLLECTIVE = "Collective"
    PLACE = "Place"
    SECTOR = "Sector"
    SYSTEM = "Asset"
    DATA = "DataAsset"
    MALWARE = "Malware"
    TOOL = "Tool"
    VULNERABILITY = "Vulnerability"
    INCIDENT = "Incident"
    EVENT = "Event"
    COMMUNICATION = "Communication"
    TOPIC = "Topic"
    CONCEPT = "Concept"
    DATE = "TimeExpression"
    QUANTITY = "Quantity"
    MONEY = "Money"

    @property
    def iri(self) -> Iri:
        """The class."""
        return Iri((SKOS if self is Kind.CONCEPT else IC) + self.value)


class Predicate(StrEnum):
    """What a proposition may say; local names of properties of the ontology."""

    ACTOR = "actor"
    TARGET = "target"
    ATTRIBUTED_TO = "attributedTo"
    COMPROMISED = "compromised"
    EXFILTRATED = "exfiltrated"
    MISUSED = "misused"
    ENCRYPTED = "encrypted"
    DISRUPTED = "disrupted"
    ACCESSED_DATA_OF = "accessedDataOf"
    AFFECTED_SECTOR = "affectedSector"
    PEOPLE_AFFECTED = "peopleAffected"
    ORIGINATED_AT = "originatedAt"
    VIA = "via"
    TECHNIQUE = "technique"
    USED = "used"
    EXPLOITED = "exploited"
    IMPERSONATED = "impersonated"
    AFFECTED_PRODUCT = "affectedProduct"
    DISCOVERED_BY = "discoveredBy"
    PATCHED_BY = "patchedBy"
    RANSOM_DEMANDED = "ransomDemanded"
    RANSOM_PAID = "ransomPaid"
    AMOUNT = "amount"
    HAS_IMPACT = "hasImpact"
    PLACE = "place"
    TIME = "time"
    AFTER = "after"
    EVENT_TYPE = "eventType"
    DISCLOSED = "disclosed"
    AUDIENCE = "audience"
    SECTOR = "sector"
    SERVES_SECTOR = "servesSector"
    LINKED_TO = "linkedTo"
    PART_OF = "partOf"
    LOCATED_IN = "locatedIn"
    OWNED_BY = "ownedBy"
    CONCERNS = "concerns"
    RELATION = "relation"
    DESCRIPTION = "description"

    @property
    def iri(self) -> Iri:
        """The property."""
        return Iri(IC + self.value)


class Value(StrEnum):
    """A concept of one of our value lists; the value is its local name."""

    @property
    def iri(self) -> Iri:
        """The concept."""
        return Iri(ICV + self.value)


class Polarity(Value):
    """Whether the holder says that the proposition is, or is not, the case."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(Value):
    """How certain the holder is presented to be (FactBank: CT, PR, PS, U)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class SpeechMode(Value):
    """In quotation marks, paraphrased, or the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    OWN_VOICE = "own-voice"


class Act(Value):
    """What a speaker does at a step of the chain."""

    SAYS = "says"
    REPORTS = "reports"
    SUSPECTS = "suspects"
    CONFIRMS = "confirms"
    ACKNOWLEDGES = "acknowledges"
    INDICATES = "indicates"
    ANNOUNCES = "announces"
    APOLOGISES = "apologises"


class SpeakerKind(Value):
    """On what footing somebody speaks."""

    NAMED = "named"  # a person by name, without public office
    OFFICIAL = "official"  # a public body, or a person by name who holds public office
    CORPORATE = "corporate"  # a company, or somebody speaking openly in its name
    PRESS = "press"  # a newsroom or its journalists
    ANONYMOUS = "anonymous"  # known by a description only


class EventType(Value):
    """What kind of event it is."""

    CYBER_ATTACK = "cyber-attack"
    INTRUSION = "intrusion"
    DATABREACH = "databreach"
    INFORMATION_LEAK = "information-leak"
    EXFILTRATION = "exfiltration"
    RANSOM = "ransom"
    PHISHING = "phishing"
    SUPPLY_CHAIN = "supply-chain"
    OUTAGE = "outage"
    DISCOVER_VULNERABILITY = "discover-vulnerability"
    EXPLOIT_VULNERABILITY = "exploit-vulnerability"
    PATCH_VULNERABILITY = "patch-vulnerability"
    DETECTION = "detection"
    CONTAINMENT = "containment"
    INVESTIGATION = "investigation"
    PRESS_STATEMENT = "press-statement"
    NEWS_CONFERENCE = "news-conference"
    NEWS_REPORT = "news-report"
    NOTIFICATION = "notification"
    APOLOGY = "apology"
    LAWSUIT = "lawsuit"
    FINE = "fine"
    ARREST = "arrest"
    SERVICE_LAUNCH = "service-launch"
    SPORTS_EVENT = "sports-event"


class Relation(Value):
    """How two claims stand to each other."""

    RESTATES = "restates"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    CONTRADICTS = "contradicts"
    CONTRADICTS_IN_SCOPE = "contradicts-in-scope"
    CERTAINTY_DIFFERS = "certainty-differs"
    ATTRIBUTION_DIFFERS = "attribution-differs"
    SCOPE_DIFFERS = "scope-differs"
    IN_TENSION = "in-tension"


class Ruling(Value):
    """What somebody may decide about articles, entities and claims of the graph."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
