"""JSON Lines: one object a line; the added fields come last, null where nothing matched."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from immunomod.annotation.files import Source
from immunomod.annotation.table import BATCH, Batch, Records, position
from immunomod.errors import UsageError


class Objects:
    """A batch of objects; `header` is that of the first object of the file."""

    def __init__(self, objects: list[dict[str, Any]], texts: list[str], header: Sequence[str]) -> None:
        self.objects = objects
        self.texts = texts
        self._header = header

    def records(self) -> Records:
        """As values of the header's keys. Raises UsageError for a key that the first object has not."""
        known = set(self._header)
        for found in self.objects:
            new = [key for key in found if key not in known]
            if new:
                raise UsageError(f"the key {new[0]!r} is not in the first object; only JSON Lines can hold it: write -f jsonl")
        return [[_plain(found.get(key)) for key in self._header] for found in self.objects]


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else value


class ObjectReader:
    """Objects of a JSON Lines file."""

    def __init__(self, source: Source, column: str | None) -> None:
        self._source = source
        self._objects = self._parsed()
        self._first = next(self._objects, None)
        if self._first is None:
            raise UsageError(f"{source.name} is empty; one JSON object a line is needed")
        self.header = list(self._first)
        self._key = self.header[position(source.name, self.header, column)]

    def batches(self) -> Iterator[Batch]:
        batch = [self._first] if self._first is not None else []
        for found in self._objects:
            if len(batch) == BATCH:
                yield self._batch(batch)
                batch = []
            batch.append(found)
        yield self._batch(batch)

    def _batch(self, objects: list[dict[str, Any]]) -> Objects:
        values = [found.get(self._key) for found in objects]
        return Objects(objects, [value if isinstance(value, str) else "" for value in values], self.header)

    def _parsed(self) -> Iterator[dict[str, Any]]:
        for number, line in enumerate(self._source.lines(), 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{self._source.name}, line {number}: not JSON ({error}); one object a line is needed") from None
            if not isinstance(found, dict):
                raise UsageError(f'{self._source.name}, line {number}: not an object; write it as {{"drug": ...}}')
            yield found


class ObjectWriter:
    """Rows as JSON Lines."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._header: Sequence[str] = ()
        self._added: Sequence[str] = ()

    def start(self, header: Sequence[str], added: Sequence[str]) -> None:
        self._header, self._added = header, added

    def write(self, batch: Batch, cells: Sequence[list[str]]) -> None:
        if isinstance(batch, Objects):
            objects = batch.objects
        else:
            objects = [dict(zip(self._header, row, strict=True)) for row in batch.records()]
        out = []
        for found, more in zip(objects, cells, strict=True):
            new = {name: value or None for name, value in zip(self._added, more, strict=True)}
            out.append(json.dumps({**found, **new}, ensure_ascii=False, default=str) + "\n")
        self._out.write("".join(out).encode("utf-8", errors="replace"))

    def close(self) -> None:
        self._out.flush()
