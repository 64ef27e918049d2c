"""Plain lines in, and plain rows out: tab-separated, no header, the id first and the text last."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from immunomod.annotation.files import Source
from immunomod.annotation.table import BATCH, Batch, Rows


class LineReader:
    """One text a line."""

    header = ["text"]

    def __init__(self, source: Source) -> None:
        self._source = source

    def batches(self) -> Iterator[Batch]:
        lines = (line.rstrip("\r\n") for line in self._source.lines())
        while texts := list(islice(lines, BATCH)):
            yield Rows([[text] for text in texts], texts)


class PlainWriter:
    """Each row's added cells, then its text."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        """Plain rows have no header."""

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        rows = zip(cells, batch.texts, strict=True)
        text = "".join(["\t".join([*more, " ".join(text.split())]) + "\n" for more, text in rows])
        self._out.write(text.encode("utf-8", errors="replace"))

    def close(self) -> None:
        self._out.flush()
