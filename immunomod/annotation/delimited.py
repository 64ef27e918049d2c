"""CSV and TSV. Cells that stand there keep their text; CSV is quoted where it must be, TSV never."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TextIO

from immunomod.annotation.files import Source, Target
from immunomod.annotation.table import BATCH, Batch, Records, Rows, position
from immunomod.errors import UsageError

_LONGEST_CELL = 2**31 - 1


class DelimitedReader:
    """Rows of a CSV or TSV file with a header line."""

    def __init__(self, source: Source, column: str | None, delimiter: str, quoted: bool) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._source = source
        self._file: TextIO = source.text()
        self._lines = _Lines(self._file)
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        self._reader = csv.reader(self._lines, delimiter=delimiter, quoting=quoting, strict=quoted)
        self.header = next(self._rows(1), [[]])[0]
        if not self.header:
            raise UsageError(f"{source.name} is empty; a header line is needed")
        self.line_end = self._lines.end
        self._column = position(_told_apart(source.name, self.header, delimiter), self.header, column)

    def at(self) -> int:
        return self._source.at()

    def batches(self) -> Iterator[Batch]:
        column = self._column
        for rows in self._rows(BATCH):
            self._check(rows)
            yield Rows(rows, [row[column] for row in rows])  # type: ignore[arg-type]

    def _rows(self, number: int) -> Iterator[list[list[str]]]:
        try:
            while rows := list(islice(self._reader, number)):
                yield rows
        except csv.Error as error:
            raise UsageError(f"{self._source.name}, line {self._reader.line_num}: {error}; mend the quotes there") from None
        except UnicodeDecodeError as error:
            raise self._source.undecodable(error) from None

    def _check(self, rows: list[list[str]]) -> None:
        width = len(self.header)
        if any(len(row) != width for row in rows):
            for at, row in enumerate(rows):
                if not row:  # an empty line
                    rows[at] = [""] * width
                elif len(row) != width:
                    place = self._lines_before(rows, at)
                    raise UsageError(
                        f"{self._source.name}, row {place} has {len(row)} cells and the header {width}; "
                        f"it begins {','.join(row)[:40]!r}: quote or mend it"
                    )

    def _lines_before(self, rows: list[list[str]], at: int) -> int:
        """The number of a row, counted from 1 after the header."""
        return self._count_before + at + 1

    _count_before = 0


class _Lines:
    """The lines of a file; notes how the first one ends."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.end = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            if not self.end:
                self.end = "\r\n" if line.endswith("\r\n") else "\n"
            yield line


def _told_apart(name: str, header: Sequence[str], delimiter: str) -> str:
    return name


class DelimitedWriter:
    """Rows as CSV or TSV."""

    def __init__(self, target: Target, delimiter: str, quoted: bool, line_end: str = "\n") -> None:
        self._out = target.text()
        self._quoted = quoted
        self._end = line_end
        self._delimiter = delimiter
        self._writer = csv.writer(self._out, delimiter=delimiter, lineterminator=line_end)

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        self._put([[*header, *added]])

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        self._put([row + more for row, more in zip(batch.records(), cells, strict=True)])

    def _put(self, rows: Records) -> None:
        if self._quoted:
            self._writer.writerows(rows)
            return
        end, tab = self._end, self._delimiter
        self._out.writelines([tab.join(map(str, row)) + end for row in rows])

    def close(self) -> None:
        self._out.flush()
