"""What the schema says of itself: the ontology's definitions, and a few words on borrowed properties."""

from graph.codec import mapping
from ontology.errors import OntologyError
from ontology.terms import DCTERMS, IC, OA, ORG, PROV, RDF, RDFS, SCHEMA, SEM, SKOS
from ontology.vocabulary import definition

_BORROWED = {
    RDF + "type": "What kind of thing it is.",
    RDF + "subject": "Of what it would be the case.",
    RDF + "predicate": "What would be the case of the subject.",
    RDF + "object": "With whom or what it would be the case.",
    RDFS + "label": "What it is called.",
    RDFS + "comment": "Why the two claims stand so to each other, in words.",
    SKOS + "altLabel": "Other names.",
    SKOS + "exactMatch": "The same thing in other lists, as IRIs.",
    DCTERMS + "identifier": "What others know it by.",
    ORG + "memberOf": "Organizations and collectives of which it is a member.",
    PROV + "wasGeneratedBy": "The extractor, in its version, that read it.",
    PROV + "hadPrimarySource": "Those from whom it comes in the end.",
    SCHEMA + "jobTitle": "Offices and posts, as written.",
    SCHEMA + "sha256": "SHA-256 of the stored text as UTF-8.",
    SCHEMA + "publisher": "Who published it.",
    SCHEMA + "inLanguage": "Language of the text, as BCP 47 tag.",
    SCHEMA + "headline": "Its headline; null when it has none.",
    SCHEMA + "url": "Where it stood on the web; null for a file.",
    SCHEMA + "datePublished": "Day of publication (ISO 8601); null when it is not known.",
    SCHEMA + "dateModified": "Day of the last change (ISO 8601); null when it is not known.",
    SCHEMA + "dateCreated": "When it was retrieved (ISO 8601, UTC); never the day of publication.",
    SCHEMA + "wordCount": "Number of words of the text.",
    SCHEMA + "about": "The incidents it reports on.",
    SCHEMA + "unitText": "What is counted, in the singular, or the unit.",
    SCHEMA + "value": "The number, where it is exact.",
    SCHEMA + "minValue": "The number is at least this.",
    SCHEMA + "maxValue": "The number is at most this.",
    OA + "exact": "The exact words: the characters of the stored text from `start` to `end`.",
    OA + "start": "Where the words begin, in code points of the stored text, from 0.",
    OA + "end": "Where the words end, exclusive, in code points of the stored text.",
    SEM + "hasEarliestBeginTimeStamp": "The earliest day it can mean (ISO 8601); null when open.",
    SEM + "hasLatestEndTimeStamp": "The latest day it can mean (ISO 8601); null when open.",
}


def of_class(name: str) -> str:
    """The definition of a class of ours by its local name."""
    return definition(IC + name)


def of_field(cls: type, field: str) -> str:
    """What a field of a class of the model means: the definition of the property that carries it."""
    carrier = next(item.property for item in mapping(cls).fields if item.name == field)
    return _BORROWED.get(carrier) or definition(carrier)


def of_value(iri: str) -> str | None:
    """The definition of a value of a closed list; None for a class that is not ours."""
    try:
        return definition(iri)
    except OntologyError:
        return None
