"""What the articles of the invented world claim, and how it is published."""

from collections.abc import Callable
from pathlib import Path

from graph import names
from graph.generations import publish
from graph.graph import Graph, writing
from ontology.model import Claim, Comparison
from ontology.terms import Act, Certainty, Graphs, Polarity, Predicate, Relation, SpeechMode
from tests.api.world import World, Writer


def herald() -> Writer:
    """A suspicion told by sources, effects by their word, a denial, a reported silence, and background."""
    w, it = Writer("herald-1", World.herald, World.intrusion, "2024-06-10"), World.intrusion
    told, says = (World.sources, Act.SAYS), (World.acme, Act.SAYS)
    w.claim(
        "the company suspects Heron",
        (it, Predicate.ATTRIBUTED_TO, World.heron),
        (World.acme, Act.SUSPECTS),
        told,
        certainty=Certainty.PROBABLE,
    )
    w.claim(
        "Data of more than ten agencies was reached", (it, Predicate.ACCESSED_DATA_OF, World.agencies), told
    )
    w.claim("orders of the Ministry of Defense too", (it, Predicate.EXFILTRATED, World.orders), told)
    w.claim("Heron attacked Acme on June 3", (it, Predicate.TARGET, World.acme), time=World.june_3.iri)
    w.claim(
        "“200 MB of plans”\u00a0were taken",
        (it, Predicate.EXFILTRATED, World.plans),
        quantity=World.megabytes.iri,
    )
    w.claim(
        "No sensitive grid data was taken",
        (it, Predicate.EXFILTRATED, World.grid),
        says,
        polarity=Polarity.NEGATIVE,
        speech_mode=SpeechMode.DIRECT,
        scope=("sensitive",),
    )
    w.claim(
        "It has not confirmed that railways were hit",
        (it, Predicate.AFFECTED_SECTOR, World.rail),
        says,
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.UNDERSPECIFIED,
    )
    w.claim("Acme also works for banks", (World.acme, Predicate.SERVES_SECTOR, World.banking))
    w.claim("Heron usually goes after banks", (World.heron, Predicate.TARGET, World.banks))
    jointly = ((World.acme, World.sources), Act.SAYS)
    w.claim("Forty servers were breached", (it, Predicate.COMPROMISED, World.servers), jointly)
    w.mention("Heron", World.heron)
    return w


def courier() -> Writer:
    """The same attribution in the paper's own voice, at another time, and a minister's denial."""
    w, it = Writer("courier-1", World.courier, World.intrusion), World.intrusion
    w.claim("Heron did it, on July 1", (it, Predicate.ATTRIBUTED_TO, World.heron), time=World.july_1.iri)
    w.claim(
        "no plans were taken",
        (it, Predicate.EXFILTRATED, World.plans),
        (World.minister, Act.SAYS),
        polarity=Polarity.NEGATIVE,
    )
    return w


def long() -> Writer:
    """Many claims on another incident."""
    w = Writer("long-1", World.courier, World.outage, "2024-05-01")
    for topic in World.topics:
        w.claim(f"Then came {topic.label}.", (World.outage, Predicate.DISCLOSED, topic))
    return w


def compared(left: Claim, right: Claim, relation: Relation) -> Comparison:
    """A comparison of two claims."""
    return Comparison(
        iri=names.comparison(left.iri, right.iri, relation),
        left=left.iri,
        right=right.iri,
        relation=relation,
        reason="one says that plans were taken, the other that none were",
    )


def write_world(graph: Graph) -> None:
    """All pages, entities, incidents and comparisons."""
    first, second = herald(), courier()
    graph.replace_reference()
    for writer in (first, second, long()):
        graph.put(writer.page())
    graph.replace(Graphs.ENTITIES, World.entities)
    graph.replace(Graphs.INCIDENTS, World.incidents)
    contradiction = compared(first.claims[4], second.claims[1], Relation.CONTRADICTS)
    agreement = compared(first.claims[0], second.claims[0], Relation.CERTAINTY_DIFFERS)
    graph.replace(Graphs.COMPARISONS, (contradiction, agreement))


def publish_world(home: Path, write: Callable[[Graph], None] = write_world) -> None:
    """Write to the store of a home folder, and publish."""
    with writing(str(home / "store")) as graph:
        write(graph)
        publish(graph, home, texts=World.texts)
