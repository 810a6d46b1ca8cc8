"""Why two tellings are of one incident: whom it hit, when, of which kind, and who is named with it.

The docstring of a reason is the explanation that people are shown.
"""

from collections.abc import Iterable

from pipelines.resolution.lexicon import lexicon
from pipelines.resolution.namings import distinctive
from pipelines.resolution.tellings import Telling

_WITNESSES = 2  # accounts that name so many others, and none in common, tell of two incidents
_LINKS = frozenset({"of", "for", "and", "the", "de", "del", "da", "do", "la", "at", "in"})
_COMPANY = 2  # so many shared besides the victim show one incident where accounts name different victims


def same_victim(left: Telling, right: Telling) -> bool:
    """Both say that the same one was hit, and nothing in date, kind or cast speaks against it."""
    return bool(left.hit & right.hit) and _agree(left, right)


def same_flaw(left: Telling, right: Telling) -> bool:
    """Neither names a victim; both are about the same vulnerability."""
    return not left.hit and not right.hit and bool(left.flaws & right.flaws)


def same_cast(left: Telling, right: Telling) -> bool:
    """Neither names a victim; at about the same time both name the same people or organizations."""
    if left.hit or right.hit or not _agree(left, right) or not (dated(left) and dated(right)):
        return False
    wanted = _COMPANY if left.main == right.main else 1
    return len(cast(left, right)) >= wanted


def short_victim(left: Telling, right: Telling) -> bool:
    """Whom one says was hit is called by the first word of the other's victim; others are in both casts."""
    if left.hit & right.hit or not _agree(left, right) or not (dated(left) and dated(right)):
        return False
    short = firsts(left.hit) & right.hit or firsts(right.hit) & left.hit
    return bool(short) and bool(cast(left, right))


def same_product(left: Telling, right: Telling) -> bool:
    """Not both name a victim; both are about a product of the same name and about who makes or runs it."""
    if (left.hit - left.people and right.hit - right.people) or not (dated(left) and dated(right)):
        return False
    makers = cast(left, right) - left.hostile - right.hostile
    return _agree(left, right) and bool(left.products & right.products) and bool(makers)


def victim_in_cast(left: Telling, right: Telling) -> bool:
    """Whom the one says was hit plays a part in the other's account, as do others of its cast."""
    known = _crossing(left, right)
    if not known or not dated(left) or not dated(right):
        return False
    if left.hit - left.people and right.hit - right.people:
        return len(cast(left, right) - known) >= _COMPANY
    return left.main == right.main and len((left.others & right.others) - known) >= 1


def each_names_the_other(left: Telling, right: Telling) -> bool:
    """Each names in its text whom the other says was hit, and both describe the incident in common words."""
    if not (left.main and right.main and left.told and right.told and left.words & right.words):
        return False
    days: dict[str, int] = lexicon("incidents")["days"]
    if left.hit & right.hit or left.told.gap(right.told) > days["apart"]:
        return False
    return _names(left, right) and _names(right, left)


REASONS = (
    *(same_victim, short_victim, same_flaw, same_cast, same_product, victim_in_cast),
    each_names_the_other,
)


def reasons(left: Telling, right: Telling) -> tuple[str, ...]:
    """Why two tellings are of one incident, in words; none where they are not taken to be."""
    if left.ref.document == right.ref.document or not compatible(left, right):
        return ()
    return tuple(holds.__doc__ or "" for holds in REASONS if holds(left, right))


def compatible(left: Telling, right: Telling) -> bool:
    """Whether nothing in kind or time keeps two tellings from being of one incident."""
    if (
        left.families
        and right.families
        and not left.families & right.families
        and not _one_thing(left, right)
    ):
        return False
    if not (dated(left) and dated(right)):
        return bool(left.others & right.others) or min(len(left.others), len(right.others)) < _WITNESSES
    days: dict[str, int] = lexicon("incidents")["days"]
    if left.happened and right.happened:
        return left.happened.gap(right.happened) <= days["apart"] or _same_story(
            left, right, days["told_apart"]
        )
    if left.happened is None and right.happened is None:
        near = bool(left.told and right.told and left.told.gap(right.told) <= days["told_apart"])
        return near or _same_story(left, right, days["told_after"])
    happened, told = (left.happened, right.told) if left.happened else (right.happened, left.told)
    return bool(happened and told and happened.start <= told.end and happened.gap(told) <= days["told_after"])


def firsts(keys: Iterable[str]) -> frozenset[str]:
    """The first words by which names can be called for short."""
    long = [key.split(" ") for key in keys if " " in key]
    words = {key[0] for key in long if distinctive(key[0])}
    several = (key[:size] for key in long for size in range(2, len(key)))
    return frozenset(words | {" ".join(part) for part in several if part[-1] not in _LINKS})


def _names(one: Telling, other: Telling) -> bool:
    """Whether one names whom the other says was hit, or says itself that nobody in particular was."""
    return bool(other.hit & one.named) or (not other.hit and bool(one.hit & other.named))


def _one_thing(left: Telling, right: Telling) -> bool:
    """Whether both are about one flaw or product: how it was found, and how it was used."""
    return bool(left.flaws & right.flaws or left.products & right.products)


def _agree(left: Telling, right: Telling) -> bool:
    """Two incidents of one account are two; a side story is the main story of another only by its words."""
    return left.main == right.main or bool(left.words & right.words)


def _crossing(left: Telling, right: Telling) -> frozenset[str]:
    """The victims of one side that the other names; none of them where the sides share a victim."""
    short = (firsts(left.hit) & right.others) | (firsts(right.hit) & left.others)
    return short | (left.hit & (right.others | right.hit)) | (right.hit & (left.others | left.hit))


def cast(left: Telling, right: Telling) -> frozenset[str]:
    """Who and what both name besides public bodies, which turn up in every incident."""
    return ((left.others | left.hit) & (right.others | right.hit)) - left.bodies - right.bodies


def _same_story(left: Telling, right: Telling, days: int) -> bool:
    """A follow-up dates what it adds, not the incident; told soon after, it names one of the cast."""
    if not (left.told and right.told):
        return False
    cast = (left.others & right.others) - left.bodies - right.bodies
    return left.told.gap(right.told) <= days and bool(cast)


def dated(telling: Telling) -> bool:
    """Whether it says when anything of it happened or was told."""
    return bool(telling.happened or telling.told)
