"""Parquet, by way of pyarrow, which is imported here alone and only when a Parquet file is read or written."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from immunomod.annotation.files import Source
from immunomod.annotation.table import Batch, Records, position
from immunomod.errors import UsageError

_ROWS = 65_536  # rows read at a time, and rows of a group that is written


def _library() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it: pip install 'immunomod[parquet]'") from None
    return pyarrow


class ArrowBatch:
    """A batch of columns."""

    def __init__(self, columns: Any, texts: list[str]) -> None:
        self.columns = columns
        self.texts = texts

    def records(self) -> Records:
        return [list(row) for row in zip(*(column.to_pylist() for column in self.columns.columns), strict=True)]


class ParquetReader:
    """Row groups of a Parquet file."""

    def __init__(self, source: Source, column: str | None) -> None:
        arrow = _library()
        binary = source.binary()
        if not binary.seekable():
            raise UsageError("Parquet cannot be read from a pipe; name a file")
        try:
            self._file = arrow.parquet.ParquetFile(binary)
        except (arrow.ArrowException, OSError) as error:
            raise UsageError(f"{source.name}: not a Parquet file ({error}); give its kind with --input-format") from None
        self._name = source.name
        self.schema = self._file.schema_arrow
        self.header = list(self.schema.names)
        self._column = position(source.name, self.header, column)
        kind = self.schema.types[self._column]
        kind = kind.value_type if arrow.types.is_dictionary(kind) else kind
        if not (arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind)):
            name = self.header[self._column]
            raise UsageError(f"{source.name}: column {name!r} holds {kind}, not text; name another with --column")

    def batches(self) -> Iterator[Batch]:
        arrow = _library()
        try:
            for columns in self._file.iter_batches(_ROWS):
                yield ArrowBatch(columns, [text or "" for text in columns.column(self._column).to_pylist()])
        except (arrow.ArrowException, OSError) as error:
            raise UsageError(f"{self._name}: damaged ({error}); write the file anew") from None


class ParquetWriter:
    """Rows as Parquet. Columns read from Parquet keep their types; those of other files are text."""

    def __init__(self, out: BinaryIO, schema: Any = None) -> None:
        self._arrow = _library()
        self._out = out
        self._schema = schema
        self._width = 0
        self._writer: Any = None

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        arrow = self._arrow
        fields = list(self._schema) if self._schema is not None else [arrow.field(name, arrow.string()) for name in header]
        new = [arrow.field(name, arrow.int64() if name.endswith("distance") else arrow.string()) for name in added]
        metadata = None if self._schema is None else self._schema.metadata
        self._width = len(fields)
        self._whole = arrow.schema([*fields, *new], metadata=metadata)
        self._writer = arrow.parquet.ParquetWriter(self._out, self._whole)

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        arrow = self._arrow
        if isinstance(batch, ArrowBatch):
            old = list(batch.columns.columns)
        else:
            columns = zip(*batch.records(), strict=True)
            old = [arrow.array([None if v is None else str(v) for v in column], arrow.string()) for column in columns]
        new = []
        for field, column in zip(list(self._whole)[self._width :], zip(*cells, strict=True), strict=True):
            values = [(int(value) if field.type == arrow.int64() else value) if value else None for value in column]
            new.append(arrow.array(values, field.type))
        self._writer.write_batch(arrow.record_batch([*old, *new], schema=self._whole))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
