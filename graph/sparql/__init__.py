"""SPARQL from strangers: what is admitted, the processes that evaluate it, and how results are written."""
