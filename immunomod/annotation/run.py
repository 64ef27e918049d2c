"""A table through the engine: read a batch, annotate its texts, write it with its new cells."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from immunomod.annotation.columns import Known, added_columns
from immunomod.annotation.delimited import TAB, DelimitedReader, DelimitedWriter
from immunomod.annotation.engine import Annotator
from immunomod.annotation.files import STDIN, Kind, Source, kind_of
from immunomod.annotation.jsonlines import ObjectReader, ObjectWriter
from immunomod.annotation.lines import LineReader, PlainWriter
from immunomod.annotation.parquet import ParquetReader, ParquetWriter
from immunomod.annotation.summary import Summary
from immunomod.annotation.table import Reader, Writer
from immunomod.errors import UsageError

_DELIMITERS = {"tab": TAB, "\\t": TAB}
Progress = Callable[[Summary], None]


class Input(NamedTuple):
    """What to read, and how."""

    path: Path
    column: str | None = None
    kind: Kind | None = None
    encoding: str = "utf-8"
    delimiter: str | None = None

    def told_kind(self) -> Kind:
        """The kind that was named, or that the file's name or the options tell. Raises UsageError when none does."""
        if self.kind is not None:
            return self.kind
        if self.path == STDIN:
            return Kind.CSV if self.column else Kind.LINES
        found = kind_of(self.path)
        if found is None and not self.path.exists():
            raise UsageError(f"{self.path}: no such file; to annotate a text, pipe it: echo '{self.path}' | immunomod annotate -")
        if found is None:
            kinds = ", ".join(kind.value for kind in Kind)
            raise UsageError(f"{self.path}: its name does not tell what kind of file it is; give --input-format {kinds}")
        return found


def delimiter_of(given: str | None, kind: Kind) -> str:
    """The character between cells. Raises UsageError when it is more than one."""
    if given is None:
        return TAB if kind == Kind.TSV else ","
    mark = _DELIMITERS.get(given, given)
    if len(mark) != 1 or mark in '"\r\n':
        raise UsageError(f"--delimiter {given!r} is not one character; give e.g. ';' or tab")
    return mark


def open_reader(source: Source, asked: Input, kind: Kind) -> Reader:
    """The reader for a kind of file. Raises UsageError for an empty file, a missing column or one where there are none."""
    if kind == Kind.LINES:
        if asked.column is not None:
            raise UsageError(
                f"{asked.path} is read as plain lines, without columns; leave out --column, or give --input-format csv"
            )
        return LineReader(source)
    if kind == Kind.JSONL:
        return ObjectReader(source, asked.column)
    if kind == Kind.PARQUET:
        return ParquetReader(source, asked.column)
    return DelimitedReader(source, asked.column, delimiter_of(asked.delimiter, kind))


def open_writer(out: BinaryIO, kind: Kind, reader: Reader, source: Source, asked: Input) -> Writer:
    """The writer for a kind of file; what is read and written as CSV keeps its line ends, encoding and delimiter."""
    if kind == Kind.LINES:
        return PlainWriter(out)
    if kind == Kind.JSONL:
        return ObjectWriter(out)
    if kind == Kind.PARQUET:
        return ParquetWriter(out, reader.schema if isinstance(reader, ParquetReader) else None)
    same = isinstance(reader, DelimitedReader) and kind == asked.told_kind()
    mark = delimiter_of(asked.delimiter if same else None, kind)
    if same and isinstance(reader, DelimitedReader):
        return DelimitedWriter(out, mark, reader.line_end, source.encoding, source.marked)
    return DelimitedWriter(out, mark)


def annotate_table(reader: Reader, writer: Writer, annotator: Annotator, prefix: str, summary: Summary, tell: Progress) -> None:
    """Reads all, writes all, counts all, in order. Raises UsageError where the table is malformed."""
    writer.start(reader.header, added_columns(reader.header, prefix, annotator.fuzzy))
    known_of = Known(annotator)
    for batch in reader.batches():
        known = known_of(batch.texts)
        writer.write(batch, [known[text][1] for text in batch.texts])
        summary.add(batch.texts, known)
        tell(summary)
    writer.close()
