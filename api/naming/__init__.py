"""Names that answer: every IRI of ours leads to a page for people and to RDF for machines."""
