"""SPARQL over HTTP: the protocol, the endpoint, what it says of itself, and the named questions."""
