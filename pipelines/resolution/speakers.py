"""On what footing somebody speaks: official, named, corporate, press or anonymous."""

from collections.abc import Iterable
from typing import Protocol

from ontology.terms import Kind, SpeakerKind
from pipelines.resolution.lexicon import words
from pipelines.resolution.spelling import tokens

_BY_KIND = {
    Kind.GOVERNMENT_BODY: SpeakerKind.OFFICIAL,
    Kind.COMPANY: SpeakerKind.CORPORATE,
    Kind.ORGANIZATION: SpeakerKind.CORPORATE,
    Kind.MEDIA_ORGANIZATION: SpeakerKind.PRESS,
    Kind.THREAT_ACTOR: SpeakerKind.ANONYMOUS,
    Kind.COLLECTIVE: SpeakerKind.ANONYMOUS,
}
_ORDER = (
    SpeakerKind.OFFICIAL,
    SpeakerKind.CORPORATE,
    SpeakerKind.PRESS,
    SpeakerKind.NAMED,
    SpeakerKind.ANONYMOUS,
)


class Described(Protocol):
    """What accounts say of somebody who speaks."""

    @property
    def job_title(self) -> str | None:
        """Their office."""
        ...

    @property
    def speaker_kind(self) -> SpeakerKind | None:
        """On what footing an account says that they speak."""
        ...


def speaker_kind(kind: Kind, members: Iterable[Described], *, in_company: bool = False) -> SpeakerKind | None:
    """The footing of an agent as its accounts describe it; None for what does not speak.

    `in_company` says that a person belongs to an organization that is no public body.
    """
    if kind is Kind.PERSON:
        titles = [member.job_title for member in members if member.job_title]
        public = any(is_public_office(title, in_company=in_company) for title in titles)
        return SpeakerKind.OFFICIAL if public else SpeakerKind.NAMED
    if kind is Kind.UNNAMED_SOURCE:
        given = {member.speaker_kind for member in members}
        return next((footing for footing in _ORDER if footing in given), SpeakerKind.ANONYMOUS)
    if kind is Kind.COLLECTIVE and any(member.speaker_kind is SpeakerKind.PRESS for member in members):
        return SpeakerKind.PRESS
    return _BY_KIND.get(kind)


def is_public_office(title: str, *, in_company: bool = False) -> bool:
    """Whether a job title is a public office: "Chief Cabinet Secretary", "Mayor of Acme"."""
    said = " ".join(tokens(title))
    offices = words("offices", "titles")
    if in_company or _commercial(said):
        offices = offices - words("offices", "ambiguous")
    return any(f" {office} " in f" {said} " for office in offices)


def _commercial(title: str) -> bool:
    return bool(
        {"sales", "marketing", "executive", "business", "product", "engineering"} & set(title.split())
    )
