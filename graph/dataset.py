"""The only door to oxrdflib: an rdflib Dataset over a store of ours."""

from typing import TYPE_CHECKING

from graph.store import Store
from ontology.errors import MissingExtra
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib


def dataset_of(store: Store) -> "rdflib.Dataset":
    """All graphs of a store as one Dataset whose default graph is their union; MissingExtra without oxrdflib.

    Every triple lives in exactly one graph, so that the union counts rightly.
    """
    try:
        import rdflib  # noqa: PLC0415  # slow, and not for everybody
        from oxrdflib.store import OxigraphStore  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtra("an rdflib Dataset", "rdflib") from error
    made = rdflib.Dataset(store=OxigraphStore(store=store.native()), default_union=True)
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace, replace=True)
    return made
