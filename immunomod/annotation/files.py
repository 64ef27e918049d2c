"""Files and streams: which kind a name stands for, opened for reading with a place to ask for, written whole or not at all."""

import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from immunomod.errors import UsageError

STDIN = Path("-")


class Kind(str, Enum):
    """The kinds of table that are read and written; the values are what `--input-format` takes."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    LINES = "lines"


_KINDS = {
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
    ".tab": Kind.TSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
    ".txt": Kind.LINES,
    ".list": Kind.LINES,
}


def kind_of(path: Path) -> Kind | None:
    """The kind of file a name stands for, `.gz` aside; None when it does not say."""
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return _KINDS.get(suffixes[-1]) if suffixes else None


class Source:
    """A file or standard input to read from. Raises UsageError when it cannot be opened."""

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        self.name = "standard input" if path == STDIN else str(path)
        self.encoding = encoding
        self.size: int | None = None
        self.marked = False  # whether the text begins with a byte order mark
        try:
            "".encode(encoding)
            self._raw: BinaryIO = sys.stdin.buffer if path == STDIN else path.open("rb")
            if path != STDIN:
                self.size = os.fstat(self._raw.fileno()).st_size
        except LookupError:
            raise UsageError(f"no encoding is called {encoding!r}; common ones are utf-8, cp1252 and latin-1") from None
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}; check the path and its permissions") from None
        self._packed = path.suffix.casefold() == ".gz"

    def at(self) -> int:
        """How many bytes have been read, 0 where that cannot be told."""
        try:
            return self._raw.tell()
        except (OSError, ValueError):
            return 0

    def binary(self) -> BinaryIO:
        """The bytes, unpacked."""
        if not self._packed:
            return self._raw
        import gzip

        return gzip.open(self._raw)  # type: ignore[return-value]

    def lines(self) -> Iterator[str]:
        """The lines of the text. Raises UsageError where it is not text in this encoding."""
        number = 0
        try:
            for number, line in enumerate(io.TextIOWrapper(self.binary(), encoding=self.encoding, newline=""), 1):
                if number == 1 and line.startswith("\ufeff"):
                    self.marked = True
                    yield line[1:]
                else:
                    yield line
        except UnicodeDecodeError as error:
            byte = f"byte 0x{error.object[error.start]:02x}"
            raise UsageError(
                f"{self.name}, after line {number}: {byte} is not {self.encoding}; name the encoding, e.g. --encoding cp1252"
            ) from None
        except (OSError, EOFError, zlib.error) as error:
            raise UsageError(f"{self.name}, after line {number}: {error}; check the file") from None


@contextmanager
def target(path: Path | None) -> Iterator[BinaryIO]:
    """Where to write bytes: standard output, or a file that appears under its name only when it is whole.

    Raises UsageError when the file cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            file = temporary.open("wb")
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror or error}; name another file with --output") from None
        with file:
            if path.suffix.casefold() == ".gz":
                import gzip

                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield file
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
