"""What the side index holds of some pages, entities and comparisons: rows taken out and put in."""

# ruff: noqa: S608  # only names of our own tables are joined into a statement; every value is bound

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph.codec import decode
from graph.copies import NO_COPIES, Copies, as_held
from graph.effects import EVENTS, REACHED, Reach
from graph.exports.columns import CLAIMS, names
from graph.exports.flattening import Said, Surroundings, flat
from graph.frames import Frame, Known, members
from graph.graph import Graph
from graph.packing import packed
from graph.rows import ClaimRow, claims_of, mentions_of, short
from graph.speaking import speaker_kind, write_speaking
from graph.triples import Value
from ontology.model import Article, Comparison, Corroboration
from ontology.terms import Graphs, Kind

_OF_CLAIMS = ("speaker", "footing", "origin", "claim_incident", "reach", "effect")
_TOGETHER = 500  # entities that are looked up at once
_ENTITY, _ARTICLE, _CLAIM = 0, 1 << 40, 1 << 41  # where the rows of full text of each begin
_GONE = "SELECT id FROM claim WHERE article IN (SELECT iri FROM gone)"


def spaced(text: str) -> str:
    """Text whose ideographs and kana stand apart, so that any run of them is found as a phrase."""
    return "".join(f" {character} " if "\u3040" <= character <= "\u9fff" else character for character in text)


class Filler:
    """Writes rows to one index, of one graph."""

    def __init__(
        self,
        database: sqlite3.Connection,
        graph: Graph,
        texts: Mapping[str, str],
        copies: Copies = NO_COPIES,
    ) -> None:
        self._database, self._graph, self._texts, self._copies = database, graph, texts, copies
        self._known = Known(graph, copies)
        self._reach = Reach(self._known, lambda whole: members(graph, whole.iri))

    def put_pages(self, pages: Sequence[str], withdrawn: Mapping[str, str], ids: Mapping[str, int]) -> None:
        """Write what pages say; `ids` are the numbers that claims bear already."""
        frame = Frame(self._graph, pages, withdrawn, self._copies)
        self._known.fetch(frame.named - frame.about.keys())
        claims = claims_of(frame)
        free = self._free(ids.values())
        numbers = {claim.iri: ids.get(claim.iri) or free + at for at, claim in enumerate(claims)}
        speakers = write_speaking(self._database, frame, numbers, self._known)
        incidents = self._put_incidents(claims, frame.articles, numbers)
        self._put_claims(claims, numbers, speakers)
        self._put_documents(frame.articles, claims)
        self._database.executemany(
            "INSERT INTO mention (iri, article, denotes, sort) VALUES (?,?,?,?)", mentions_of(frame)
        )
        self._put_told(claims, numbers, incidents, Surroundings.of(frame, self._known))
        self._put_reach(claims, numbers)

    def drop_pages(self, articles: Iterable[str]) -> dict[str, int]:
        """Take out what articles (IRIs) say; the numbers that their claims bore."""
        self._temporary("gone", articles)
        ids = dict(
            self._database.execute("SELECT iri, id FROM claim WHERE article IN (SELECT iri FROM gone)")
        )
        for table in _OF_CLAIMS:
            self._database.execute(f"DELETE FROM {table} WHERE claim IN ({_GONE})")
        self._database.execute(f"DELETE FROM told WHERE id IN ({_GONE})")
        self._database.execute(f"DELETE FROM words WHERE rowid IN (SELECT id + {_CLAIM} FROM ({_GONE}))")
        self._database.execute(
            f"DELETE FROM words WHERE rowid IN (SELECT rowid + {_ARTICLE} FROM document"
            " WHERE article IN (SELECT iri FROM gone))"
        )
        for table in ("claim", "about", "mention", "document"):
            self._database.execute(f"DELETE FROM {table} WHERE article IN (SELECT iri FROM gone)")
        return ids

    def put_entities(self, iris: Iterable[str]) -> None:
        """Write who and what is known by these IRIs; what is none is left out."""
        wanted = list(iris)
        for at in range(0, len(wanted), _TOGETHER):
            self._put_entities(wanted[at : at + _TOGETHER])

    def _put_entities(self, iris: Sequence[str]) -> None:
        self._known.fetch(iris)
        found = [one for one in (self._known.get(iri) for iri in iris) if one is not None]
        for one in found:
            row = (
                one.iri, one.kind.value, one.label, "\n".join(one.aliases), speaker_kind(one),
                one.event_type.value if one.event_type else None, f"{one.label.casefold()}|{short(one.iri)}",
            )  # fmt: skip
            number = self._database.execute(
                "INSERT INTO entity (iri, kind, label, aliases, speaker_kind, event_type, n_claims, sort)"
                " VALUES (?,?,?,?,?,?,0,?)", row,
            ).lastrowid  # fmt: skip
            self._put_words(
                _ENTITY + int(number or 0),
                " \n ".join((one.label, *one.aliases)),
                "entity",
                one.iri,
                one.label,
            )
        called = {(name.casefold(), one.iri) for one in found for name in (one.label, *one.aliases)}
        self._database.executemany("INSERT INTO name VALUES (?,?)", sorted(called))

    def drop_entities(self, iris: Iterable[str]) -> None:
        """Take out who and what was known by these IRIs."""
        self._temporary("gone", iris)
        self._database.execute(
            "DELETE FROM words WHERE rowid IN (SELECT rowid FROM entity WHERE iri IN (SELECT iri FROM gone))"
        )
        for table in ("name", "entity"):
            self._database.execute(f"DELETE FROM {table} WHERE iri IN (SELECT iri FROM gone)")

    def put_comparisons(self, iris: Iterable[str]) -> None:
        """Write these comparisons, or what is left of them, in the place of what stood there."""
        for iri in iris:
            self._database.execute("DELETE FROM comparison WHERE iri = ?", (iri,))
            one = self._compared(iri)
            if one is not None:
                self._database.execute(
                    'INSERT INTO comparison (iri, relation, aspect, reason, notability, "left", "right")'
                    " SELECT ?, ?, ?, ?, ?, l.id, r.id FROM claim l, claim r WHERE l.iri = ? AND r.iri = ?",
                    (iri, one.relation.value, one.aspect, one.reason, one.notability, one.left, one.right),
                )

    def _compared(self, iri: str) -> Comparison | None:
        if (copy := self._copies.comparison(iri)) is not None:
            return as_held(copy)
        triples = self._graph.store.about(iri, Graphs.COMPARISONS)
        return decode(Comparison, iri, triples) if triples else None

    def put_points(self, iris: Iterable[str]) -> None:
        """Write from how many origins points come, in the place of what stood there."""
        for iri in iris:
            proposition, _, polarity = iri.rpartition("/")
            self._database.execute(
                "DELETE FROM corroboration WHERE proposition = ? AND polarity = ?", (proposition, polarity)
            )
            triples = self._graph.store.about(iri, Graphs.CORROBORATION)
            if triples:
                one = decode(Corroboration, iri, triples)
                row = (one.proposition, one.polarity.value, one.lower, one.upper)
                self._database.execute("INSERT INTO corroboration VALUES (?,?,?,?)", row)

    def _temporary(self, table: str, iris: Iterable[str]) -> None:
        self._database.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {table} (iri TEXT PRIMARY KEY) WITHOUT ROWID"
        )
        self._database.execute(f"DELETE FROM {table}")
        self._database.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?)",
            ((iri,) for iri in iris),
        )

    def _free(self, borne: Iterable[int]) -> int:
        """The first number that no claim bears, nor one that was taken out and may come again."""
        (greatest,) = self._database.execute("SELECT coalesce(max(id), 0) FROM claim").fetchone()
        return max(int(greatest), *borne, 0) + 1

    def _put_claims(
        self, claims: list[ClaimRow], numbers: Mapping[str, int], speakers: Mapping[int, Mapping[str, bool]]
    ) -> None:
        def holders(number: int) -> str:
            return ", ".join(self._label(who) for who, holds in speakers.get(number, {}).items() if holds)

        self._database.executemany(
            f"INSERT INTO claim VALUES ({','.join('?' * 21)})",
            (
                (
                    numbers[c.iri], c.iri, c.article, c.proposition, c.subject, c.predicate, c.object,
                    c.polarity, c.certainty, c.mode, holders(numbers[c.iri]), c.quote, c.start, c.end,
                    c.published, c.rung, self._is_event(c.subject), c.timed, c.earliest, c.latest, c.sort,
                )
                for c in claims
            ),
        )  # fmt: skip
        for claim in claims:
            self._put_words(_CLAIM + numbers[claim.iri], claim.quote, "claim", claim.iri, claim.quote)

    def _put_incidents(
        self, claims: list[ClaimRow], articles: Iterable[Article], numbers: Mapping[str, int]
    ) -> dict[int, frozenset[str]]:
        """The incidents of each claim: those it speaks of, else those its article is about."""
        about = {str(article.iri): frozenset(map(str, article.incidents)) for article in articles}
        incidents = {
            numbers[claim.iri]: self._incidents(claim) or about.get(claim.article, frozenset())
            for claim in claims
        }
        pairs = ((number, one) for number, found in incidents.items() for one in sorted(found))
        self._database.executemany("INSERT INTO claim_incident VALUES (?,?)", pairs)
        told = ((article, incident) for article, found in about.items() for incident in sorted(found))
        self._database.executemany("INSERT INTO about VALUES (?,?)", told)
        return incidents

    def _incidents(self, claim: ClaimRow) -> frozenset[str]:
        reached: set[str] = {claim.subject, claim.object}
        for iri in (claim.subject, claim.object):
            entity = self._known.get(iri)
            reached.update(entity.part_of if entity else ())
        found = ((iri, self._known.get(iri)) for iri in reached)
        return frozenset(iri for iri, one in found if one is not None and one.kind is Kind.INCIDENT)

    def _put_documents(self, articles: Iterable[Article], claims: Iterable[ClaimRow]) -> None:
        counts: dict[str, int] = {}
        for claim in claims:
            counts[claim.article] = counts.get(claim.article, 0) + 1
        for a in articles:
            sort = f"{a.published or '9999-99-99'}|{short(a.iri)}"
            row = (
                a.identifier, a.iri, a.title, a.publisher, a.published, a.url, a.language,
                self._texts.get(a.identifier), counts.get(a.iri, 0), sort,
            )  # fmt: skip
            number = self._database.execute(
                "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?,?)", row
            ).lastrowid
            if a.title:
                self._put_words(_ARTICLE + int(number or 0), a.title, "article", a.iri, a.title)

    def _put_reach(self, claims: Iterable[ClaimRow], numbers: Mapping[str, int]) -> None:
        """The sectors and bodies that each claim speaks of, through its subject and through its object."""
        self._database.executemany(
            "INSERT INTO reach VALUES (?,?,?,?)",
            (
                (numbers[claim.iri], entity, kind.value, end)
                for claim in claims
                for end, iri in enumerate((claim.subject, claim.object))
                for kind in sorted(REACHED)
                for entity in sorted(self._reach.of(iri, kind))
            ),
        )

    def _put_told(
        self,
        claims: Iterable[ClaimRow],
        numbers: Mapping[str, int],
        incidents: Mapping[int, frozenset[str]],
        around: Surroundings,
    ) -> None:
        """Each claim with all that it refers to, as JSON: tables are exported from these rows."""
        known = len(Said._fields)
        for one in claims:
            number = numbers[one.iri]
            row = flat(Said._make(one[:known]), sorted(incidents[number]), around)
            told = {name: c for name, c in zip(names(CLAIMS), row, strict=True) if c is not None}
            self._database.execute("INSERT INTO told VALUES (?,?)", (number, packed(orjson.dumps(told))))

    def _put_words(self, number: int, body: str, kind: str, iri: str, shown: str) -> None:
        self._database.execute(
            "INSERT INTO words (rowid, body, type, iri, shown) VALUES (?,?,?,?,?)",
            (number, spaced(body), kind, iri, shown),
        )

    def _is_event(self, subject: str) -> bool:
        entity = self._known.get(subject)
        return entity is not None and entity.kind in EVENTS

    def _label(self, iri: Value) -> str:
        entity = self._known.get(str(iri))
        return entity.label if entity else str(iri)
