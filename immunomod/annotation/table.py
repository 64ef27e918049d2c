"""What readers and writers of tables share."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from immunomod.errors import UsageError

BATCH = 4096
Records = list[list[Any]]  # rows as values in the order of the header


class Batch(Protocol):
    """Some rows of a table, in order, in whatever form their kind of file has them."""

    texts: list[str]  # what stands in the column to annotate

    def records(self) -> Records:
        """The rows as values in the order of the header."""


class Reader(Protocol):
    """A table that is read a batch at a time."""

    header: list[str]

    def batches(self) -> Iterator[Batch]:
        """The rows, some thousand at a time. Raises UsageError where the file is malformed."""


class Writer(Protocol):
    """A table that is written a batch at a time."""

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        """The names of the columns that stand there already, and of the added ones."""

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        """The rows of a batch, each with its added cells."""

    def close(self) -> None:
        """Writes what is still held back."""


class Rows:
    """A batch of rows that are lists of values already."""

    def __init__(self, rows: Records, texts: list[str]) -> None:
        self.rows = rows
        self.texts = texts

    def records(self) -> Records:
        return self.rows


def position(name: str, header: Sequence[str], column: str | None) -> int:
    """Where the column to annotate stands. Raises UsageError when it is missing, named twice, or not told."""
    if column is None:
        if len(header) == 1:
            return 0
        raise UsageError(f"{name} has {len(header)} columns; say which to read with --column: {_listed(header)}")
    if column in header:
        if header.count(column) > 1:
            raise UsageError(f"{name} has {header.count(column)} columns named {column!r}; rename all but one")
        return list(header).index(column)
    from difflib import get_close_matches

    by_case = {given.casefold(): given for given in header}
    near = [by_case[found] for found in get_close_matches(column.casefold(), by_case, 1, 0.6)]
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"{name} has no column {column!r}; it has {_listed(header)}{hint}")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(header[:30]) + (f" and {len(header) - 30} more" if len(header) > 30 else "")
