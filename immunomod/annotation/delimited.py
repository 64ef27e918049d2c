"""CSV and TSV. Cells that stand there keep their text; CSV is quoted where it must be, TSV never."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from immunomod.annotation.files import Source
from immunomod.annotation.table import BATCH, Batch, Records, Rows, position
from immunomod.errors import UsageError

_LONGEST_CELL = 2**31 - 1
TAB = "\t"


class DelimitedReader:
    """Rows of a CSV or TSV file with a header line. A tab for `delimiter` means TSV, which knows no quotes."""

    def __init__(self, source: Source, column: str | None, delimiter: str) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._source = source
        self._delimiter = delimiter
        self.line_end = "\n"
        if delimiter == TAB:
            self._reader = csv.reader(self._lines(), delimiter=TAB, quoting=csv.QUOTE_NONE)
        else:
            self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)
        first: list[list[Any]] = next(self._rows(1), [[]])
        self.header: list[str] = first[0]
        if not self.header:
            raise UsageError(f"{source.name} is empty; a header line is needed")
        self._column = self._position(column)
        self._read = 0

    def batches(self) -> Iterator[Batch]:
        column = self._column
        for rows in self._rows(BATCH):
            self._check(rows)
            self._read += len(rows)
            yield Rows(rows, [row[column] for row in rows])

    def _lines(self) -> Iterator[str]:
        lines = self._source.lines()
        for first in lines:
            self.line_end = "\r\n" if first.endswith("\r\n") else "\n"
            yield first
            break
        yield from lines

    def _rows(self, number: int) -> Iterator[Records]:
        try:
            while rows := list(islice(self._reader, number)):
                yield rows
        except csv.Error as error:
            raise UsageError(f"{self._source.name}, line {self._reader.line_num}: {error}; mend the quotes there") from None

    def _position(self, column: str | None) -> int:
        try:
            return position(self._source.name, self.header, column)
        except UsageError as error:
            others = [mark for mark in (";", TAB, "|", ",") if mark != self._delimiter and mark in self.header[0]]
            if len(self.header) == 1 and others:
                mark = "tab" if others[0] == TAB else f"'{others[0]}'"
                raise UsageError(f"{error}; its cells seem to be parted by {mark}: give --delimiter {mark}") from None
            raise

    def _check(self, rows: Records) -> None:
        """Every row is as wide as the header; an empty line is a row of empty cells. Raises UsageError."""
        width = len(self.header)
        for at, row in enumerate(rows):
            if len(row) == width:
                continue
            if row:
                raise UsageError(
                    f"{self._source.name}, row {self._read + at + 1}: {len(row)} cells where the header has {width}; "
                    f"mend or quote it (it begins with {row[0][:40]!r})"
                )
            rows[at] = [""] * width


class DelimitedWriter:
    """Rows as CSV or TSV, with a header line."""

    def __init__(self, out: BinaryIO, delimiter: str, line_end: str = "\n", encoding: str = "utf-8", mark: bool = False) -> None:
        self._out = out
        self._encoding = encoding
        self._end = line_end
        self._text = io.StringIO(newline="")  # the rows of one batch
        self._text.write("\ufeff" if mark else "")
        self._quoted = csv.writer(self._text, lineterminator=line_end, delimiter=delimiter) if delimiter != TAB else None

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        self._put([[*header, *added]])

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        self._put([row + more for row, more in zip(batch.records(), cells, strict=True)])

    def _put(self, rows: Records) -> None:
        if self._quoted is not None:
            self._quoted.writerows(rows)
        else:
            self._text.writelines([TAB.join([_bare(cell) for cell in row]) + self._end for row in rows])
        self._out.write(self._text.getvalue().encode(self._encoding, errors="replace"))
        self._text.seek(0)
        self._text.truncate()

    def close(self) -> None:
        self._out.flush()


def _bare(cell: Any) -> str:
    """A cell for TSV, which cannot hold a tab or a line break."""
    if cell is None:
        return ""
    text = str(cell)
    return " ".join(text.split()) if TAB in text or "\n" in text or "\r" in text else text
