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
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise IndexDamaged(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def matches(self, space: str, folded: str) -> list[Match]:
        """The entries that a folded name leads to, in catalogue order. Raises IndexDamaged when its row may be lost."""
        sql = f"SELECT {_NAME} FROM names WHERE space = ? AND folded <= ? ORDER BY folded DESC LIMIT 1"
        rows = self._rows(sql, (space, folded))
        _check_chain(rows, space, folded, folded + "\0")
        return [Match(*match) for match in _loads(rows[0][3])] if rows[0][0] == folded else []

    def names(self, space: str) -> list[Match]:
        """All names of a space, in catalogue order, the better field of an entry first."""
        return self._names(space, "")

    def folded(self, space: str) -> list[str]:
        """All names of a space as `matches` takes them."""
        if space not in self._folded:
            rows = self._name_rows(space, "")
            self._folded[space] = [row[0] for row in rows if row[0]]  # without the empty one that begins the chain
        return self._folded[space]

    def names_starting(self, space: str, folded: str, limit: int) -> list[tuple[str, str]]:
        """Names that begin with a folded text, with the id they lead to; for completion."""
        return [(match.value, match.id) for match in self._names(space, folded, limit)]

    def _names(self, space: str, start: str, limit: int | None = None) -> list[Match]:
        """What names that begin with a folded text lead to, in catalogue order; no more than `limit` names."""
        return [Match(*match) for row in self._name_rows(space, start)[:limit] for match in _loads(row[3])]

    def _name_rows(self, space: str, start: str) -> list[Any]:
        """The rows of names that begin with a folded text, in catalogue order."""
        end = start + _LAST
        sql = (
            f"SELECT {_NAME} FROM names WHERE space = ? AND folded < ? AND folded >= "
            "(SELECT folded FROM names WHERE space = ? AND folded <= ? ORDER BY folded DESC LIMIT 1) ORDER BY folded"
        )
        rows = self._rows(sql, (space, end, space, start))
        _check_chain(rows, space, start, end)
        return sorted((row for row in rows if row[0] >= start), key=lambda row: row[2])

    def body(self, kind: str, id: str) -> View:
        """The full view of an entry. Raises IndexDamaged when it is not there or does not add up."""
        rows = self._rows(f"SELECT {_ENTRY} FROM entries WHERE kind = ? AND id = ?", (kind, id))
        if len(rows) != 1:
            raise IndexDamaged(f"{kind} {id} is missing")
        found: View = _checked(*rows[0])
        return found

    def summaries(self, kind: str, ids: Iterable[str] | None = None) -> list[View]:
        """The short forms of all entries of a kind, or of those named, in catalogue order."""
        sql = f"SELECT {_ENTRY} FROM entries WHERE kind = ? ORDER BY position"
        if ids is None:
            self.verify()
            rows = self._rows(sql, (kind,))
        else:
            wanted = sorted(set(ids))
            marks = ",".join("?" * len(wanted))
            rows = self._rows(sql.replace("kind = ?", f"kind = ? AND id IN ({marks})"), (kind, *wanted))
            if len(rows) != len(wanted):
                raise IndexDamaged(f"{kind} are missing")
        for row in rows:
            _check(row[1], row[0], *row[2:])
        return [_loads(row[-1]) for row in rows]

    def bodies(self, kind: str) -> list[View]:
        """The full views of all entries of a kind, in catalogue order."""
        self.verify()
        return [_checked(*row) for row in self._rows(f"SELECT {_ENTRY} FROM entries WHERE kind = ? ORDER BY position", (kind,))]

    def linked(self, relation: str, key: str) -> list[Any]:
        """What an entry leads to by a relation of `index/links.py`. Raises IndexDamaged when the row is lost."""
        rows = self._rows("SELECT value, checksum FROM links WHERE relation = ? AND key = ?", (relation, key))
        if len(rows) != 1:
            raise IndexDamaged(f"{relation} of {key} are missing")
        found: list[Any] = _checked(*rows[0], relation, key)
        return found

    def atc_group(self, prefix: str) -> list[Match]:
        """The agents whose ATC code begins with `prefix`, folded, e.g. l04ab; none when there is no such group."""
        return self.matches("atc", prefix)

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


_SEAL = slice(60, 64)  # `user_version` in the header of an SQLite file, which SQLite leaves to us
_PIECE = 1 << 20


def seal(file: str | Path) -> None:
    """Writes a checksum of a finished index into the file itself."""
    _, total = _seals(file)
    with open(file, "r+b") as out:
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


# columns of a row in the order in which its checksum covers them, the value and the checksum first
_ENTRY = "body, checksum, kind, id, CAST(position AS TEXT), summary"
_NAME = "folded, next, position, matches, checksum"
_LAST = "\U0010ffff"


def _checked(text: str, written: int, *key: str) -> Any:
    """The value that a row holds. `key` is the rest of what the checksum covers, before the value."""
    _check(written, text, *key)
    return _loads(text)


def _check(written: int, text: str, *key: str) -> None:
    try:
        whole = checksum((*key, text)) == written
    except TypeError:  # a column that is not even text
        whole = False
    if not whole:
        raise IndexDamaged("a row does not add up")


def _check_chain(rows: list[Any], space: str, start: str, end: str) -> None:
    """Raises IndexDamaged unless the rows are whole and all the names there are between `start` and `end`.

    The first row is that of `start`, or of the last name before it.
    """
    if not rows:
        raise IndexDamaged("names are missing")
    after = [row[0] for row in rows[1:]]
    for (folded, following, position, text, written), next in zip(rows, [*after, None], strict=True):
        _check(written, text, space, folded, following, str(position))
        if following != next and (next is not None or (following and following < end)):
            raise IndexDamaged("names are missing")
    if rows[0][0] > start:
        raise IndexDamaged("names are missing")


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise IndexDamaged(str(error)) from error
