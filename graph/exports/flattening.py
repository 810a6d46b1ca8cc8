"""How a claim and all that it refers to become one flat row; the side index keeps these rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.exports.columns import Row
from graph.frames import Frame
from graph.triples import compact
from ontology.model import Article, Entity, Quantity, TimeExpression
from ontology.terms import ICV, Iri

_ONE = {
    **{name: name for name in ("attribution", "evidence", "cue", "time", "quantity", "origin", "rule")},
    "based_on": "basedOn",
    "score": "extractionScore",
    "withdrawn": "withdrawn",
}
_MANY = {"holders": "holder", "scope": "scope", "places": "place"}
_NO_TIME = TimeExpression(iri=Iri(""), label="", edtf="")
_NO_QUANTITY = Quantity(iri=Iri(""), label="", unit="")


class Said(NamedTuple):
    """What the index knows of a claim already."""

    iri: str
    article: str
    proposition: str
    subject: str
    predicate: str
    object: str
    polarity: str
    certainty: str
    mode: str
    quote: str
    start: int
    end: int


class Step(NamedTuple):
    """One link of a chain of speakers."""

    position: int
    act: str
    cue: str | None
    within: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that claims refer to, by IRI."""

    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    times: Mapping[str, TimeExpression]
    quantities: Mapping[str, Quantity]
    steps: Mapping[str, Step]
    speakers: Mapping[str, list[str]]
    one: Mapping[str, Mapping[str, Any]]
    many: Mapping[str, Mapping[str, list[str]]]

    @classmethod
    def of(cls, frame: Frame, entities: Mapping[str, Entity]) -> "Surroundings":
        """Those of the claims of some pages."""
        steps = {step for claim in frame.claims for step in frame.chain(claim)}
        return cls(
            articles={article.iri: article for article in frame.articles},
            entities=entities,
            times=frame.times,
            quantities=frame.quantities,
            steps={step: _step_of(frame, step) for step in steps},
            speakers={step: frame.many(step, "speaker") for step in steps},
            one={name: {c: frame.one(c, path) for c in frame.claims} for name, path in _ONE.items()},
            many={name: {c: frame.many(c, path) for c in frame.claims} for name, path in _MANY.items()},
        )

    def label(self, iri: str | None) -> str | None:
        """What something is called; its short name when it has no label, None for nothing."""
        if iri is None:
            return None
        found = self.entities.get(iri) or self.times.get(iri) or self.quantities.get(iri)
        return found.label if found else compact(iri)

    def kind(self, iri: str) -> str:
        """The class of what propositions speak of."""
        if found := self.entities.get(iri):
            return found.kind.value
        return "TimeExpression" if iri in self.times else "Quantity" if iri in self.quantities else "Concept"


def flat(said: Said, incidents: Iterable[str], around: Surroundings) -> Row:
    """The row of a claim, in the order of `columns.CLAIMS`; times and numbers as text and numbers."""
    one = {name: values.get(said.iri) for name, values in around.one.items()}
    many = {name: values.get(said.iri, []) for name, values in around.many.items()}
    labels = around.label
    told = list(incidents)
    return (
        said.iri, *_of_article(said, one["withdrawn"], around), told, [labels(iri) for iri in told],
        said.proposition, said.subject, labels(said.subject), around.kind(said.subject), said.predicate,
        said.object, labels(said.object), around.kind(said.object), said.polarity, said.certainty, said.mode,
        many["holders"], [labels(who) for who in many["holders"]], _speaker_kinds(many["holders"], around),
        _chain(one["attribution"], around), one["attribution"], said.quote, said.start, said.end,
        one["evidence"], one["cue"], many["scope"], one["time"], *_of_time(one["time"], around),
        many["places"], [labels(where) for where in many["places"]],
        one["quantity"], *_of_quantity(one["quantity"], around),
        one["based_on"], one["origin"], labels(one["origin"]), one["rule"], one["score"],
    )  # fmt: skip


def _of_article(said: Said, withdrawn: str | None, around: Surroundings) -> Row:
    article = around.articles[said.article]
    return (
        article.iri, article.identifier, article.title, article.url, article.publisher,
        around.label(article.publisher), article.published, article.language, article.recorded, withdrawn,
    )  # fmt: skip


def _of_time(iri: str | None, around: Surroundings) -> Row:
    time = around.times.get(iri or "", _NO_TIME)
    return time.label or None, time.edtf or None, time.earliest, time.latest, time.basis


def _of_quantity(iri: str | None, around: Surroundings) -> Row:
    amount = around.quantities.get(iri or "", _NO_QUANTITY)
    return amount.label or None, amount.value, amount.minimum, amount.maximum, amount.unit or None


def _speaker_kinds(holders: Iterable[str], around: Surroundings) -> list[str]:
    found = (around.entities.get(who) for who in holders)
    return [one.speaker_kind.value if one and one.speaker_kind else "" for one in found]


def _chain(innermost: str | None, around: Surroundings) -> list[dict[str, Any]]:
    return [_step(iri, step, around) for iri, step in _outwards(innermost, around)]


def _step(iri: str, step: Step, around: Surroundings) -> dict[str, Any]:
    who = around.speakers.get(iri, [])
    labels = [around.label(one) for one in who]
    act = step.act.removeprefix(ICV)
    return {"position": step.position, "speakers": who, "labels": labels, "act": act, "cue": step.cue}


def _outwards(innermost: str | None, around: Surroundings) -> Iterator[tuple[str, Step]]:
    iri, left = innermost, len(around.steps)  # a chain that bites its tail ends all the same
    while iri is not None and left and (step := around.steps.get(iri)):
        yield iri, step
        iri, left = step.within, left - 1


def _step_of(frame: Frame, step: str) -> Step:
    position, act, cue, within = (frame.one(step, name) for name in ("position", "act", "cue", "within"))
    return Step(int(str(position)), str(act), *(None if one is None else str(one) for one in (cue, within)))
