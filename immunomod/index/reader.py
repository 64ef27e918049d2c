"""Reads the index. Every row read is checked, so damage is noticed and never shown as an answer."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

View = dict[str, Any]


class IndexDamaged(Exception):
    """The index file contradicts itself; it has to be built anew."""


class Match(NamedTuple):
    """A name that leads to an entry."""

    kind: str
    id: str
    field: str
    value: str


class Index:
    """The catalogue as lookups see it. `file` is None for an index held in memory."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None) -> None:
        self._connection = connection
        self.file = file
        self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))

    def _rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, tuple(parameters)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise IndexDamaged(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def matches(self, space: str, folded: str) -> list[Match]:
        """The entries that a folded name leads to, in catalogue order."""
        sql = "SELECT kind, id, field, value FROM names WHERE space = ? AND folded = ? ORDER BY position"
        return [Match(*row) for row in self._rows(sql, (space, folded))]

    def atc_group(self, prefix: str) -> list[Match]:
        """The agents whose ATC code begins with `prefix`, e.g. L04AB."""
        sql = (
            "SELECT kind, id, field, value FROM names WHERE space = 'agent' AND field = 'atc' AND folded GLOB ? ORDER BY position"
        )
        return [Match(*row) for row in self._rows(sql, (prefix + "*",))]

    def names(self, space: str) -> list[tuple[str, str, str]]:
        """All names of a space with the entry they lead to: (name, kind, id)."""
        return self._rows("SELECT value, kind, id FROM names WHERE space = ? ORDER BY position", (space,))

    def named(self, space: str) -> list[tuple[str, str, str]]:
        """All names of a space with the field they stand in: (name, id, field), the better field first."""
        return self._rows("SELECT value, id, field FROM names WHERE space = ? ORDER BY position", (space,))

    def names_starting(self, space: str, folded: str, limit: int) -> list[tuple[str, str]]:
        """Names that begin with a folded text, with the id they lead to; for completion."""
        sql = "SELECT value, id FROM names WHERE space = ? AND folded >= ? AND folded < ? ORDER BY position LIMIT ?"
        return self._rows(sql, (space, folded, folded + "\U0010ffff", limit))

    def body(self, kind: str, id: str) -> View:
        """The full view of an entry. Raises IndexDamaged when it is not there or does not add up."""
        rows = self._rows("SELECT summary, body, checksum FROM entries WHERE kind = ? AND id = ?", (kind, id))
        if len(rows) != 1:
            raise IndexDamaged(f"{kind} {id} is missing")
        summary, body, written = rows[0]
        return _checked(summary, body, written, body)

    def summaries(self, kind: str, ids: Iterable[str] | None = None) -> list[View]:
        """The short forms of all entries of a kind, or of those named, in catalogue order."""
        sql = "SELECT summary, body, checksum, id FROM entries WHERE kind = ? ORDER BY position"
        if ids is None:
            rows = self._rows(sql, (kind,))
        else:
            wanted = sorted(set(ids))
            marks = ",".join("?" * len(wanted))
            rows = self._rows(sql.replace("kind = ?", f"kind = ? AND id IN ({marks})"), (kind, *wanted))
        return [_checked(summary, body, written, summary) for summary, body, written, _ in rows]

    def bodies(self, kind: str) -> list[View]:
        """The full views of all entries of a kind, in catalogue order."""
        rows = self._rows("SELECT summary, body, checksum FROM entries WHERE kind = ? ORDER BY position", (kind,))
        return [_checked(summary, body, written, body) for summary, body, written in rows]

    def family(self, kind: str, id: str) -> list[str]:
        """An entry and all that descend from it."""
        sql = "SELECT descendant FROM kin WHERE kind = ? AND ancestor = ? ORDER BY rowid"
        return [row[0] for row in self._rows(sql, (kind, id))]

    def uses(self, conditions: Iterable[str]) -> list[tuple[str, str, View]]:
        """The uses in any of these conditions: (condition, agent, use), in catalogue order."""
        wanted = list(conditions)
        marks = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT condition, agent, body FROM uses WHERE condition IN ({marks}) ORDER BY rowid", wanted)
        return [(condition, agent, _loads(body)) for condition, agent, body in rows]

    def actors(self, mechanisms: Iterable[str]) -> list[str]:
        """The agents that act by any of these mechanisms, in catalogue order."""
        wanted = list(mechanisms)
        marks = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT agent FROM acts WHERE mechanism IN ({marks}) GROUP BY agent ORDER BY MIN(rowid)", wanted)
        return [row[0] for row in rows]

    def search(self, expression: str) -> list[tuple[str, str, str, str, float]]:
        """Facts that match an FTS5 expression, best first: (kind, id, place, snippet, rank); lower ranks are better."""
        sql = (
            "SELECT kind, id, place, snippet(facts, 0, char(2), char(3), '…', 16), snippet(facts, 1, char(2), char(3), '…', 16), "
            "bm25(facts, 2.0, 1.0) AS rank FROM facts WHERE facts MATCH ? ORDER BY rank, rowid"
        )
        return [
            (kind, id, place, text if "\x02" in text else f"{text} ({also})", rank)
            for kind, id, place, text, also, rank in self._rows(sql, (expression,))
        ]

    def count(self, kind: str) -> int:
        """The number of entries of a kind."""
        found: int = self._rows("SELECT COUNT(*) FROM entries WHERE kind = ?", (kind,))[0][0]
        return found

    def verify(self) -> None:
        """Raises IndexDamaged unless the names are as they were written; called before anything is `not found`."""
        if str(checksum(*self._rows(NAMES))) != self.meta.get("names_checksum"):
            raise IndexDamaged("names do not add up")


NAMES = "SELECT space, folded, kind, id, field, value FROM names NOT INDEXED ORDER BY rowid"


def checksum(*rows: Sequence[str]) -> int:
    """Detects a flipped byte anywhere in rows of text."""
    total = 0
    for row in rows:
        total = zlib.crc32("\x1f".join(row).encode(), total)
    return total


def _checked(summary: str, body: str, written: int, wanted: str) -> View:
    if not isinstance(body, str) or checksum((summary, body)) != written:
        raise IndexDamaged("an entry does not add up")
    return _loads(wanted)


def _loads(text: str) -> View:
    try:
        found: View = json.loads(text)
    except ValueError as error:
        raise IndexDamaged(str(error)) from error
    return found
