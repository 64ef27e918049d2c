"""Reads the index. Every row read is checked, so damage is noticed and never shown as an answer."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence

from immunomod.records import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

View = dict[str, "Any"]


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

    def __init__(self, connection: sqlite3.Connection, file: str | Path | None) -> None:
        self._connection = connection
        self.file = file
        rows = self._rows("SELECT value, checksum FROM meta")
        self.meta: dict[str, str] = _checked(*rows[0]) if len(rows) == 1 else {}
        self._whole = False
        self._folded: dict[str, list[str]] = {}

    def _rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(sql, tuple(parameters)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise IndexDamaged(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def matches(self, space: str, folded: str) -> list[Match]:
        """The entries that a folded name leads to, in catalogue order."""
        rows = self._rows("SELECT matches, checksum FROM names WHERE space = ? AND folded = ?", (space, folded))
        return [Match(*match) for text, written in rows for match in _checked(text, written, space, folded)]

    def names(self, space: str) -> list[tuple[str, str, str]]:
        """All names of a space with the entry they lead to: (name, kind, id)."""
        return [(match.value, match.kind, match.id) for match in self._names("space = ?", space)]

    def named(self, space: str) -> list[tuple[str, str, str]]:
        """All names of a space with the field they stand in: (name, id, field), the better field first."""
        return [(match.value, match.id, match.field) for match in self._names("space = ?", space)]

    def folded(self, space: str) -> list[str]:
        """All names of a space as `matches` takes them. Rests on the whole file, since rows are not checked one by one."""
        if space not in self._folded:
            self.verify()
            rows = self._rows("SELECT folded FROM names WHERE space = ? ORDER BY position", (space,))
            self._folded[space] = [folded for (folded,) in rows]
        return self._folded[space]

    def names_starting(self, space: str, folded: str, limit: int) -> list[tuple[str, str]]:
        """Names that begin with a folded text, with the id they lead to; for completion."""
        found = self._names("space = ? AND folded >= ? AND folded < ?", space, folded, folded + "\U0010ffff", limit=limit)
        return [(match.value, match.id) for match in found]

    def _names(self, where: str, *values: str, limit: int = -1) -> list[Match]:
        sql = f"SELECT matches, checksum, space, folded FROM names WHERE {where} ORDER BY position LIMIT ?"
        return [Match(*match) for row in self._rows(sql, (*values, limit)) for match in _checked(*row)]

    def body(self, kind: str, id: str) -> View:
        """The full view of an entry. Raises IndexDamaged when it is not there or does not add up."""
        rows = self._rows("SELECT summary, body, checksum FROM entries WHERE kind = ? AND id = ?", (kind, id))
        if len(rows) != 1:
            raise IndexDamaged(f"{kind} {id} is missing")
        summary, body, written = rows[0]
        found: View = _checked(body, written, kind, id, summary)
        return found

    def summaries(self, kind: str, ids: Iterable[str] | None = None) -> list[View]:
        """The short forms of all entries of a kind, or of those named, in catalogue order."""
        sql = "SELECT summary, checksum, body, id FROM entries WHERE kind = ? ORDER BY position"
        if ids is None:
            self.verify()
            rows = self._rows(sql, (kind,))
        else:
            wanted = sorted(set(ids))
            marks = ",".join("?" * len(wanted))
            rows = self._rows(sql.replace("kind = ?", f"kind = ? AND id IN ({marks})"), (kind, *wanted))
            if len(rows) != len(wanted):
                raise IndexDamaged(f"{kind} are missing")
        found = []
        for summary, written, body, id in rows:
            if checksum((kind, id, summary, body)) != written:
                raise IndexDamaged(_WRONG)
            found.append(_loads(summary))
        return found

    def bodies(self, kind: str) -> list[View]:
        """The full views of all entries of a kind, in catalogue order."""
        self.verify()
        sql = "SELECT body, checksum, kind, id, summary FROM entries WHERE kind = ? ORDER BY position"
        return [_checked(*row) for row in self._rows(sql, (kind,))]

    def linked(self, relation: str, key: str) -> list[Any]:
        """What an entry leads to by a relation of `index/links.py`. Raises IndexDamaged when the row is lost."""
        rows = self._rows("SELECT value, checksum FROM links WHERE relation = ? AND key = ?", (relation, key))
        if len(rows) != 1:
            raise IndexDamaged(f"{relation} of {key} are missing")
        found: list[Any] = _checked(*rows[0], relation, key)
        return found

    def atc_group(self, prefix: str) -> list[Match]:
        """The agents whose ATC code begins with `prefix`, folded, e.g. l04ab; none when there is no such group."""
        rows = self._rows("SELECT value, checksum FROM links WHERE relation = 'atc' AND key = ?", (prefix,))
        return [Match(*match) for text, written in rows for match in _checked(text, written, "atc", prefix)]

    def family(self, kind: str, id: str) -> list[str]:
        """An entry and all that descend from it."""
        return self.linked("family", f"{kind}/{id}")

    def uses(self, conditions: Iterable[str]) -> list[tuple[str, str, View]]:
        """The uses in any of these conditions: (condition, agent, use), in catalogue order."""
        return [(condition, agent, use) for condition in conditions for agent, use in self.linked("uses", condition)]

    def actors(self, mechanisms: Iterable[str]) -> list[str]:
        """The agents that act by any of these mechanisms, in catalogue order."""
        found = {id: position for mechanism in mechanisms for position, id in self.linked("acts", mechanism)}
        return sorted(found, key=found.__getitem__)

    def search(self, expression: str) -> list[tuple[str, str, str, str, float]]:
        """Facts that match an FTS5 expression, best first: (kind, id, place, snippet, rank); lower ranks are better."""
        self.verify()
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
        """Raises IndexDamaged unless the file is as it was written.

        Rows that are there are checked when they are read; this is for answers that rest on what is not there:
        a name that is not found, a list, a search.
        """
        if self.file is not None and not self._whole and not sealed(self.file):
            raise IndexDamaged("the file does not add up")
        self._whole = True


_WRONG = "a row does not add up"
_SEAL = slice(60, 64)  # `user_version` in the header of an SQLite file, which SQLite leaves to us
_PIECE = 1 << 20


def seal(file: Path) -> None:
    """Writes a checksum of a finished index into the file itself."""
    _, total = _seals(file)
    with file.open("r+b") as out:
        out.seek(_SEAL.start)
        out.write(total)


def sealed(file: str | Path) -> bool:
    """Whether a file is byte for byte what `seal` saw."""
    try:
        written, total = _seals(file)
    except OSError as error:
        raise IndexDamaged(str(error)) from error
    return written == total


def _seals(file: str | Path) -> tuple[bytes, bytes]:
    """The checksum that stands in a file and the one it should have; a piece at a time, whatever the file's size."""
    with open(file, "rb") as data:
        piece = bytearray(data.read(_PIECE))
        written, piece[_SEAL] = bytes(piece[_SEAL]), bytes(4)
        total = zlib.crc32(piece)
        while read := data.read(_PIECE):
            total = zlib.crc32(read, total)
    return written, total.to_bytes(4, "big")


def checksum(values: Sequence[str]) -> int:
    """Detects a flipped byte anywhere in a row of text, its key included."""
    return zlib.crc32("\x1f".join(values).encode())


def _checked(text: str, written: int, *key: str) -> Any:
    """The value that a row holds. `key` is the rest of what the checksum covers, before the value."""
    if not isinstance(text, str) or checksum((*key, text)) != written:
        raise IndexDamaged(_WRONG)
    return _loads(text)


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise IndexDamaged(str(error)) from error
